"""The outcome tables of the small world: a verdict of each kind, and reasons in both languages."""

from datetime import date, datetime
from typing import Any

from tests.app import small_kpis

AT_RISK = [f"c_{i:05d}" for i in range(10, 23)]
Rows = list[dict[str, Any]]


def tables() -> dict[str, Rows]:
    """Table -> its rows."""
    return {
        "theme_score": _stars(),
        **small_kpis.tables(),
        "theme_driver": _drivers(),
        "nps_change": _change(),
        "event_change": _events(),
        "theme_churn": _churn(),
        "theme_survival": _survival(),
        "score_churn": _score_churn(),
        "theme_segment": _segments(),
        "response_rate": _rates(),
        "nps_weighted": _weighted(),
        "calendar_event": [_event(date(2026, 9, 19), "AI autofill"), _event(date(2020, 1, 1), "Long ago")],
        "action": _actions(),
        "action_effect": _effects(),
        "alert": [*_theme_alerts(), *_risk_alerts()],
        "customer_risk": _risks(),
        "risk_backtest": [backtest(None, 1.6), backtest(date(2026, 8, 1), 0.9)],
        "risk_calibration": [
            {"bin": i, "n": 80, "mean_risk": i / 40, "churned": 2 * i, "rate": i / 40, "low": i / 60, "high": i / 20}
            for i in range(1, 6)
        ],
    }


def backtest(origin: date | None, lift_low: float) -> dict[str, Any]:
    """A back-test: better than random where the lift's interval is above 1."""
    better = lift_low > 1
    counts = {"n": 400, "churned": 30, "k": 40, "hits": 9, "n_train": 900, "churned_train": 60}
    rates = {"base_rate": 0.075, "precision_at_k": 0.225, "low": 0.11, "high": 0.38, "recall": 0.3}
    lifts = {"lift": 3.0, "lift_low": lift_low, "lift_high": 5.1, "lead_time_days": 16.0}
    quality = {"calibration_slope": 0.9, "precision_without_voices": 0.1, "mean_risk_at_k": 0.2}
    if better:
        reason = _reason("Better than random, 3.0 times.", "無作為に選ぶより 3.0 倍多く的中しました。")
    else:
        reason = _reason("Not shown to be better than random (3.0 times).", "無作為に選ぶよりよいとは言えません。")
    return {"listed_on": origin, **counts, **rates, **lifts, **quality, "beats_base": better, **reason}


def _reason(en: str, ja: str) -> dict[str, str]:
    return {"reason_en": en, "reason_ja": ja}


def _stars() -> Rows:
    clear = {"score_type": "stars", "kind": "review", "theme_id": "t_pdf", "n_with": 41, "n_without": 90}
    means = {"mean_with": 2.1, "mean_with_low": 1.8, "mean_with_high": 2.5, "mean_without": 3.4, "share": 0.31}
    gap = {"gap": -1.3, "gap_low": -1.7, "gap_high": -0.8, "impact": -0.4, "low": -0.6, "high": -0.2}
    gap |= {"gap_adjusted": -1.2, "gap_adjusted_low": -1.6, "gap_adjusted_high": -0.7}
    gap |= {"impact_adjusted": -0.37, "impact_adjusted_low": -0.5, "impact_adjusted_high": -0.2}
    reason = _reason("Those who mention it give 1.3 stars less.", "言及した回答の星は 1.3 少なくなっています。")
    few = {"score_type": "stars", "kind": "review", "theme_id": "t_dark", "n_with": 4, "n_without": 127}
    few |= {"verdict": "cannot tell", **_reason("Cannot tell: 4 reviews.", "判断できません。レビューは4件です。")}
    return [{**clear, **means, **gap, "q_value": 0.001, "verdict": "lowers", **reason}, few]


def _drivers() -> Rows:
    base = {"score_type": "nps", "kind": "survey", "n": 258, "n_customers": 99, "r2": 0.143, "r2_unseen": 0.081}
    ends = {"effect_low": -52.0, "effect_high": -12.0, "weight": 0.61, "weight_low": 0.3, "weight_high": 0.8}
    clear = {"theme_id": "t_pdf", "n_with": 88, "effect": -32.0, "verdict": "lowers"}
    ends |= {"effect_adjusted": -28.0, "effect_adjusted_low": -48.0, "effect_adjusted_high": -9.0}
    few = {"theme_id": "t_dark", "n_with": 12, "verdict": "cannot tell"}
    return [
        {**base, **clear, **ends, "q_value": 0.01, **_reason("Other themes being the same: 32.", "ほかが同じなら32。")},
        {**base, **few, **_reason("Cannot tell: 12 answers.", "判断できません。12件です。")},
    ]


