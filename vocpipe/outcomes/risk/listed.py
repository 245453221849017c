"""customer_risk: who is on today's list, and what of them raises the risk in the model."""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from vocpipe.outcomes.risk.backtest import list_length
from vocpipe.outcomes.risk.features import Panel
from vocpipe.outcomes.risk.measures import top
from vocpipe.outcomes.risk.model import fit
from vocpipe.outcomes.risk.origins import Origins
from vocpipe.outcomes.risk.reasons import customer_reason
from vocpipe.outcomes.statistics.interval import Floats
from vocpipe.settings import RiskSettings
from vocpipe.wording import Text

LEAST_WEIGHT = 0.05  # a reason that adds less to the log-odds is none
MOST_THEMES = 3
MOST_SIGNALS = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """One customer on the list, with the reasons in the order of their weight."""

    row: int  # in the panel
    risk: float
    rank: int
    themes: list[tuple[str, float]]
    signals: list[tuple[str, float]]


def make_list(panel: Panel, origins: Origins, settings: RiskSettings) -> list[Listed]:
    """Today's customers of highest risk, but for those whose leaving is known already, the highest first."""
    known, now = panel.on(origins.past), panel.on([origins.as_of])
    staying = now & ~panel.rows["is_leaving"].to_numpy(zero_copy_only=False)
    places = np.flatnonzero(staying)
    model = fit(panel.values[known], panel.left(settings.horizon_days)[known])
    risks = model.risks(panel.values[places])
    listed = np.flatnonzero(top(risks, list_length(len(places), settings)))
    listed = listed[np.argsort(-risks[listed], kind="stable")]
    weights = np.round(model.contributions(panel.values[places[listed]]), 6)
    return [
        Listed(int(places[at]), float(risks[at]), rank, *_reasons(panel, int(places[at]), weights[rank - 1]))
        for rank, at in enumerate(listed, start=1)
    ]


def _reasons(panel: Panel, row: int, weights: Floats) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """The themes the customer spoke of, and the signals they show, that raise the risk; the weightiest first."""
    themes: dict[str, float] = {}
    signals: dict[str, float] = {}
    for feature, weight in zip(panel.features, weights, strict=True):
        if not feature.is_theme:
            signals[feature.group] = signals.get(feature.group, 0.0) + float(weight)
        elif feature.group in panel.mentions.get(row, {}):
            themes[feature.group] = float(weight)
    shown = {name: weight for name, weight in signals.items() if _shows(panel, row, name)}
    return _weightiest(themes, MOST_THEMES), _weightiest(shown, MOST_SIGNALS)


def _weightiest(weights: dict[str, float], most: int) -> list[tuple[str, float]]:
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return [(name, weight) for name, weight in ordered[:most] if weight >= LEAST_WEIGHT]


def _shows(panel: Panel, row: int, signal: str) -> bool:
    """Is what the signal says true of the customer? A mean customer's low risk is no reason of another's."""
    at = panel.rows.slice(row, 1).to_pylist()[0]
    value = {feature.group: panel.values[row, number] for number, feature in enumerate(panel.features)}
    true = {
        "silence": at["n_said"] == 0 and at["n_said_before"] > 0,
        "falling use": value.get("falling use", 0.0) < 0,
        "little use": value.get("little use", 1.0) < 0.25,
        "score drop": (at["score_change"] or 0.0) < 0,
        "low score": (at["last_score"] or 0.0) < 0,
        "negative voices": at["n_negative"] > 0,
        "volume": False,  # that somebody writes much or little is no news to anybody
        "plan": at["plan"] is not None,
        "value": at["monthly_value"] is not None,
        "tenure": at["tenure_days"] is not None,
    }
    return bool(true[signal])


def table_rows(
    panel: Panel,
    listed: list[Listed],
    names: dict[str, Text],
    quotes: dict[str, list[str]],
    origins: Origins,
    settings: RiskSettings,
    base_rate: float,
) -> list[dict[str, Any]]:
    """The rows of customer_risk. names: theme_id -> its name; quotes: customer_id -> sentence ids."""
    rows = []
    for one in listed:
        at = panel.rows.slice(one.row, 1).to_pylist()[0]
        counts = panel.mentions.get(one.row, {})
        told = [(names[theme], counts[theme]) for theme, _ in one.themes]
        signals = [signal for signal, _ in one.signals]
        reason = customer_reason(told, signals, window_days=settings.window_days, plan=at["plan"])
        rows.append(
            {
                "customer_id": at["customer_id"],
                "as_of": origins.as_of,
                "horizon_days": settings.horizon_days,
                "risk": one.risk,
                "rank": one.rank,
                "base_rate": base_rate,
                "themes": [theme for theme, _ in one.themes],
                "signals": signals,
                "quotes": quotes.get(at["customer_id"], []),
                "reasons": _as_json(one, names, counts),
                "reason_en": reason.en,
                "reason_ja": reason.ja,
                "plan": at["plan"],
                "monthly_value": at["monthly_value"],
            }
        )
    return rows


def _as_json(one: Listed, names: dict[str, Text], counts: dict[str, int]) -> str:
    themes = [
        {
            "theme_id": theme,
            "name_en": names[theme].en,
            "name_ja": names[theme].ja,
            "n": counts[theme],
            "weight": weight,
        }
        for theme, weight in one.themes
    ]
    signals = [{"signal": signal, "weight": weight} for signal, weight in one.signals]
    return json.dumps({"themes": themes, "signals": signals}, ensure_ascii=False)
