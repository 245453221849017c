"""What trends are computed from, by a few words per theme: everything said by customers of their own, in one source."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.trends.rows import TrendRows

MONDAY = date(2026, 1, 5)
NO_REPEATS = pa.table(
    {
        **{name: pa.array([], pa.string()) for name in ("theme_id", "account", "source")},
        **{"week": pa.array([], pa.date32()), "n_feedback": pa.array([], pa.int64())},
    }
)
NO_STATES = pa.table(
    {
        **{"source": pa.array([], pa.string()), "takes_part": pa.array([], pa.bool_())},
        **{name: pa.array([], pa.string()) for name in ("reason_en", "reason_ja")},
    }
)


def trend_rows(said=200, first=date(2025, 1, 6), repeats=NO_REPEATS, states=NO_STATES, **themes):
    """Mentions by week from MONDAY on, of one source or by source: {"survey": [1, 2], "ticket": [3, 4]}.

    said: feedback a week, likewise. first: the first week of every theme.
    """
    by_source = {name: {"all": counts} if not isinstance(counts, dict) else counts for name, counts in themes.items()}
    length = max((len(counts) for sources in by_source.values() for counts in sources.values()), default=0)
    names = sorted({source for sources in by_source.values() for source in sources}) or ["all"]
    said = said if isinstance(said, dict) else dict.fromkeys(names, said)
    volume = {source: np.broadcast_to(np.array(said[source]), length) for source in names}
    cells = [
        {"theme_id": theme, "source": source, **_cell(week, n)}
        for theme, sources in by_source.items()
        for source, counts in sources.items()
        for week, n in enumerate(counts)
        if n
    ]
    everything = [
        {"source": source, **_cell(week, n)} for source in names for week, n in enumerate(volume[source]) if n
    ]
    counted = [("week", pa.date32()), ("n_feedback", pa.int64()), ("n_customers", pa.int64())]
    return TrendRows(
        themes=pa.table(
            {
                "theme_id": pa.array(list(themes), pa.string()),
                "first_week": pa.array([first] * len(themes), pa.date32()),
            }
        ),
        mentions=pa.Table.from_pylist(cells, pa.schema([("theme_id", pa.string()), ("source", pa.string()), *counted])),
        said=pa.Table.from_pylist(everything, pa.schema([("source", pa.string()), *counted])),
        repeats=repeats,
        sources=states,
    )


def _cell(week, n):
    return {"week": MONDAY + timedelta(weeks=week), "n_feedback": int(n), "n_customers": int(n)}
