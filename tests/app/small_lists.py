"""The lists of the small world: two with customers, one that says why it is empty; and how much is written to them."""

from datetime import date
from typing import Any

Rows = list[dict[str, Any]]
_AS_OF = date(2026, 11, 1)


def tables() -> dict[str, Rows]:
    """Table -> its rows."""
    return {
        "list_rule": _rules(),
        "customer_list": [*_testers(), *_lapsed()],
        "contact_pressure": _pressure(),
        "contact_fatigue": _fatigue(),
        **_help(),
    }


def _rules() -> Rows:
    rule = {"as_of": _AS_OF, "rule_en": "Asked for something.", "rule_ja": "要望があった顧客です。"}
    empty = {"reason_en": "Name them under [[plan]].", "reason_ja": "[[plan]] に書いてください。"}
    tested = {"backtest_en": "No back-test: few.", "backtest_ja": "過去の検証はできません。"}
    return [
        {"list": "upgrade-ready", "n_customers": 0, **rule, **empty, **tested},
        {"list": "testers", "n_customers": 15, **rule},
        {"list": "lapsed", "n_customers": 6, **rule},
    ]


def _testers() -> Rows:
    why = {"reason_en": "2 requests, the last on 2026-10-01.", "reason_ja": "要望 2 件（最後は 2026-10-01）。"}
    row = {"list": "testers", "theme_id": "t_dark", "since": date(2026, 10, 1), **why}
    return [{**row, "customer_id": f"c_{number:05d}", "rank": number} for number in range(1, 16)]


def _lapsed() -> Rows:
    why = {"reason_en": "3 orders; lapsed.", "reason_ja": "注文 3 件。離反しました。"}
    row = {"list": "lapsed", "theme_id": "t_pdf", "since": date(2026, 9, 1), **why}
    return [{**row, "customer_id": f"c_{number:05d}", "rank": number} for number in range(1, 7)]


def _pressure() -> Rows:
    """Twenty who were written to once, eight who were six times, and three twice, of whom nothing is said."""
    many = [(f"c_{number:05d}", 1) for number in range(20)] + [(f"c_{number:05d}", 6) for number in range(20, 28)]
    many += [(f"c_{number:05d}", 2) for number in range(28, 31)]
    return [
        {"customer_id": customer, "n_messages": n, "n_surveys": 0, "n_days": n, "last_on": _AS_OF, "is_over": n > 2}
        for customer, n in many
    ]


def _fatigue() -> Rows:
    rates = ((0, 0.5, 0.45, 0.55), (4, 0.2, 0.15, 0.25))
    names = ("n_before", "rate", "low", "high")
    return [{"n": 300, "n_customers": 90, **dict(zip(names, row, strict=True))} for row in rates]


def _help() -> dict[str, Rows]:
    """A theme that is asked about and has no article."""
    gap = {"n_questions": 9, "n_customers": 3, "n_covered": 1, "n_gap": 8, "share_gap": 0.89, "low": 0.57, "high": 0.98}
    why = {"verdict": "gap", "reason_en": "Most have none.", "reason_ja": "大半にありません。"}
    near = {"article": "Save an invoice as a PDF", "similarity": 0.12}
    return {
        "help_gap": [{"theme_id": "t_dark", **gap, **near, **why}],
        "question_article": [{"sentence_id": "s_none", "article": near["article"], "verdict": "gap"}],
    }
