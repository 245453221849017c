"""The findings of the outcome code and of the naive methods in simulated companies, and their scores."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.outcomes.answers import true_gaps
from vocpipe.evaluate.outcomes.company import Company, Floats

Flags = NDArray[np.bool_]

MIN_EXPOSED = 40  # leavers after a mention, for a company to count towards the power
_TRAPS = ("confounded", "immortal", "leakage", "heavy writers", "rare", "companion")


@dataclass(frozen=True, slots=True)
class Results:
    """The findings of the outcome code and of the naive methods; arrays of shape (worlds, themes)."""

    churn: dict[str, Floats]
    nps: dict[str, Floats]
    ever: Flags
    left_out: Flags

    @property
    def churn_verdicts(self) -> Flags:
        """Which themes have a verdict on churn other than "cannot tell", shape (worlds, themes)."""
        return np.asarray(self.churn["judged"] > 0)

    @property
    def nps_verdicts(self) -> Flags:
        """Which themes have a verdict on NPS other than "cannot tell", shape (worlds, themes)."""
        return np.asarray(self.nps["judged"] > 0)


def stacked(worlds: list[dict[str, Floats]]) -> dict[str, Floats]:
    """The columns of all worlds, each of shape (worlds, themes)."""
    return {name: np.array([world[name] for world in worlds]) for name in worlds[0]}


def null_scores(results: Results) -> dict[str, Any]:
    """False findings and coverage in companies in which no theme has an effect."""
    return {
        "churn": _flagged(results.churn_verdicts),
        "nps": _flagged(results.nps_verdicts),
        "naive_ever_mentioned": _flagged(results.ever),
        "naive_leave_theme_out": _flagged(results.left_out),
        "churn_coverage": _coverage(results.churn["low"], results.churn["high"], 1.0),
        "nps_gap_coverage": _coverage(results.nps["gap_low"], results.nps["gap_high"], 0.0),
    }


def hazard_scores(company: Company, results: Results) -> dict[str, Any]:
    """Power, coverage and mean for each planted hazard ratio."""
    return {
        f"{theme.hazard_ratio:g}": _hazard_score(results, number, theme.hazard_ratio)
        for number, theme in enumerate(company.themes)
        if theme.hazard_ratio != 1
    }


def trap_scores(company: Company, results: Results) -> dict[str, Any]:
    """How often each theme that only looks harmful gets a verdict, and how often the naive method flags it."""
    return {
        theme.kind.replace(" ", "_"): {
            "flagged": float(results.churn_verdicts[:, number].mean()),
            "naive_ever_mentioned": float(results.ever[:, number].mean()),
        }
        for number, theme in enumerate(company.themes)
        if theme.kind in _TRAPS
    }


def nps_scores(company: Company, results: Results) -> dict[str, Any]:
    """Power and coverage for each planted NPS gap."""
    gaps, impacts = true_gaps(company)
    return {
        theme.kind.removeprefix("nps "): _nps_score(results, number, float(gaps[number]), float(impacts[number]))
        for number, theme in enumerate(company.themes)
        if theme.nps
    }


def _flagged(flags: Flags) -> dict[str, float]:
    return {"themes": float(flags.mean()), "worlds": float(flags.any(axis=1).mean())}


def _coverage(low: Floats, high: Floats, truth: float) -> float | None:
    known = ~np.isnan(low) & ~np.isnan(high)
    return float(((low <= truth) & (truth <= high))[known].mean()) if known.any() else None


def _hazard_score(results: Results, theme: int, truth: float) -> dict[str, Any]:
    columns = {name: column[:, theme] for name, column in results.churn.items()}
    enough = columns["n_churned_exposed"] >= MIN_EXPOSED
    ratio = columns["hazard_ratio"][~np.isnan(columns["hazard_ratio"])]
    right = (columns["judged"] > 0) & (columns["hazard_ratio"] > 1)
    return {
        "worlds": int(enough.sum()),
        "found": float(right[enough].mean()) if enough.any() else None,
        "coverage": _coverage(columns["low"], columns["high"], truth),
        "mean": float(np.exp(np.log(ratio).mean())) if ratio.size else None,
        "churned_exposed": float(columns["n_churned_exposed"].mean()),
    }


def _nps_score(results: Results, theme: int, gap: float, impact: float) -> dict[str, Any]:
    columns = {name: column[:, theme] for name, column in results.nps.items()}
    return {
        "gap": gap,
        "found": float(((columns["judged"] > 0) & (columns["gap"] * gap > 0)).mean()),
        "gap_coverage": _coverage(columns["gap_low"], columns["gap_high"], gap),
        "impact_coverage": _coverage(columns["low"], columns["high"], impact),
    }
