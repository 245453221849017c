"""kpi and kpi_period: the values of each KPI by month and segment, and what is missing where there are none."""

import json
from datetime import date

import pytest

from tests.outcomes.running import rows_of, run_step
from vocpipe.outcomes.kpis import all_kpis
from vocpipe.outcomes.kpis.definitions import definitions
from vocpipe.settings import LapseSettings
from vocpipe.wording import templates

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def use(voices, customer: str | None, day: str) -> None:
    voices.add("behaviour", source="use", customer_ref=customer, occurred_at=day, event="login", n=1)


def left(voices, customer: str, on: str) -> None:
    voices.connection.execute("UPDATE customer SET churned_at = ? WHERE customer_key = ?", [on, customer])


@pytest.fixture
def company(voices):
    """40 customers on Pro and 40 on Lite, watched from February to April 2026: Pro uses the product, Lite hardly."""
    for number in range(80):
        plan = "Pro" if number < 40 else "Lite"
        customer = f"c{number:02d}"
        voices.customer(customer, plan=plan, value=100.0 if plan == "Pro" else 10.0)
        voices.add("customer_version", customer_key=customer, plan=plan, monthly_value=100.0 if plan == "Pro" else 10.0)
        for day in range(1, 11) if plan == "Pro" else range(1, 1 + number % 2):
            use(voices, customer, f"2026-03-{day:02d} 09:00")
        voices.say(score=9 if plan == "Pro" else 3, customer=customer, at="2026-03-10 10:00")
    use(voices, None, "2026-02-01 09:00")
    voices.say(score=5, at="2026-04-30 10:00")
    for number in range(40, 44):
        left(voices, f"c{number}", "2026-03-20")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    return voices.connection


def value(connection, kpi, month=MARCH, segment="all"):
    """The row of a KPI; of the rows of a segment the value alone."""
    rows = [row for row in rows_of(connection, "kpi_period") if (row["kpi_id"], row["month"]) == (kpi, month)]
    return next(row for row in rows if row["segment"] == segment)


def test_each_kpi_is_the_mean_of_what_was_observed(company):
    assert value(company, "nps")["value"] == 0  # 40 promoters, 40 detractors
    assert value(company, "churn_rate")["value"] == pytest.approx(4 / 80)
    assert value(company, "retention_rate")["value"] == pytest.approx(76 / 80)
    assert value(company, "active_rate")["value"] == pytest.approx(60 / 80)
    assert value(company, "use_days")["value"] == pytest.approx((40 * 10 + 20) / 80)
    assert value(company, "arpu")["value"] == pytest.approx(55)
    assert value(company, "arpu", APRIL)["value"] == pytest.approx((4000 + 360) / 76)


def test_each_value_has_n_and_an_interval_around_it(company):
    rows = [row for row in rows_of(company, "kpi_period") if row["value"] is not None]
    assert len(rows) > 20
    assert all(row["low"] <= row["value"] <= row["high"] and row["n"] >= 30 for row in rows)


def test_a_segment_is_that_of_the_day(company):
    assert value(company, "arpu", segment="Pro")["value"] == 100
    assert value(company, "active_rate", segment="Lite")["value"] == 0.5
    assert value(company, "nps", segment="Lite")["high"] < -80


def test_a_month_that_the_data_do_not_cover_is_not_complete(company):
    assert value(company, "nps", APRIL)["is_complete"]  # the last answer is of the last day
    assert value(company, "nps", APRIL)["reason_en"] is not None  # but it is the only one
    assert not [row for row in rows_of(company, "kpi_period") if row["kpi_id"] == "use_days" and row["month"] > APRIL]


def test_a_few_customers_have_no_numbers_and_neither_has_what_would_give_them_away(voices):
    for number in range(100):
        customer = f"c{number:03d}"
        voices.customer(customer, plan="Tiny" if number < 3 else "Small" if number < 40 else "Large")
        voices.say(score=9, customer=customer, at="2026-03-10 10:00")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    shown = {row["segment"]: row["n"] for row in rows_of(voices.connection, "kpi_period") if row["kpi_id"] == "nps"}
    assert shown == {"all": 100, "Large": 60, "Small": None, "Tiny": None}


