"""The months of the demo's customers, counted again by another way: polars and no SQL."""

from datetime import date, timedelta

import polars as pl
import pytest

GAP_DAYS, WINDOW_MONTHS = 15, 3

pytestmark = pytest.mark.long  # the whole demo is refreshed for it


def test_customer_month(read, said, mentions, mains):
    known = said.filter(pl.col("customer_id").is_not_null(), pl.col("created_on").is_not_null())
    customers = read("customer").to_dicts()
    ends = [day for row in customers for day in (row["started_on"], row["churned_on"]) if day]
    first_day = known["created_on"].min()
    last_day = min(known["created_on"].max(), max(ends) + timedelta(days=31))
    active = mentions.filter(pl.col("theme_id").is_in(mains.implode()))
    by_feedback: dict[str, list[str]] = {}
    for row in active.to_dicts():
        by_feedback.setdefault(row["feedback_id"], []).append(row["theme_id"])
    words: dict[str, list[tuple[date, str]]] = {}
    for row in known.select("customer_id", "created_on", "feedback_id").to_dicts():
        words.setdefault(row["customer_id"], []).append((row["created_on"], row["feedback_id"]))
    rows = []
    for customer in customers:
        left, spoken = customer["churned_on"], sorted(words.get(customer["customer_id"], []))
        if left is None and customer["churned"]:
            continue
        entered = customer["started_on"] or (spoken[0][0] if spoken else None)
        if entered is None or entered > last_day:
            continue
        month = next_month((first_day + timedelta(days=GAP_DAYS)).replace(day=1))
        while month <= last_day:
            since, until = max(month, entered), min(next_month(month), last_day + timedelta(days=1))
            if entered < next_month(month) and (left is None or left >= since):
                end = month - timedelta(days=GAP_DAYS)
                start = month
                for _ in range(WINDOW_MONTHS):
                    start = (start - timedelta(days=1)).replace(day=1)
                heard = [(day, key) for day, key in spoken if day < end]
                window = [key for day, key in heard if day >= start]
                themes = sorted(theme for key in window for theme in by_feedback.get(key, []))
                rows.append(
                    {
                        "customer_id": customer["customer_id"],
                        "month": month,
                        "tenure_months": whole_months(customer["started_on"], month),
                        "days_at_risk": (until - since).days,
                        "days_observed": max(0, (end - max(first_day, entered)).days),
                        "n_said": len(window),
                        "n_days_said": len({day for day, _ in heard}),
                        "mentions": {theme: themes.count(theme) for theme in themes},
                        "churned": left is not None and left < until,
                    }
                )
            month = next_month(month)
    published = {(row["customer_id"], row["month"]): row for row in read("customer_month").to_dicts()}
    assert len(rows) == len(published) > 1000
    for row in rows:
        theirs = published[(row["customer_id"], row["month"])]
        assert dict(theirs["theme_mentions"]) == row.pop("mentions")
        assert {name: theirs[name] for name in row} == row


def next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def whole_months(start: date | None, end: date) -> int | None:
    """Whole months from one day to another, none if it begins later."""
    if start is None:
        return None
    months = 12 * (end.year - start.year) + end.month - start.month - (end.day < start.day)
    return max(0, months)
