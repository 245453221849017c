"""customer_order, customer_lapse and lapse_rule: who has lapsed, by a number of days or by customers' own intervals."""

from datetime import date, timedelta

import pytest

from tests.outcomes.running import rows_of, run_step
from vocpipe.outcomes.lapse import customer_order
from vocpipe.settings import LapseSettings

FIRST = date(2026, 1, 1)


def order(voices, customer, *days, **row):
    """One order of the customer on each of the days, counted from FIRST."""
    for day in days:
        at = f"{FIRST + timedelta(day)} 03:00"
        number = voices.connection.execute("SELECT count(*) FROM purchase").fetchone()[0]
        given = {"order_ref": f"o{number}", "amount": 1000.0, "currency": "JPY"} | row
        voices.add("purchase", customer_ref=customer, ordered_at=at, row_no=number, **given)


def lapses(voices, **lapse):
    """The rows of customer_lapse by customer."""
    if not voices.connection.execute("SELECT count(*) FROM customer_number").fetchone()[0]:
        for (customer,) in voices.connection.execute("SELECT DISTINCT customer_ref FROM purchase").fetchall():
            voices.pseudonym(customer)
    run_step(voices.connection, customer_order.STEP, lapse=LapseSettings(**lapse))
    return {row["customer_id"]: row for row in rows_of(voices.connection, "customer_lapse")}


def test_who_has_not_ordered_for_so_many_days_has_lapsed(voices):
    order(voices, "gone", 0, 20)
    order(voices, "back", 0, 200)
    order(voices, "new", 180)
    found = lapses(voices, days=60)
    assert {name: row["has_lapsed"] for name, row in found.items()} == {"gone": True, "back": False, "new": False}
    assert {name: row["n_lapses"] for name, row in found.items()} == {"gone": 1, "back": 1, "new": 0}
    assert found["gone"]["lapses_on"] == FIRST + timedelta(80)


def test_orders_of_one_day_are_one_and_their_amounts_are_added(voices):
    order(voices, "c", 0, 0, 50)
    order(voices, "c", 0, amount=5.0, currency="USD")
    (row,) = lapses(voices, days=60).values()
    assert (row["n_orders"], row["n_days"], row["amount"]) == (4, 2, 3000.0)


def test_the_newest_export_tells_of_an_order_and_lines_are_added(voices):
    late = {"known_at": "2026-05-01", "file_id": "late"}
    order(voices, "c", 0, order_ref="o")
    order(voices, "c", 0, order_ref="o", amount=700.0, **late)
    order(voices, "c", 0, order_ref="o", amount=300.0, **late)
    order(voices, "c", 5, order_ref="p")
    order(voices, "c", 5, order_ref="p", is_cancelled=True, **late)
    order(voices, "c", 9, order_ref="q")
    order(voices, "c", 9, order_ref="q", amount=-1000.0)
    (row,) = lapses(voices, days=60).values()
    assert (row["n_orders"], row["amount"]) == (1, 1000.0)


def test_without_days_customers_lapse_by_their_own_intervals(voices):
    for number in range(30):
        order(voices, f"c{number:02d}", 0, 40 + number)  # nine in ten of them came back within 66 days
    order(voices, "weekly", *range(0, 200, 7))
    order(voices, "monthly", *range(0, 210, 30))
    found = lapses(voices)
    (rule,) = rows_of(voices.connection, "lapse_rule")
    assert (rule["days"], rule["is_set"], rule["n_returned"]) == (66, False, 32)
    assert "66 days" in rule["reason_en"]
    assert "3 倍" in rule["reason_ja"]
    assert (found["weekly"]["lapse_days"], found["monthly"]["lapse_days"]) == (30, 66)
    assert found["c00"]["lapse_days"] == 66
    first = rows_of(voices.connection, "customer_order")
    assert [row["lapse_days"] for row in first if row["customer_id"] == "weekly"][:4] == [66, 66, 66, 30]


def test_too_few_who_came_back_make_no_rule(voices):
    order(voices, "c", 0, 40)
    (row,) = lapses(voices).values()
    assert (row["lapse_days"], row["has_lapsed"], row["n_lapses"]) == (None, None, 0)
    (rule,) = rows_of(voices.connection, "lapse_rule")
    assert "1 customer came back, and 30 are needed" in rule["reason_en"]


@pytest.mark.parametrize("settings", [{}, {"days": 9}])
def test_without_orders_there_is_no_rule(voices, settings):
    assert lapses(voices, **settings) == {}
    assert rows_of(voices.connection, "lapse_rule") == []
