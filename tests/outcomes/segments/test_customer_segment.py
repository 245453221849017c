"""Segments of customers as of a date: rules that can be read, from nothing later than the day they are about."""

from datetime import date, timedelta

import duckdb
import pytest

from tests import builders
from tests.outcomes.risk_world import FIRST, Truth, fill, simulate
from tests.outcomes.running import run_step
from vocpipe.outcomes.segments.customer_segment import STEP
from vocpipe.settings import SegmentsSettings
from vocpipe.store.workspace import migrate


@pytest.fixture
def company():
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    migrate(connection)
    yield connection
    connection.close()


def add(connection, key, started, *, churned=None, plan="Pro", value=100.0):
    contract = {"customer_key": key, "plan": plan, "monthly_value": value}
    builders.add(connection, "customer", started_at=started, churned_at=churned, **contract)
    builders.add(connection, "customer_number", customer_key=key, customer_id=key.lower())
    builders.add(connection, "customer_version", **contract)


def use(connection, key, first, days):
    for number in range(days):
        builders.add(connection, "behaviour", customer_ref=key, occurred_at=first + timedelta(days=number))


def spells(connection, kind, customer):
    query = (
        "SELECT segment, valid_from::VARCHAR, valid_to::VARCHAR FROM customer_segment "
        "WHERE segment_kind = ? AND customer_id = ? ORDER BY valid_from"
    )
    return connection.execute(query, [kind, customer]).fetchall()


def refresh(connection, **settings):
    run_step(connection, STEP, timezone="UTC", segments=SegmentsSettings(**settings))


def test_lifecycle_goes_by_days_since_the_start_and_to_the_end_of_a_contract(company):
    add(company, "A", date(2025, 1, 10))
    add(company, "B", date(2025, 1, 10), churned=date(2025, 12, 1))
    use(company, "A", date(2025, 1, 1), 1)
    use(company, "A", date(2026, 3, 1), 1)
    refresh(company)
    assert spells(company, "lifecycle", "a") == [
        ("onboarding", "2025-01-10", "2025-04-10"),
        ("established", "2025-04-10", "2025-11-11"),
        ("renewal", "2025-11-11", "2026-01-10"),
        ("established", "2026-01-10", None),
    ]
    assert spells(company, "lifecycle", "b")[-1] == ("renewal", "2025-11-11", "2025-12-01")


def test_whoever_was_invited_before_anybody_said_anything_is_in_segments_then(company):
    add(company, "A", date(2025, 1, 10))
    use(company, "A", date(2026, 3, 1), 1)
    builders.add(company, "invitation", customer_ref="A", sent_at=date(2026, 2, 20))
    refresh(company)
    assert spells(company, "plan", "a") == [("Pro", "2026-02-20", None)]


def test_without_contracts_there_are_no_renewals(company):
    add(company, "A", date(2025, 1, 10))
    use(company, "A", date(2026, 3, 1), 1)
    refresh(company, contract_months=0)
    assert [segment for segment, *_ in spells(company, "lifecycle", "a")] == ["established"]


def test_use_counts_the_days_of_the_window_before_and_needs_a_whole_one(company):
    add(company, "A", date(2025, 1, 1))
    add(company, "B", date(2025, 1, 1))
    use(company, "A", date(2026, 1, 5), 10)  # a Monday
    use(company, "B", date(2026, 1, 5), 3)
    use(company, "B", date(2026, 3, 15), 1)
    refresh(company)
    assert spells(company, "usage", "a") == [
        ("frequent", "2026-02-02", "2026-02-09"),
        ("occasional", "2026-02-09", "2026-02-16"),
        ("rare", "2026-02-16", None),
    ]
    assert spells(company, "usage", "b") == [("occasional", "2026-02-02", "2026-02-09"), ("rare", "2026-02-09", None)]


def test_touch_models_by_thresholds_of_the_settings(company):
    for key, value in (("A", 500.0), ("B", 50.0), ("C", 5.0), ("D", None)):
        add(company, key, date(2025, 1, 1), value=value)
    use(company, "A", date(2026, 3, 1), 1)
    refresh(company, high_touch=100, low_touch=10)
    touch = [spells(company, "touch_model", key) for key in "abcd"]
    assert [[segment for segment, *_ in of_customer] for of_customer in touch] == [["high"], ["low"], ["tech"], []]
    rules = company.execute("SELECT at_least, rule_en FROM segment_rule WHERE segment = 'high'").fetchall()
    assert rules == [(100.0, "100 a month or more, as the settings say.")]


