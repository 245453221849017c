"""Today's list of customers at risk, and what raises each customer's risk in the model."""

from dataclasses import dataclass

import numpy as np

from vocpipe.outcomes.risk.model import fit
from vocpipe.outcomes.risk.origins import Origins
from vocpipe.outcomes.risk.panel import Panel
from vocpipe.outcomes.risk.risk_backtest import list_length
from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.outcomes.statistics.ranking import top_k
from vocpipe.settings import RiskSettings

MIN_WEIGHT = 0.05  # of a reason, in log-odds
MAX_THEMES = 3
MAX_SIGNALS = 3

Weights = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One customer on the list; `themes` and `signals` with their contributions to the log-odds, the largest first."""

    row: int  # in the panel
    risk: float
    rank: int
    themes: Weights
    signals: Weights


def customers_at_risk(panel: Panel, origins: Origins, settings: RiskSettings) -> list[AtRisk]:
    """Today's customers of highest risk, the highest first; without those who are already known to be leaving."""
    known, now = panel.on(origins.past), panel.on([origins.as_of])
    staying = now & ~panel.rows["is_leaving"].to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(staying)
    model = fit(panel.values[known], panel.left(settings.horizon_days)[known])
    risks = model.risks(panel.values[rows])
    highest = np.flatnonzero(top_k(risks, list_length(len(rows), settings)))
    highest = highest[np.argsort(-risks[highest], kind="stable")]
    weights = np.round(model.contributions(panel.values[rows[highest]]), 6)
    return [
        AtRisk(int(rows[at]), float(risks[at]), rank, *_reasons(panel, int(rows[at]), weights[rank - 1]))
        for rank, at in enumerate(highest, start=1)
    ]


def _reasons(panel: Panel, row: int, weights: Floats) -> tuple[Weights, Weights]:
    """The customer's themes and signals that raise the risk."""
    themes: dict[str, float] = {}
    signals: dict[str, float] = {}
    for feature, weight in zip(panel.features, weights, strict=True):
        if not feature.is_theme:
            signals[feature.group] = signals.get(feature.group, 0.0) + float(weight)
        elif feature.group in panel.mentions.get(row, {}):
            themes[feature.group] = float(weight)
    shown = {name: weight for name, weight in signals.items() if _shows(panel, row, name)}
    return _heaviest(themes, MAX_THEMES), _heaviest(shown, MAX_SIGNALS)


def _heaviest(weights: dict[str, float], count: int) -> Weights:
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return [(name, weight) for name, weight in ordered[:count] if weight >= MIN_WEIGHT]


def _shows(panel: Panel, row: int, signal: str) -> bool:
    """Whether the customer shows the signal: a weight alone only compares them with the average customer."""
    at = panel.rows.slice(row, 1).to_pylist()[0]
    value = {feature.group: panel.values[row, number] for number, feature in enumerate(panel.features)}
    true = {
        "silence": at["n_said"] == 0 and at["n_said_before"] > 0,
        "falling use": value.get("falling use", 0.0) < 0,
        "little use": value.get("little use", 1.0) < 0.25,
        "score drop": (at["score_change"] or 0.0) < 0,
        "low score": (at["last_score"] or 0.0) < 0,
        "negative voices": at["n_negative"] > 0,
        "volume": False,  # how much a customer writes is not a reason to act on
        "plan": at["plan"] is not None,
        "value": at["monthly_value"] is not None,
        "tenure": at["tenure_days"] is not None,
    }
    return bool(true[signal])