def test_those_who_are_in_no_segment_do_not_follow_from_the_rest(voices):
    for number in range(100):
        customer = f"c{number:03d}"
        voices.customer(customer, plan=None if number < 3 else "Small" if number < 40 else "Large")
        voices.say(score=9, customer=customer, at="2026-03-10 10:00")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    rows = rows_of(voices.connection, "kpi_period")
    assert {row["segment"]: row["n"] for row in rows if row["kpi_id"] == "nps"} == {
        "all": 100,
        "Large": 60,
        "Small": None,
    }


def test_a_kpi_without_data_says_what_is_missing(company):
    kpis = {row["kpi_id"]: row for row in rows_of(company, "kpi")}
    assert kpis["active_rate"]["reason_en"] is None
    assert kpis["active_rate"]["n"] == 80 + 80 + 76
    assert "[[invitations]]" in kpis["response_rate"]["reason_en"]
    assert "stars" in kpis["stars"]["reason_ja"]
    assert "whole month apart" in kpis["upgrade_rate"]["reason_en"]


def test_without_anything_there_is_a_row_for_each_kpi(voices):
    run_step(voices.connection, all_kpis.STEP)
    assert {row["kpi_name"] for row in rows_of(voices.connection, "kpi")} == {kpi.name for kpi in definitions()}
    assert rows_of(voices.connection, "kpi_period") == []


def test_kinds_of_feedback_stand_alone(voices):
    for number in range(40):
        voices.say(score=4, score_type="csat", kind="ticket", customer=f"c{number}")
        voices.say(score=2, score_type="csat", kind="survey", customer=f"c{number}")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    assert (value(voices.connection, "csat.ticket")["value"], value(voices.connection, "csat.survey")["value"]) == (
        4,
        2,
    )
    names = {row["kpi_id"]: row["name_en"] for row in rows_of(voices.connection, "kpi")}
    assert names["csat.ticket"] == "CSAT (Ticket)"


def test_several_answers_of_one_customer_widen_the_interval(voices):
    for number in range(40):
        voices.say(score=9 if number % 2 else 3, customer=f"c{number}")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    alone = value(voices.connection, "nps")
    for _, number in ((again, number) for again in range(9) for number in range(40)):
        voices.say(score=9 if number % 2 else 3, customer=f"c{number}")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    often = value(voices.connection, "nps")
    assert (often["n"], often["n_customers"]) == (400, 40)
    assert often["high"] - often["low"] > 0.9 * (alone["high"] - alone["low"])


def test_recent_invitations_are_not_yet_counted(voices):
    for number in range(80):
        voices.customer(f"c{number:02d}")
        voices.invite(f"c{number:02d}", at="2026-03-02 09:00" if number < 40 else "2026-04-20 09:00")
        if number % 4 == 0:
            voices.say(score=9, customer=f"c{number:02d}", at="2026-03-05 10:00")
    voices.say(score=9, at="2026-05-01 10:00")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    rows = [row for row in rows_of(voices.connection, "kpi_period") if row["kpi_id"] == "response_rate"]
    assert [(row["month"], row["n"], row["value"]) for row in rows] == [(MARCH, 40, 0.25)]


def test_plans_that_go_up_are_told_by_two_files(voices):
    for number in range(60):
        customer = f"c{number:02d}"
        voices.customer(customer)
        voices.add("customer_version", customer_key=customer, plan="A", monthly_value=10.0, known_on="2026-02-01")
        if number < 6:
            later = {"seen_on": "2026-03-15", "known_on": "2026-03-15"}
            voices.add("customer_version", customer_key=customer, plan="B", monthly_value=20.0, **later)
        voices.add(
            "customer_told",
            customer_key=customer,
            known_on="2026-02-01",
            told_until="2026-04-01",
            file_id="f",
            row_no=number,
            started_at="2025-01-01",
        )
    voices.say(at="2026-01-10 10:00")
    voices.say(at="2026-05-10 10:00")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    rows = [row for row in rows_of(voices.connection, "kpi_period") if row["kpi_id"] == "upgrade_rate"]
    assert [(row["month"].month, row["value"]) for row in rows] == [(2, 0.0), (3, 0.1)]