def test_touch_models_by_quantiles_of_the_month_which_the_rule_gives(company):
    for number in range(40):
        add(company, f"K{number}", date(2025, 1, 1), value=100.0 * (number + 1))
    use(company, "K1", date(2026, 3, 1), 1)
    refresh(company)
    counts = "SELECT segment, count(*) FROM customer_segment WHERE segment_kind = 'touch_model' GROUP BY ALL ORDER BY 1"
    assert company.execute(counts).fetchall() == [("high", 5), ("low", 16), ("tech", 19)]
    rule = company.execute("SELECT at_least, n, rule_en, rule_ja FROM segment_rule WHERE segment = 'high'").fetchall()
    assert rule[0][:2] == (3600.0, 40)
    assert "40 customers" in rule[0][2] and "3,600" in rule[0][3]


def test_with_equal_values_or_hardly_any_customers_nobody_is_high_touch(company):
    for number in range(30):
        add(company, f"K{number}", date(2025, 1, 1))
    use(company, "K1", date(2026, 3, 1), 1)
    refresh(company)
    assert company.execute("SELECT count(*) FROM customer_segment WHERE segment = 'high'").fetchall() == [(0,)]


def test_a_change_of_plan_shows_from_the_day_it_was_seen(company):
    add(company, "A", date(2025, 1, 1), plan="Lite")
    version = {"seen_on": date(2026, 2, 10), "plan": "Pro", "monthly_value": 100}
    builders.add(company, "customer_version", customer_key="A", **version)
    use(company, "A", date(2026, 1, 1), 1)
    use(company, "A", date(2026, 3, 1), 1)
    refresh(company)
    assert spells(company, "plan", "a") == [("Lite", "2026-01-01", "2026-02-10"), ("Pro", "2026-02-10", None)]


def test_without_customers_both_tables_are_empty(company):
    refresh(company)
    assert company.execute("SELECT count(*) FROM segment_rule").fetchall() == [(0,)]
    assert company.execute("SELECT count(*) FROM customer_segment").fetchall() == [(0,)]


def everything(connection, until=None):
    """The spells, as far as they begin before `until` and with what ends later left open."""
    limit = until or date(9999, 1, 1)
    query = (
        "SELECT customer_id, segment_kind, segment, valid_from, CASE WHEN valid_to < ? THEN valid_to END "
        "FROM customer_segment WHERE valid_from < ? ORDER BY ALL"
    )
    return connection.execute(query, [limit, limit]).fetchall()


@pytest.mark.parametrize("days", [150, 200, 275])
def test_the_segments_of_a_day_use_nothing_later(company, days):
    fill(company, simulate(Truth(), 3, customers=60, days=300))
    company.execute("UPDATE customer SET monthly_value = 100 + (hash(customer_key) % 50)")
    company.execute("UPDATE customer_version SET monthly_value = 100 + (hash(customer_key) % 50)")
    version = {"seen_on": FIRST + timedelta(180), "plan": "Max", "monthly_value": 500}
    for (key,) in company.execute("SELECT customer_key FROM customer LIMIT 9").fetchall():
        builders.add(company, "customer_version", customer_key=key, **version)
    refresh(company)
    cut = FIRST + timedelta(days=days)
    whole = everything(company, cut)
    company.execute("DELETE FROM feedback_raw WHERE created_at >= ?", [cut])
    company.execute("DELETE FROM behaviour WHERE occurred_at >= ?", [cut])
    company.execute("DELETE FROM customer WHERE started_at >= ?", [cut])
    company.execute("DELETE FROM customer_version WHERE seen_on >= ?", [cut])
    company.execute("UPDATE customer SET churned_at = NULL WHERE churned_at >= ?", [cut])
    refresh(company)
    assert everything(company, cut) == whole
    assert len(whole) > 100


def test_a_customer_is_in_one_segment_of_a_kind_at_a_time_and_only_while_there(company):
    fill(company, simulate(Truth(), 4, customers=80, days=200))
    refresh(company)
    overlaps = (
        "SELECT count(*) FROM customer_segment AS a JOIN customer_segment AS b USING (customer_id, segment_kind) "
        "WHERE a.valid_from < b.valid_from AND coalesce(a.valid_to > b.valid_from, true)"
    )
    assert company.execute(overlaps).fetchall() == [(0,)]
    outside = (
        "SELECT count(*) FROM customer_segment "
        "JOIN customer_number USING (customer_id) JOIN customer USING (customer_key) "
        "WHERE valid_from < started_at OR valid_from >= churned_at OR coalesce(valid_to, '9999-01-01') > churned_at"
    )
    assert company.execute(outside).fetchall() == [(0,)]
