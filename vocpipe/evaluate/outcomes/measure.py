"""`vocpipe evaluate outcomes`: the real outcome code on simulated companies, scored against the planted effects."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import Company, null_company, planted_company
from vocpipe.evaluate.outcomes.naive import ever_mentioned, leave_theme_out
from vocpipe.evaluate.outcomes.results import Results, hazard_scores, nps_scores, null_scores, stacked, trap_scores
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world_tables import stored_worlds
from vocpipe.evaluate.trends import TrendScores, measure_trends
from vocpipe.outcomes.churn import customer_month, theme_churn
from vocpipe.outcomes.nps import theme_nps
from vocpipe.settings import OutcomesSettings
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict

Progress = Callable[[int, int], None]

STEPS = (customer_month.STEP, theme_churn.STEP, theme_nps.STEP)
_CHURN = ("hazard_ratio", "low", "high", "n_churned_exposed")
_NPS = ("gap", "gap_low", "gap_high", "impact", "low", "high")


@dataclass(slots=True)
class OutcomeScores:
    """Shares over the simulated companies ("worlds"), for vocpipe and for the naive methods.

    null: of companies where no theme has an effect, the share of themes with a verdict and of worlds with any. churn:
    of planted hazard ratios, how often one is found (of the `worlds` with MIN_EXPOSED leavers after a mention), how
    often the interval covers it (wherever there is one), the geometric mean. traps: how often a theme that only looks
    harmful gets a verdict. nps: how often planted gaps are found, how often the intervals cover gap and impact. trends:
    whether a theme that rises is alerted, and quiet weeks stay quiet, in companies of their own (always 40 themes, two
    years).
    """

    worlds: int
    customers: int
    months: int
    themes: int
    null: dict[str, Any] = field(default_factory=dict)
    churn: dict[str, Any] = field(default_factory=dict)
    traps: dict[str, Any] = field(default_factory=dict)
    nps: dict[str, Any] = field(default_factory=dict)
    trends: TrendScores | None = None
    seconds: float = 0.0


def evaluate_outcomes(
    worlds: int,
    settings: OutcomesSettings,
    *,
    customers: int = 600,
    months: int = 12,
    themes: int = 20,
    seed: int = 0,
    progress: Progress | None = None,
) -> OutcomeScores:
    """Scores over `worlds` companies without planted effects, as many with effects, and as many with rising themes.

    `progress` is called with (done, all).
    """
    start = time.monotonic()
    report = progress or (lambda done, total: None)
    nulls, planted = null_company(themes, customers, months), planted_company(themes, customers, months)
    scores = OutcomeScores(worlds, customers, months, len(planted.themes))
    scores.null = null_scores(_run(nulls, worlds, settings, seed, lambda done: report(done, 3 * worlds)))
    results = _run(planted, worlds, settings, seed, lambda done: report(worlds + done, 3 * worlds))
    scores.churn, scores.traps = hazard_scores(planted, results), trap_scores(planted, results)
    scores.nps = nps_scores(planted, results)
    scores.trends = measure_trends(
        worlds, settings, seed=seed, progress=lambda done: report(2 * worlds + done, 3 * worlds)
    )
    scores.seconds = time.monotonic() - start
    return scores


def _run(
    company: Company, worlds: int, settings: OutcomesSettings, seed: int, progress: Callable[[int], None]
) -> Results:
    """The results of the worlds, run one after the other through the refresh's own code."""
    churn, nps, ever, left_out = [], [], [], []
    with memory_database() as connection:
        for number, world in enumerate(stored_worlds(connection, company, settings, worlds=worlds, seed=seed)):
            run_steps(connection, settings, STEPS)
            churn.append(_columns(connection, "theme_churn", _CHURN))
            nps.append(_columns(connection, "theme_nps", _NPS))
            ever.append(ever_mentioned(company, world))
            left_out.append(leave_theme_out(connection))
            progress(number + 1)
    return Results(stacked(churn), stacked(nps), np.array(ever), np.array(left_out))


def _columns(
    connection: duckdb.DuckDBPyConnection, table: str, names: tuple[str, ...]
) -> dict[str, NDArray[np.float64]]:
    """The columns of an outcome's table by theme, and `judged`: 1 if there is a verdict."""
    columns = ", ".join(f"{name}::DOUBLE AS {name}" for name in names)
    query = f"SELECT {columns}, (verdict <> $none)::DOUBLE AS judged FROM {table} ORDER BY theme_id"
    rows = fetch(connection, query, {"none": Verdict.CANNOT_TELL})
    return {name: np.asarray(rows[name].to_numpy(zero_copy_only=False), np.float64) for name in rows.column_names}