def test_orders_tell_who_comes_back_who_lapses_and_what_that_is_worth(voices):
    for number in range(100):
        customer = f"c{number:02d}"
        voices.customer(customer)
        days = ["2026-02-10", "2026-03-05", *(["2026-03-30", "2026-04-25", "2026-05-20"] if number < 80 else [])]
        for day in days:
            order = {"order_ref": customer + day, "amount": 500.0, "currency": "JPY"}
            voices.add("purchase", customer_ref=customer, ordered_at=f"{day} 05:00", **order)
    voices.say(at="2026-01-10 10:00")
    voices.say(at="2026-06-10 10:00")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC", lapse=LapseSettings(days=40))
    rows = {(row["kpi_id"], row["month"].month): row for row in rows_of(voices.connection, "kpi_period")}
    assert rows["repeat_rate", 3]["value"] == pytest.approx((80 + 80) / (100 + 80))
    assert ("repeat_rate", 4) not in rows or not rows["repeat_rate", 4]["is_complete"]
    assert rows["lapse_rate", 4]["value"] == pytest.approx(20 / 100)
    assert rows["order_ltv", 4]["value"] == pytest.approx(80 * 500 / 20)
    assert rows["order_ltv", 4]["low"] < 2000 < rows["order_ltv", 4]["high"]
    assert ("lapse_rate", 3) not in rows  # who had ordered before the first order known could still come back then


def test_ltv_is_arpu_over_the_churn_rate(voices):
    for number in range(100):
        voices.customer(f"c{number:02d}")
        voices.add("customer_version", customer_key=f"c{number:02d}", monthly_value=30.0, known_on="2026-02-01")
    for number in range(20):
        left(voices, f"c{number:02d}", "2026-03-20")
    voices.say(at="2026-02-01 10:00")
    voices.say(at="2026-04-10 10:00")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    assert value(voices.connection, "ltv")["value"] == pytest.approx(30 / 0.2)
    assert "only 0 left or lapsed" in value(voices.connection, "ltv", date(2026, 2, 1))["reason_en"]


@pytest.mark.parametrize(
    ("raw", "opened", "answered", "resolved"),
    [
        ({"metric_set": {"reply_time_in_minutes": {"calendar": 90}}}, None, 1.5, None),
        ({"First response time (in hrs)": "2:30:00", "Resolution time (in hrs)": "26:00:00"}, None, 2.5, 26.0),
        ({"stats": {"first_responded_at": "2026-03-04T12:45:00Z"}}, None, 0.75, None),
        ({"statistics": {"first_admin_reply_at": 1772629200, "first_close_at": 1772715600}}, None, 1.0, 25.0),
        ({"解決日時": "2026/3/4 23:00"}, "2026/3/4 21:00", None, 2.0),
        ({"解決日時": "2026/3/4 23:00"}, "2026-03-04T12:00:00Z", None, None),
        ({"requester_id": 7, "comments": [
            {"author_id": 7, "created_at": "2026-03-04T12:01:00Z", "public": True},
            {"author_id": 9, "created_at": "2026-03-04T12:05:00Z", "public": False},
            {"author_id": 9, "created_at": "2026-03-04T18:00:00Z", "public": True},
        ]}, None, 6.0, None),
    ],
)  # fmt: skip
def test_an_export_tells_when_a_ticket_was_answered_and_resolved(voices, raw, opened, answered, resolved):
    for number in range(40):
        feedback = voices.say(customer=f"c{number}", kind="ticket", thread=f"t{number}", at="2026-03-04 12:00")
        query = "UPDATE feedback_raw SET raw = ?, created_at_raw = ? WHERE feedback_id = ?"
        voices.connection.execute(query, [json.dumps(raw), opened, feedback])
    voices.say(at="2026-06-10 10:00")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    rows = {row["kpi_id"]: row["value"] for row in rows_of(voices.connection, "kpi_period")}
    assert rows.get("answer_hours") == (None if answered is None else pytest.approx(answered))
    assert rows.get("resolution_hours") == (None if resolved is None else pytest.approx(resolved))


def test_every_kpi_has_its_words_in_both_languages():
    for kpi in definitions():
        keys = {f"kpi.{kpi.name}.{key}" for key in ("name", "about", "missing")}
        assert keys <= templates("en").keys()
        assert keys <= templates("ja").keys()
