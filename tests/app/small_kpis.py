"""The KPIs of the small world: one with months, segments and themes, and one without data."""

from datetime import date
from typing import Any

Rows = list[dict[str, Any]]


def tables() -> dict[str, Rows]:
    """Table -> its rows."""
    return {"kpi": _kpis(), "kpi_period": _months() + _plans(), "theme_kpi": _themes(), "goal": _goals()}


def _kpis() -> Rows:
    rate = {"model": "moment", "unit": "percent", "digits": 1, "counted": "customer_month", "more_is_better": False}
    about = {"about_en": "The share who left in the month.", "about_ja": "その月に解約した割合です。"}
    missing = {"reason_en": "Name a file under [[invitations]].", "reason_ja": "[[invitations]] に書いてください。"}
    churn = {"kpi_id": "churn_rate", "kpi_name": "churn_rate", "name_en": "Churn rate", "name_ja": "解約率"}
    answers = {"kpi_id": "response_rate", "kpi_name": "response_rate", "name_en": "Response rate", "name_ja": "回答率"}
    return [{**churn, **rate, **about, "n": 660, "n_customers": 120}, {**answers, **rate, **about, **missing}]


def _months() -> Rows:
    """A churn rate that rises from 2 to 12 %, and a month that is not over."""
    return [
        _cell(month, value, segment_kind="all", segment="all", is_complete=month < 10)
        for month, value in ((6, 0.02), (7, 0.03), (8, 0.05), (9, 0.12), (10, 0.01))
    ]


def _plans() -> Rows:
    few = {"reason_en": "Not shown: few.", "reason_ja": "少ないため表示しません。"}
    keys = {"segment_kind": "plan", "is_complete": True}
    empty = {"kpi_id": "churn_rate", "month": date(2026, 9, 1), "segment": "Tiny", **keys, **few}
    return [_cell(9, 0.16, segment="Starter", **keys), _cell(9, 0.02, segment="Business", **keys), empty]


def _cell(month: int, value: float, **keys: Any) -> dict[str, Any]:
    ends = {"low": max(0.0, value - 0.015), "high": value + 0.02}
    return (
        {"kpi_id": "churn_rate", "month": date(2026, month, 1), "n": 120, "n_customers": 120, "value": value}
        | ends
        | keys
    )


def _themes() -> Rows:
    clear = {"theme_id": "t_pdf", "measure": "hazard ratio", "n_with": 44, "n_without": 76, "gap": 2.4, "low": 1.5}
    clear |= {"high": 3.8, "q_value": 0.001, "verdict": "raises"}
    clear |= {"reason_en": "They leave 2.4 times as often.", "reason_ja": "2.4 倍の頻度で解約しています。"}
    few = {"theme_id": "t_dark", "measure": "hazard ratio", "verdict": "cannot tell"}
    few |= {"reason_en": "Cannot tell: few.", "reason_ja": "判断できません。少数です。"}
    return [{"kpi_id": "churn_rate", **clear}, {"kpi_id": "churn_rate", **few}]


def _goals() -> Rows:
    """One that is not on course, and one of a KPI that there is not."""
    churn = {"kpi_id": "churn_rate", "baseline": 0.02, "target": 0.01, "due_on": date(2026, 12, 31), "n_months": 8}
    churn |= {"month": date(2026, 9, 1), "value": 0.12, "low": 0.105, "high": 0.14, "verdict": "off course"}
    churn |= {"progress": -10.0, "progress_low": -12.0, "progress_high": -8.5}
    churn |= {"expected": 0.18, "expected_low": 0.14, "expected_high": 0.22}
    churn |= {"reason_en": "Off course: short of the target.", "reason_ja": "このままでは届きません。"}
    none = {"kpi_id": "npss", "baseline": 1.0, "target": 2.0, "due_on": date(2026, 12, 31), "verdict": "cannot tell"}
    none |= {"n_months": 0, "reason_en": "Cannot tell: there is no KPI “npss”.", "reason_ja": "判断できません。"}
    return [{"goal_no": 1, **churn}, {"goal_no": 2, **none}]
