"""Lists that marketing asks for: who is on each, why, and whether past lists were worth anything."""

from datetime import date, datetime, timedelta

import pytest

from tests.outcomes.running import rows_of, run_step
from vocpipe.outcomes.lists import customer_list
from vocpipe.settings import LapseSettings, PlanSettings

PLANS = [PlanSettings(name="Lite"), PlanSettings(name="Pro", has=["SSO", "承認"])]


def says(voices, customer, text, intent, *, theme=None, at="2026-03-10 10:00", sentiment=0.0, **row):
    """One thing said by the customer, with its intent."""
    feedback = voices.say(*([theme] if theme else ["t_other"]), text=text, customer=customer, at=at, **row)
    query = "SELECT sentence_id FROM sentence WHERE feedback_id = ?"
    ((sentence,),) = voices.connection.execute(query, [feedback]).fetchall()
    voices.add("sentence_sentiment", sentence_id=sentence, intent=intent, sentiment=sentiment)
    return sentence


def lists(voices, name, **sections):
    rows = run_step(voices.connection, customer_list.STEP, timezone="UTC", **sections)
    return [row for row in sorted(rows, key=lambda row: row["rank"]) if row["list"] == name]


def rule(voices, name):
    (row,) = [row for row in rows_of(voices.connection, "list_rule") if row["list"] == name]
    return row


@pytest.fixture
def themed(voices):
    for theme in ("t_other", "t_dark"):
        voices.theme(theme)
    return voices


def test_advocates_are_promoters_with_words_that_may_be_shown(themed):
    said = {}
    for customer, score, intent, sentiment in (
        ("fan", 10, "praise", 0.9),
        ("cold", 6, "praise", 0.9),
        ("mute", 10, "complaint", -0.5),
        ("gone", 10, "praise", 0.9),
    ):
        themed.customer(customer)
        said[customer] = says(themed, customer, "I love how easy it is.", intent, sentiment=sentiment, score=score)
    themed.connection.execute("UPDATE customer SET churned_at = '2026-03-01' WHERE customer_key = 'gone'")
    (row,) = lists(themed, "advocates")
    assert (row["customer_id"], row["reason_en"]) == ("fan", "Answered 10 on 2026-03-10.")
    assert row["sentence_id"] == said["fan"]


def test_where_consent_is_known_only_those_who_agreed_are_quoted(themed):
    for customer in ("yes", "silent"):
        themed.customer(customer)
        says(themed, customer, "I love how easy it is.", "praise", sentiment=0.9, score=9)
    themed.connection.execute("UPDATE customer SET quotes = true WHERE customer_key = 'yes'")
    assert [row["customer_id"] for row in lists(themed, "advocates")] == ["yes"]


def test_testers_asked_for_it_the_most_eager_first_and_few_make_no_list(themed):
    for number in range(6):
        themed.customer(f"c{number}")
        for _ in range(1 + number):
            says(themed, f"c{number}", "Please add a dark mode.", "request", theme="t_dark")
    says(themed, "c1", "Please add tabs.", "request", theme="t_other")
    found = lists(themed, "testers")
    assert {row["theme_id"] for row in found} == {"t_dark"}
    assert [row["customer_id"] for row in found[:2]] == ["c5", "c4"]
    assert found[0]["reason_en"] == "6 requests, the last on 2026-03-10."


def test_the_lapsed_say_what_they_last_complained_of(themed):
    for customer, days in (("gone", [0, 30]), ("here", [0, 60, 89])):
        themed.pseudonym(customer)
        for day in days:
            at = datetime(2026, 1, 1, 5) + timedelta(day)
            themed.add("purchase", customer_ref=customer, ordered_at=at, order_ref=f"{customer}{day}", amount=100.0)
    says(themed, "gone", "It came too late.", "complaint", theme="t_dark", at="2026-02-05 10:00")
    (row,) = lists(themed, "lapsed", lapse=LapseSettings(days=45))
    assert (row["customer_id"], row["theme_id"], row["since"]) == ("gone", "t_dark", date(2026, 3, 17))
    assert row["reason_en"] == "2 orders, the last on 2026-01-31; lapsed on 2026-03-17."


def member(voices, customer, *, plan="Lite", score=9.0, text="We need SSO soon.", intent="request"):
    voices.customer(customer)
    voices.add("customer_version", customer_key=customer, plan=plan, monthly_value=10.0, known_on="2026-01-01")
    says(voices, customer, text, intent, score=score)


def test_the_upgrade_ready_ask_for_what_a_higher_plan_has_and_are_content(themed):
    member(themed, "ready")
    member(themed, "top", plan="Pro")
    member(themed, "angry", score=3.0)
    member(themed, "other", text="We need tabs soon.")
    member(themed, "fine", intent="praise")
    (row,) = lists(themed, "upgrade-ready", plan=PLANS)
    assert (row["customer_id"], row["reason_en"]) == ("ready", "Asked on 2026-03-10 for what Pro has.")
    assert "No back-test" in rule(themed, "upgrade-ready")["backtest_en"]
    assert rule(themed, "upgrade-ready")["propensity"] is None


def test_of_customers_whose_use_is_known_only_heavy_users_are(themed):
    member(themed, "ready")
    member(themed, "seldom")
    themed.segment("ready", "usage", "frequent")
    themed.segment("seldom", "usage", "rare")
    assert [row["customer_id"] for row in lists(themed, "upgrade-ready", plan=PLANS)] == ["ready"]


@pytest.mark.parametrize(("went_up", "is_better"), [(0.6, True), (0.1, False)])
def test_past_lists_are_held_against_what_happened(themed, went_up, is_better):
    """30 of 130 customers asked in February; a share of them went up in March, and a tenth of the others."""
    for number in range(130):
        customer, asked = f"c{number:03d}", number < 30
        themed.customer(customer)
        told = {"customer_key": customer, "known_on": "2026-01-01", "told_until": "2026-07-01", "file_id": "f"}
        themed.add("customer_told", started_at="2025-01-01", row_no=number, **told)
        themed.add("customer_version", customer_key=customer, plan="Lite", monthly_value=10.0, known_on="2026-01-01")
        if number % 10 < (10 * went_up if asked else 1):
            later = {"seen_on": "2026-03-15", "known_on": "2026-03-15"}
            themed.add("customer_version", customer_key=customer, plan="Pro", monthly_value=20.0, **later)
        if asked:
            says(themed, customer, "SSO please.", "request", at="2026-02-10 10:00", score=9)
    themed.say(at="2026-07-01 10:00")
    lists(themed, "upgrade-ready", plan=PLANS)
    row = rule(themed, "upgrade-ready")
    assert (row["n_listed"], row["n_others"], row["n_others_up"]) == (30, 100, 10)
    assert row["n_listed_up"] == 30 * went_up
    assert (row["propensity"] is not None) == is_better
    assert ("no better than chance" in row["backtest_en"]) == (not is_better)


def test_a_list_that_nobody_is_on_says_why(themed):
    themed.say(at="2026-07-01 10:00")
    assert lists(themed, "lapsed") == []
    assert "[[purchases]]" in rule(themed, "lapsed")["reason_en"]
    assert "[[plan]]" in rule(themed, "upgrade-ready")["reason_en"]
    assert rule(themed, "testers")["reason_ja"] == "十分な数の顧客が要望しているテーマがありません。"


def test_without_feedback_there_are_no_lists(voices):
    assert run_step(voices.connection, customer_list.STEP) == []
