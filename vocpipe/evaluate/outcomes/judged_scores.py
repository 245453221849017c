"""What is said of the scores of each theme of a simulated company, counted against what is planted."""

from collections.abc import Sequence

import duckdb

from vocpipe.evaluate.outcomes.company import Floats
from vocpipe.evaluate.outcomes.family import Tally
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict


def right_verdict(kind: str) -> Verdict | None:
    """The verdict on themes of a kind that does something, by its name; None if it does nothing."""
    effects = {"lowers": Verdict.LOWERS, "raises": Verdict.RAISES}
    return next((verdict for effect, verdict in effects.items() if kind.startswith(effect)), None)


def tally_scores(tally: Tally, connection: duckdb.DuckDBPyConnection, kinds: Sequence[str], truth: Floats) -> None:
    """Count the rows of theme_nps; the verdict is on the gap among answers alike. truth: each theme's gap."""
    rows = fetch(connection, "SELECT * FROM theme_nps ORDER BY theme_id").to_pylist()
    for row, kind, gap in zip(rows, kinds, truth.tolist(), strict=True):
        _judge(tally, "nps", kind, row["verdict"])
        true = gap if right_verdict(kind) else 0.0
        if row["gap_adjusted_low"] is not None:
            tally.add("nps.covered", [row["gap_adjusted_low"] <= true <= row["gap_adjusted_high"]])
            tally.add("nps.covers_raw", [row["gap_low"] <= true <= row["gap_high"]])


def tally_drivers(
    tally: Tally, connection: duckdb.DuckDBPyConnection, kinds: Sequence[str], truth: Floats | None = None
) -> None:
    """Count the rows of theme_driver. truth: each theme's effect; else only that of themes without one is known."""
    rows = fetch(connection, "SELECT * FROM theme_driver ORDER BY theme_id").to_pylist()
    for number, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        _judge(tally, "driver", kind, row["verdict"])
        planted = right_verdict(kind) is not None
        if row["effect_adjusted_low"] is not None and (truth is not None or not planted):
            true = 0.0 if truth is None else float(truth[number])
            tally.add("driver.covered", [row["effect_adjusted_low"] <= true <= row["effect_adjusted_high"]])


def _judge(tally: Tally, what: str, kind: str, verdict: str) -> None:
    right = right_verdict(kind)
    if right is None:
        tally.add(f"{what}.false.{kind}", [verdict != Verdict.CANNOT_TELL])
    else:
        tally.add(f"{what}.found.{kind}", [verdict == right])
