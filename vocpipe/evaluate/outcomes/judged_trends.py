"""What trends say of each theme of a simulated company, counted against what is planted."""

from collections.abc import Sequence

import duckdb

from vocpipe.evaluate.outcomes.family import Tally
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.voices import theme_id
from vocpipe.outcomes.trends import alerts, source_state, theme_change
from vocpipe.settings import OutcomesSettings
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict

STEPS = (source_state.STEP, theme_change.STEP, alerts.STEP)


def judge_trends(
    connection: duckdb.DuckDBPyConnection,
    settings: OutcomesSettings,
    tally: Tally,
    ratios: Sequence[float],
) -> list[str]:
    """Count verdicts, alerts and covered ratios of the themes, of which the ratios are planted; their reasons."""
    connection.execute("DELETE FROM alert")
    run_steps(connection, settings, STEPS)
    rows = fetch(connection, "SELECT * FROM theme_change ORDER BY theme_id").to_pylist()
    alerted = {row["subject"]: row["kind"] for row in fetch(connection, "SELECT subject, kind FROM alert").to_pylist()}
    for number, (row, ratio) in enumerate(zip(rows, ratios, strict=True)):
        judged, kind = row["verdict"], alerted.get(theme_id(number))
        if ratio == 1:
            tally.add("trend.false", [judged != Verdict.CANNOT_TELL])
            tally.add("alert.false.null", [kind is not None])
        else:
            tally.add("trend.found", [judged == Verdict.RISING])
            tally.add("alert.found.rising", [kind == "rising theme"])
        if row["low"] is not None and row["high"] is not None:
            tally.add("trend.covered", [row["low"] <= ratio <= row["high"]])
    return [row["reason_en"] for row in rows]