def _change() -> Rows:
    days = {"before_from": date(2026, 4, 1), "after_from": date(2026, 7, 1), "after_to": date(2026, 10, 1)}
    months = {"before_from": date(2026, 8, 1), "after_from": date(2026, 9, 1), "after_to": date(2026, 10, 1)}
    parts = [
        ("all", None, "change", -8.0),
        ("theme", "t_pdf", "rate", -5.5),
        ("theme", "t_pdf", "mix", -1.5),
        ("theme", None, "not explained", -1.0),
        ("plan", "Starter", "rate", -8.0),
        ("cause", "defect", "rate", -7.0),
        ("cause", None, "not explained", -1.0),
    ]
    numbers = {"n_before": 120, "n_after": 131, "q_value": 0.4, "verdict": "cannot tell"}
    reason = _reason("Cannot tell: it may be nothing.", "判断できません。変化がないとも言えます。")
    return [
        {"dimension": by, "subject": subject, "part": part, "value": sign * value}
        | {"low": sign * value - 9, "high": sign * value + 9, "periods": periods}
        | of
        | numbers
        | reason
        for periods, of, sign in (("quarter", days, 1), ("month", months, -1))
        for by, subject, part, value in parts
    ]


def _events() -> Rows:
    """A release with a louder theme and one that cannot be told, and a price change too near to another event."""
    days = {"before_from": date(2026, 7, 20), "before_to": date(2026, 9, 14), "after_from": date(2026, 9, 21)}
    release = {
        "event_on": date(2026, 9, 19),
        "event": "AI autofill",
        "kind": "release",
        "after_to": date(2026, 11, 2),
    }
    counts = {"feedback_before": 300, "feedback_after": 240}
    found = {
        "theme_id": "t_pdf",
        "n_before": 12,
        "n_after": 40,
        "ratio": 4.2,
        "low": 2.0,
        "high": 8.8,
        "q_value": 0.001,
    }
    few = {"theme_id": "t_dark", "n_before": 3, "n_after": 0, "verdict": "cannot tell"}
    price = {"event_on": date(2026, 7, 1), "event": "**Price**", "kind": "price", "verdict": "cannot tell"}
    return [
        {**release, **days, **counts, **found, "verdict": "rising", **_reason("4.2 times as often.", "4.2 倍です。")},
        {**release, **days, **counts, **few, **_reason("Cannot tell: 0 of 240.", "判断できません。0件です。")},
        {**price, **_reason("Cannot tell: other events are too near.", "判断できません。近すぎます。")},
    ]


def _churn() -> Rows:
    base = {"n_customers": 110, "n_churned": 31, "n_exposed": 44, "n_churned_exposed": 19, "n_churned_expected": 9.4}
    clear = {"theme_id": "t_pdf", "hazard_ratio": 2.04, "low": 1.3, "high": 3.2, "q_value": 0.01, "verdict": "raises"}
    clear["e_value"] = 1.9
    few = {"n_exposed": 3, "n_churned_exposed": 1, "n_churned_expected": 0.6, "verdict": "cannot tell"}
    reason = _reason("Customers who mention it churn 2 times as often.", "言及した顧客の解約は 2 倍です。")
    little = _reason("Cannot tell: 0.6 would be expected.", "判断できません。期待される解約は0.6です。")
    return [
        {**base, **clear, **reason},
        *({**base, "theme_id": theme, **few, **little} for theme in ("t_dark", "t_slow")),
    ]


def _survival() -> Rows:
    reason = _reason("40 who said it and 90 customers alike.", "言及した 40 顧客とよく似た 90 顧客です。")
    fall, n = {True: 0.4, False: 0.2}, {True: 40, False: 90}
    return [
        {"theme_id": "t_pdf", "said": said, "months": month, "survival": share, "n_at_risk": n[said] - 4 * month}
        | {"low": max(0.0, share - 0.1), "high": min(1.0, share + 0.1)}
        | reason
        for said in (True, False)
        for month in range(7)
        for share in [1 - fall[said] * month / 6]
    ]


def _score_churn() -> Rows:
    verdict = {"verdict": "cannot tell", **_reason("Cannot tell: shares by last score.", "判断できません。割合です。")}
    counts = [(3.0, 40, 20), (9.0, 60, 6)]
    return [
        {"score_type": "nps", "score": score, "n_customers": n, "n_churned": left, "share": left / n}
        | {"low": left / n / 2, "high": min(1.0, left / n * 1.5)}
        | verdict
        for score, n, left in counts
    ]


