"""`vocpipe evaluate outcomes`: the real outcome code on simulated companies, scored against what was planted."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.outcomes.naive import ever_mentioned, leave_theme_out
from vocpipe.evaluate.outcomes.plan import Company, null_company, planted_company
from vocpipe.evaluate.outcomes.store import TIMEZONE, empty_database, run_step, store_world
from vocpipe.evaluate.outcomes.world import simulate, true_gaps
from vocpipe.evaluate.trends import TrendScores, measure_trends
from vocpipe.outcomes.churn.stage import refresh_churn
from vocpipe.outcomes.nps import theme_nps
from vocpipe.settings import OutcomesSettings
from vocpipe.store.workspace import fetch

Flags = NDArray[np.bool_]
Progress = Callable[[int, int], None]

EXPOSED = 40  # leavers after a mention, from which on the power is asked for
_CHURN = ("hazard_ratio", "low", "high", "n_churned_exposed")
_NPS = ("gap", "gap_low", "gap_high", "impact", "low", "high")


@dataclass(slots=True)
class OutcomeScores:
    """Shares over the worlds; each also of the naive ways.

    null: of companies where no theme does anything, the share of themes with a verdict and of worlds with any. churn:
    of planted hazard ratios, how often one is found (of the `worlds` with EXPOSED leavers after a mention), how often
    the interval covers it (wherever it is told), the geometric mean. traps: how often a theme that only looks harmful
    gets a verdict. nps: how often planted gaps are found, how often the intervals cover gap and impact. trends: whether
    a theme that rises is alerted, and quiet weeks stay quiet, in companies of their own (always 40 themes, two years).
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


@dataclass(frozen=True, slots=True)
class Results:
    """What the outcome code and the naive ways said; shape (worlds, themes)."""

    churn: dict[str, NDArray[np.float64]]
    nps: dict[str, NDArray[np.float64]]
    ever: Flags
    left_out: Flags

    @property
    def churn_told(self) -> Flags:
        """Verdicts on churn other than "cannot tell"."""
        return np.asarray(self.churn["told"] > 0)

    @property
    def nps_told(self) -> Flags:
        """The same on NPS."""
        return np.asarray(self.nps["told"] > 0)


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
    """Scores over so many companies without planted effects, as many with them, and as many watched for rising themes.
    `progress` is told (done, all).
    """
    start = time.monotonic()
    told = progress or (lambda done, total: None)
    nulls, planted = null_company(themes, customers, months), planted_company(themes, customers, months)
    scores = OutcomeScores(worlds, customers, months, len(planted.themes))
    quiet = _run(nulls, worlds, settings, seed, lambda done: told(done, 3 * worlds))
    scores.null = _null(quiet)
    found = _run(planted, worlds, settings, seed, lambda done: told(worlds + done, 3 * worlds))
    scores.churn, scores.traps = _churn(planted, found), _traps(planted, found)
    scores.nps = _nps(planted, found)
    scores.trends = measure_trends(
        worlds, settings, seed=seed, progress=lambda done: told(2 * worlds + done, 3 * worlds)
    )
    scores.seconds = time.monotonic() - start
    return scores


def _run(
    company: Company, worlds: int, settings: OutcomesSettings, seed: int, progress: Callable[[int], None]
) -> Results:
    """The worlds one after the other through the refresh's own code."""
    churn, nps, ever, left_out = [], [], [], []
    window, gap = settings.exposure_months, settings.exposure_gap_days
    with empty_database() as connection:
        for number in range(worlds):
            world = simulate(company, window_months=window, gap_days=gap, seed=seed + number)
            store_world(connection, company, world)
            refresh_churn(connection, settings, TIMEZONE)
            run_step(connection, theme_nps.STEP, settings)
            churn.append(_columns(connection, "theme_churn", _CHURN))
            nps.append(_columns(connection, "theme_nps", _NPS))
            ever.append(ever_mentioned(company, world))
            left_out.append(leave_theme_out(connection))
            progress(number + 1)
    return Results(_stacked(churn), _stacked(nps), np.array(ever), np.array(left_out))


