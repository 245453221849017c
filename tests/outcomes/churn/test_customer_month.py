"""customer_month: which customers are at risk in which month, and their earlier feedback."""

from datetime import date

import pytest

from tests.builders import add
from tests.outcomes.running import run_step
from vocpipe.outcomes.churn.customer_month import STEP


def months(company, timezone="UTC", **where):
    rows = run_step(company.connection, STEP, timezone=timezone)
    rows = [row | {"theme_mentions": dict(row["theme_mentions"])} for row in rows]
    return [row for row in rows if all(row[name] == value for name, value in where.items())]


@pytest.fixture
def watched(company):
    """Feedback from January to June, and one customer who left, so that leaving is known."""
    company.customer("gone", left="2026-06-10")
    for month in (1, 6):
        company.voices.say(customer="gone", at=f"2026-{month:02d}-05 12:00")
    company.voices.say(customer="gone", at="2026-06-08 12:00")
    return company


def test_a_customer_who_stays_is_at_risk_in_every_month_after_the_first(watched):
    watched.customer("a")
    assert [row["month"] for row in months(watched, customer_id="c_a")] == [date(2026, m, 1) for m in range(2, 7)]
    assert not any(row["churned"] for row in months(watched, customer_id="c_a"))


def test_a_customer_who_left_has_no_month_after_it(watched):
    watched.customer("a", left="2026-04-20")
    rows = months(watched, customer_id="c_a")
    assert [(row["month"].month, row["churned"]) for row in rows] == [(2, False), (3, False), (4, True)]


def test_the_time_at_risk_is_planned_and_does_not_shrink_with_leaving(watched):
    watched.customer("a", left="2026-04-02")
    assert months(watched, customer_id="c_a")[-1]["days_at_risk"] == 30


def test_earlier_customers_enter_with_their_true_tenure(watched):
    watched.customer("a", started="2023-02-15")
    assert months(watched, customer_id="c_a")[0]["tenure_months"] == 35


def test_customers_who_start_in_a_month_are_at_risk_from_that_day(watched):
    watched.customer("a", started="2026-04-11")
    first = months(watched, customer_id="c_a")[0]
    assert (first["month"], first["days_at_risk"], first["tenure_months"]) == (date(2026, 4, 1), 20, 0)


def test_follow_up_ends_with_the_feedback(watched):
    watched.customer("a", left="2026-09-30")  # after the last thing said: still there
    last = months(watched, customer_id="c_a")[-1]
    assert (last["month"], last["days_at_risk"], last["churned"]) == (date(2026, 6, 1), 8, False)


def test_follow_up_ends_with_an_old_customers_file(company):
    company.customer("a", left="2026-02-20")
    company.customer("b")
    for month in range(1, 10):
        company.voices.say(customer="b", at=f"2026-{month:02d}-05 12:00")
    assert months(company, customer_id="c_b")[-1]["month"] == date(2026, 3, 1)


def test_a_customer_without_a_start_enters_with_the_first_feedback(watched):
    watched.customer("a", started=None)
    watched.customer("silent", started=None)
    watched.voices.say(customer="a", at="2026-03-10 12:00")
    rows = months(watched, customer_id="c_a")
    assert (rows[0]["month"], rows[0]["days_at_risk"], rows[0]["tenure_months"]) == (date(2026, 3, 1), 22, None)
    assert months(watched, customer_id="c_silent") == []


def test_customers_who_left_on_an_unknown_day_are_left_out(watched):
    watched.customer("a", churned=True)
    assert months(watched, customer_id="c_a") == []


@pytest.mark.parametrize(
    ("day", "exposed"),
    [
        ("2026-02-28", [4, 5]),  # in March it is not known yet, in June no longer recent
        ("2026-03-16", [4, 5, 6]),  # sixteen days before April
        ("2026-03-17", [5, 6]),  # within the gap before April
    ],
)
def test_a_mention_counts_from_after_the_gap_for_three_months(watched, day, exposed):
    watched.customer("a")
    watched.voices.theme("t")
    watched.voices.say("t", customer="a", at=f"{day} 12:00")
    rows = months(watched, customer_id="c_a")
    assert [row["month"].month for row in rows if row["theme_mentions"].get("t")] == exposed


