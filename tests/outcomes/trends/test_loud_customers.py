"""One customer who says a thing thirty times is one customer: no change that customers make."""

from datetime import date, timedelta

import pyarrow as pa
import pytest

from tests.outcomes.running import run_step
from tests.outcomes.trends.trend_rows import MONDAY, NO_REPEATS, trend_rows
from vocpipe.outcomes.trends import alerts, source_state, theme_change
from vocpipe.settings import OutcomesSettings

SETTINGS = OutcomesSettings()


@pytest.fixture
def company(voices):
    """Sixteen weeks in which six customers a week speak, of whom one mentions the theme."""
    voices.theme("t")
    for week in range(16):
        for number in range(6):
            customer = f"c{week * 6 + number}"
            voices.say(*(["t"] if number == 0 else []), customer=customer, at=_at(week))
    return voices


def _at(week):
    return f"{MONDAY + timedelta(weeks=week)} 10:00"


def _change(voices):
    run_step(voices.connection, source_state.STEP)
    [row] = run_step(voices.connection, theme_change.STEP)
    return row


def test_one_customer_who_says_it_many_times_makes_no_rise(company):
    for week in (12, 13, 14, 15):
        for _ in range(8):
            company.say("t", customer="loud", at=_at(week))
    row = _change(company)
    assert (row["n_recent"], row["n_customers_recent"]) == (36, 5)
    assert row["largest_share"] == pytest.approx(32 / 36)
    assert row["verdict"] == "cannot tell"
    assert "36 of 56 pieces of feedback by 5 customers" in row["reason_en"]
    assert "36 件（5 顧客）" in row["reason_ja"]
    assert run_step(company.connection, alerts.STEP) == []


def test_as_many_mentions_by_as_many_customers_are_a_rise(company):
    for week in (12, 13, 14, 15):
        for number in range(8):
            company.say("t", customer=f"new{week}{number}", at=_at(week))
    row = _change(company)
    assert (row["n_recent"], row["n_customers_recent"], row["largest_share"]) == (36, 36, 0)
    assert row["verdict"] == "rising"
    assert [alert["kind"] for alert in run_step(company.connection, alerts.STEP)] == ["rising theme"]


def _repeats(counts, weeks=range(12, 16)):
    """Customers who mention the theme so many times in each of these weeks."""
    rows = [
        {"theme_id": "t", "account": account, "source": "all", "week": MONDAY + timedelta(weeks=week), "n_feedback": n}
        for account, n in counts.items()
        for week in weeks
    ]
    return pa.Table.from_pylist(rows, NO_REPEATS.schema)


def test_a_rise_that_hangs_on_one_customer_has_no_verdict_and_gives_the_part_of_that_customer():
    counts = [2] * 12 + [5] * 4
    many = theme_change.theme_change(trend_rows(t=counts), SETTINGS).to_pylist()[0]
    one = theme_change.theme_change(trend_rows(t=counts, repeats=_repeats({"loud": 9})), SETTINGS).to_pylist()[0]
    assert many["verdict"] == "rising"
    assert one["verdict"] == "cannot tell"


def test_customers_who_repeat_themselves_week_after_week_vary_more_than_chance():
    """Three of the four customers of every recent week are the same: six customers, not sixteen."""
    counts = [2] * 12 + [4] * 4
    many, few = (
        theme_change.theme_change(trend_rows(t=counts, repeats=repeats), SETTINGS).to_pylist()[0]
        for repeats in (NO_REPEATS, _repeats({"a": 1, "b": 1, "c": 1}))
    )
    assert (many["n_customers_recent"], few["n_customers_recent"]) == (16, 7)
    assert many["ratio"] == few["ratio"]
    assert few["p_value"] > 2 * many["p_value"]


def test_too_few_customers_are_not_counted_aloud(voices):
    voices.theme("t")
    for week in range(16):
        voices.say("t", customer="one", at=_at(week))
        voices.say(customer="other", at=_at(week))
    row = _change(voices)
    assert (row["n_recent"], row["n_customers_recent"], row["n_customers_before"], row["largest_share"]) == (
        4,
        None,
        None,
        None,
    )
    assert "by fewer than 5 customers" in row["reason_en"]
    assert row["since"] == date(2026, 3, 30)