def _columns(
    connection: duckdb.DuckDBPyConnection, table: str, names: tuple[str, ...]
) -> dict[str, NDArray[np.float64]]:
    columns = ", ".join(f"{name}::DOUBLE AS {name}" for name in names)
    rows = fetch(
        connection, f"SELECT {columns}, (verdict <> 'cannot tell')::DOUBLE AS told FROM {table} ORDER BY theme_id"
    )
    return {name: np.asarray(rows[name].to_numpy(zero_copy_only=False), np.float64) for name in rows.column_names}


def _stacked(worlds: list[dict[str, NDArray[np.float64]]]) -> dict[str, NDArray[np.float64]]:
    return {name: np.array([world[name] for world in worlds]) for name in worlds[0]}


def _flagged(flags: Flags) -> dict[str, float]:
    return {"themes": float(flags.mean()), "worlds": float(flags.any(axis=1).mean())}


def _null(found: Results) -> dict[str, Any]:
    return {
        "churn": _flagged(found.churn_told),
        "nps": _flagged(found.nps_told),
        "naive_ever_mentioned": _flagged(found.ever),
        "naive_leave_theme_out": _flagged(found.left_out),
        "churn_coverage": _coverage(found.churn["low"], found.churn["high"], 1.0),
        "nps_gap_coverage": _coverage(found.nps["gap_low"], found.nps["gap_high"], 0.0),
    }


def _coverage(low: NDArray[np.float64], high: NDArray[np.float64], truth: float) -> float | None:
    told = ~np.isnan(low) & ~np.isnan(high)
    return float(((low <= truth) & (truth <= high))[told].mean()) if told.any() else None


def _churn(company: Company, found: Results) -> dict[str, Any]:
    return {
        f"{theme.hazard_ratio:g}": _one_ratio(found, number, theme.hazard_ratio)
        for number, theme in enumerate(company.themes)
        if theme.hazard_ratio != 1
    }


def _one_ratio(found: Results, theme: int, truth: float) -> dict[str, Any]:
    told = {name: column[:, theme] for name, column in found.churn.items()}
    enough = told["n_churned_exposed"] >= EXPOSED
    ratio = told["hazard_ratio"][~np.isnan(told["hazard_ratio"])]
    right = (told["told"] > 0) & (told["hazard_ratio"] > 1)
    return {
        "worlds": int(enough.sum()),
        "found": float(right[enough].mean()) if enough.any() else None,
        "coverage": _coverage(told["low"], told["high"], truth),
        "mean": float(np.exp(np.log(ratio).mean())) if ratio.size else None,
        "churned_exposed": float(told["n_churned_exposed"].mean()),
    }


def _traps(company: Company, found: Results) -> dict[str, Any]:
    kinds = ("confounded", "immortal", "leakage", "heavy writers", "rare", "companion")
    return {
        theme.kind.replace(" ", "_"): {
            "flagged": float(found.churn_told[:, number].mean()),
            "naive_ever_mentioned": float(found.ever[:, number].mean()),
        }
        for number, theme in enumerate(company.themes)
        if theme.kind in kinds
    }


def _nps(company: Company, found: Results) -> dict[str, Any]:
    gaps, impacts = true_gaps(company)
    scores: dict[str, Any] = {}
    for number, theme in enumerate(company.themes):
        if theme.nps:
            told = {name: column[:, number] for name, column in found.nps.items()}
            scores[theme.kind.removeprefix("nps ")] = {
                "gap": float(gaps[number]),
                "found": float(((told["told"] > 0) & (told["gap"] * gaps[number] > 0)).mean()),
                "gap_coverage": _coverage(told["gap_low"], told["gap_high"], float(gaps[number])),
                "impact_coverage": _coverage(told["low"], told["high"], float(impacts[number])),
            }
    return scores
