"""What the outcomes say of each theme of a simulated company, counted against what is planted."""

from typing import Any

import duckdb

from vocpipe.evaluate.outcomes.company import Company
from vocpipe.evaluate.outcomes.family import Tally
from vocpipe.evaluate.outcomes.results import MIN_EXPOSED
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict

Rows = list[dict[str, Any]]


def judged_churn(connection: duckdb.DuckDBPyConnection) -> Rows:
    """The rows of theme_churn in the order of the themes."""
    rows: Rows = fetch(connection, "SELECT * FROM theme_churn ORDER BY theme_id").to_pylist()
    return rows


def tally_churn(tally: Tally, company: Company, rows: Rows) -> None:
    """Count false verdicts, hazards that are found with enough leavers, and how often intervals cover the truth."""
    for theme, row in zip(company.themes, rows, strict=True):
        flagged = row["verdict"] != Verdict.CANNOT_TELL
        if theme.hazard_ratio == 1:
            tally.add(f"churn.false.{theme.kind.replace(' ', '_')}", [flagged])
        elif row["n_churned_exposed"] >= MIN_EXPOSED:
            tally.add(f"churn.found.{theme.kind.replace(' ', '_')}", [row["verdict"] == Verdict.RAISES])
        if row["low"] is not None and theme.kind != "confounded":
            tally.add("churn.covered", [row["low"] <= theme.hazard_ratio <= row["high"]])