def test_days_are_those_of_the_workspaces_time_zone(watched):
    watched.customer("a")
    watched.voices.theme("t")
    watched.voices.say("t", customer="a", at="2026-03-16 20:00")  # already the 17th in Tokyo
    rows = months(watched, "Asia/Tokyo", customer_id="c_a")
    assert [row["month"].month for row in rows if row["theme_mentions"]] == [5, 6]


def test_later_feedback_changes_earlier_months_only_by_the_follow_up(watched):
    watched.customer("a")
    watched.voices.theme("t")
    before = months(watched, customer_id="c_a")
    watched.voices.say("t", customer="a", at="2026-06-08 10:00")
    assert months(watched, customer_id="c_a") == before


def test_subthemes_retired_themes_and_deleted_text_are_not_exposure(watched):
    watched.customer("a")
    watched.voices.theme("t")
    watched.voices.theme("sub", parent="t")
    watched.voices.theme("old", state="retired")
    watched.voices.say("sub", "old", customer="a", at="2026-02-20 12:00")
    watched.voices.say("t", customer="a", at="2026-02-20 12:00", deleted=True)
    rows = months(watched, customer_id="c_a")
    assert not any(row["theme_mentions"] for row in rows)
    assert [row["n_said"] for row in rows] == [0, 0, 1, 1, 0]


def test_without_a_day_of_leaving_or_without_customers_there_are_no_months(company):
    assert months(company) == []
    company.customer("a", churned=True)
    company.customer("b", churned=False)
    company.voices.say(customer="a")
    assert months(company) == []


def test_plan_and_value_are_those_known_on_the_first_day_and_later_ones_stand_apart(watched):
    watched.customer("a", plan="Free", value=0.0)
    known = {"customer_key": "a", "monthly_value": 100.0}
    add(watched.connection, "customer_version", plan="Pro", known_on="2026-03-15", seen_on=None, **known)
    add(watched.connection, "customer_version", plan="Free", known_on="2026-05-20", seen_on="2026-05-20", **known)
    rows = {row["month"].month: row for row in months(watched, customer_id="c_a")}
    assert {month: row["plan"] for month, row in rows.items()} == {2: None, 3: None, 4: "Pro", 5: "Pro", 6: "Free"}
    assert [rows[month]["plan_later"] for month in (2, 3, 4)] == ["Pro", "Pro", None]
    assert (rows[2]["monthly_value"], rows[2]["value_later"], rows[4]["value_later"]) == (None, 100.0, None)


def contracts(company, *told):
    """Customer "a" with these times under contract, told by one file."""
    company.customer("a", started=told[-1][0])
    file = {"file_id": "f", "known_on": "2026-06-09", "told_until": "2026-06-09"}
    for row, (start, end) in enumerate(told):
        contract = {"started_at": start, "churned_at": end, "churned": end is not None, "row_no": row}
        add(company.connection, "customer_told", customer_key="a", **file, **contract)


@pytest.fixture
def back(watched):
    """One who left in February and came back in April, and spoke of the theme before and after."""
    contracts(watched, ("2024-01-01", "2026-02-10"), ("2026-04-20", None))
    watched.voices.theme("t")
    for day in ("2026-01-20", "2026-02-05", "2026-04-22"):
        watched.voices.say("t", customer="a", at=f"{day} 12:00")
    return watched


def test_who_came_back_is_at_risk_in_both_times_and_not_in_between(back):
    rows = months(back, customer_id="c_a")
    expected = [(1, 2, True, 25), (2, 4, False, 0), (2, 5, False, 0), (2, 6, False, 1)]
    found = [(row["spell"], row["month"].month, row["churned"], row["tenure_months"]) for row in rows]
    assert found == expected


def test_what_they_said_before_they_came_back_is_no_mention_after_it(back):
    assert [row["theme_mentions"] for row in months(back, customer_id="c_a")] == [{}, {}, {}, {"t": 1}]
    assert [row["n_days_said"] for row in months(back, customer_id="c_a")] == [0, 0, 0, 1]


def test_who_is_back_in_the_month_of_leaving_is_in_it_twice(watched):
    contracts(watched, ("2024-01-01", "2026-04-03"), ("2026-04-24", None))
    rows = months(watched, customer_id="c_a", month=date(2026, 4, 1))
    assert [(row["spell"], row["churned"], row["days_at_risk"]) for row in rows] == [(1, True, 30), (2, False, 7)]