def _segments() -> Rows:
    visible = {"n_customers": 21, "n_sentences": 30, "n_all": 58, "share": 0.362, "low": 0.25, "high": 0.49}
    hidden = {"n_all": 6}
    return [
        {"theme_id": "t_pdf", "segment_kind": kind, "segment": segment, **numbers}
        for kind, segment, numbers in [
            ("plan", "Starter", visible),
            ("plan", "Enterprise", hidden),
            ("touch_model", "high", visible),
        ]
    ]


def _rates() -> Rows:
    visible = [
        ("all", "all", 600, 210, 0.35, 0.313, 0.389, None),
        (
            "plan",
            "Starter",
            300,
            30,
            0.1,
            0.071,
            0.139,
            _reason("Low response rate: 30 of 300.", "回答率の低いセグメントです。"),
        ),
        ("touch_model", "high", 60, 36, 0.6, 0.474, 0.714, None),
    ]
    rows: Rows = [
        {"segment_kind": kind, "segment": segment, "n_invited": n, "n_answered": yes, "n_customers": n, "rate": rate}
        | {"low": low, "high": high, "is_low": bool(reason), **(reason or {})}
        for kind, segment, n, yes, rate, low, high, reason in visible
    ]
    few = _reason("Fewer than 5 customers: not shown.", "5 顧客未満のため表示しません。")
    return [*rows, {"segment_kind": "plan", "segment": "Enterprise", "is_low": False, **few}]


def _weighted() -> Rows:
    raw = {"method": "raw", "n": 210, "n_customers": 190, "n_effective": 210.0, "nps": 31.0, "low": 19.0, "high": 43.0}
    weighted = {"method": "weighted", "n": 210, "n_customers": 190, "n_effective": 94.0}
    weighted |= {"nps": 4.0, "low": -16.0, "high": 24.0, "n_trimmed": 3}
    return [
        {**raw, "n_trimmed": 0, **_reason("Every answer counts the same.", "どの回答も同じ重みです。")},
        {**weighted, **_reason("Those who seldom answer count more.", "あまり回答しない顧客ほど重くしています。")},
    ]


def _event(day: date, name: str) -> dict[str, Any]:
    return {"event_date": day, "name": name, "kind": "release", "origin": "settings", "row_no": 1}


def _actions() -> Rows:
    base = {"theme_id": "t_pdf", "author": "a", "created_at": datetime(2026, 8, 1), "status": "done"}
    return [
        {**base, "action_id": "e1", "title": "New PDF engine", "owner": "Sato", "done_on": date(2026, 9, 1)}
        | {"release": "5.2"},
        {**base, "action_id": "e2", "title": "Undone", "done_on": date(2026, 9, 1), "status": "undone"},
    ]


def _effects() -> Rows:
    counts = {"n_before": 41, "n_after": 30, "n_compared_before": 220, "n_compared_after": 190}
    estimate = {"effect": 0.82, "low": 0.42, "high": 1.6, "q_value": 1.0, "verdict": "cannot tell"}
    reason = _reason("Cannot tell: 0.82 times as often.", "判断できません。0.82倍です。")
    return [{"action_id": "e1", "measure": "mentions", **counts, **estimate, **reason}]


def _theme_alerts() -> Rows:
    kinds = [("rising theme", "t_pdf"), ("falling theme", "t_slow"), ("new theme", "t_ai")]
    return [
        {"alert_id": f"a_{theme}", "kind": kind, "subject": theme, "since": date(2026, 10, 5), "evidence": "{}"}
        | {"q_value": 0.01, **_reason(f"An alert of a {kind}.", "アラートです。")}
        for kind, theme in kinds
    ]


def _risk_alerts() -> Rows:
    return [
        {"alert_id": f"a_{who}", "kind": "customer at risk", "subject": who, "since": date(2026, 10, 30)}
        | {"evidence": f'{{"rank": {rank}}}', **_reason("Spoke of PDF.", "PDF に言及しています。")}
        for rank, who in enumerate(AT_RISK, start=1)
    ]


def _risks() -> Rows:
    base = {
        "as_of": date(2026, 10, 30),
        "horizon_days": 60,
        "base_rate": 0.075,
        "reasons": "[]",
        "signals": ["silence"],
    }
    reason = _reason("Spoke of PDF; has fallen silent.", "PDF に言及し、その後は声がありません。")
    return [
        {"customer_id": who, "risk": 0.4 - rank / 100, "rank": rank, "themes": ["t_pdf"], "quotes": ["s_00001_0"]}
        | {"plan": "Starter" if rank < 13 else "Business", "monthly_value": 2000.0 if rank < 13 else 14000.0}
        | base
        | reason
        for rank, who in enumerate(AT_RISK, start=1)
    ]
