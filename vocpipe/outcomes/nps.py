"""theme_nps: how the NPS of the answers that mention a theme differs from the other answers'. Associations, never causes.

For each theme: share of the answers that mention it, gap = NPS with - NPS without, impact = share x gap, which is exactly the
NPS of all minus the NPS of all without those who mention it. Impacts of themes don't add up, since an answer may have several.
"""

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from vocpipe.outcomes import reasons
from vocpipe.outcomes.interval import adjusted_wald
from vocpipe.outcomes.multiplicity import false_discovery_rates
from vocpipe.outcomes.resample import Clusters, Floats, Gaps, Integers, gaps
from vocpipe.outcomes.tables import read, replace
from vocpipe.settings import OutcomesSettings

SEED = 20_160
LEAST_CUSTOMERS = 10  # on each side: with fewer there is next to nothing to draw from, whatever the number of answers

_NUMBERS = (
    *("nps_with", "nps_with_low", "nps_with_high", "nps_without", "share", "gap", "gap_low", "gap_high"),
    *("impact", "low", "high", "p_value", "q_value"),
)
SCHEMA = pa.schema(
    [("theme_id", pa.string()), ("n_with", pa.int64()), ("n_without", pa.int64())]
    + [(name, pa.float64()) for name in _NUMBERS]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


def refresh_nps(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, *, seed: int = SEED) -> pa.Table:
    """The new rows of the table theme_nps, one per active main theme, after they have replaced the old ones."""
    rows = theme_nps(
        read(connection, "nps_answers.sql"),
        read(connection, "nps_mentions.sql"),
        read(connection, "active_themes.sql"),
        settings,
        seed=seed,
    )
    replace(connection, "theme_nps", rows)
    return rows


def theme_nps(
    answers: pa.Table, mentions: pa.Table, themes: pa.Table, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """One row per theme of `themes`, in the order of their ids, with the columns of the table theme_nps.

    answers: feedback_id, customer (several answers of one are not independent), score (0-10). mentions: feedback_id and
    theme_id; what names another answer or theme is left out. themes: theme_id. NPS, gap and impact are in NPS points.
    Below `settings.min_responses` answers, or LEAST_CUSTOMERS customers, with or without the theme there are no numbers.
    The same rows in another order give the same result.
    """
    answers = answers.sort_by([("customer", "ascending"), ("feedback_id", "ascending")])
    theme_ids = sorted(themes["theme_id"].to_pylist())
    values = _values(answers["score"].to_numpy())
    pairs = _pairs(answers, mentions, theme_ids)
    if not len(values) or not theme_ids:
        return _rows(theme_ids, [_Counts(np.zeros(0), len(values), 0, 0) for _ in theme_ids], settings, {})
    customer = pc.rank(answers["customer"], tiebreaker="dense").to_numpy().astype(np.int64) - 1
    clusters = Clusters.of(values, customer, pairs, len(theme_ids))
    counts = [
        _Counts(values[pairs[1][pairs[0] == theme]], len(values), *known)
        for theme, known in enumerate(zip(clusters.customers_with, clusters.customers_without, strict=True))
    ]
    return _rows(theme_ids, counts, settings, {})
