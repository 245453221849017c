"""What is said of leaving for each theme of a simulated company, counted against what is planted."""

from typing import Any

import duckdb

from vocpipe.evaluate.outcomes.company import Company
from vocpipe.evaluate.outcomes.family import MIN_EXPOSED, Tally
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
        kind, planted = part_of_name(theme.kind), theme.hazard_ratio != 1
        if not planted:
            tally.add(f"churn.false.{kind}", [row["verdict"] != Verdict.CANNOT_TELL])
        elif row["n_churned_exposed"] >= MIN_EXPOSED:
            tally.add(f"churn.found.{kind}", [row["verdict"] == Verdict.RAISES])
        if row["low"] is not None and kind not in ("confounded", "leakage"):
            covered = [row["low"] <= theme.hazard_ratio <= row["high"]]
            tally.add(f"churn.covered.{kind if planted else 'none'}", covered)


def part_of_name(kind: str) -> str:
    """The kind of a theme as part of the name of a share."""
    return kind.replace(" ", "_").replace(".", "_")
