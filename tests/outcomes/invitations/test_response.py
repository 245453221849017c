import numpy as np
import pytest

from tests.outcomes.running import rows_of, run_step
from vocpipe.collect.match import match_customers
from vocpipe.outcomes.invitations import nps_weighted, response_rate
from vocpipe.outcomes.invitations.asked import Invitations
from vocpipe.settings import OutcomesSettings

SETTINGS = OutcomesSettings()


def _refresh(connection):
    run_step(connection, response_rate.STEP)
    run_step(connection, nps_weighted.STEP)


@pytest.fixture
def company(voices):
    """300 invited customers on Lite, a tenth of whom answer, unhappily; 300 on Pro, 60 % of whom answer, happily."""
    for number in range(600):
        customer, plan = f"c{number:03d}", "Pro" if number < 300 else "Lite"
        voices.customer(customer, plan=plan, value=100.0 if plan == "Pro" else 10.0)
        voices.invite(customer)
        if number % 10 < (6 if plan == "Pro" else 1):
            happy = number % 4 != 0 if plan == "Pro" else number % 40 == 0
            voices.say(score=9 if happy else 3, customer=customer, at="2026-03-10 10:00")
    _refresh(voices.connection)
    return voices.connection


def test_response_rates_have_intervals_and_a_warning_if_they_are_low(company):
    everybody, lite, pro = rows_of(company, "response_rate")
    assert (everybody["segment_kind"], everybody["n_invited"], everybody["n_answered"]) == ("all", 600, 210)
    assert (lite["segment"], lite["rate"], lite["is_low"]) == ("Lite", 0.1, True)
    assert lite["low"] < 0.1 < lite["high"] < 0.15
    assert lite["reason_en"].startswith("Low response rate: 30 of 300 invitations were answered (10 %)")
    assert lite["reason_ja"].startswith("回答率の低いセグメントです。依頼 300 件のうち回答は 30 件")
    assert (pro["rate"], pro["is_low"], pro["reason_en"]) == (0.6, False, None)


def test_the_weighted_nps_gives_those_who_seldom_answer_their_weight(company):
    raw, weighted = rows_of(company, "nps_weighted")
    assert (raw["method"], raw["n"], raw["n_effective"]) == ("raw", 210, 210)
    truth = company.execute(
        "SELECT 100 * avg(m) FROM (SELECT avg(CASE WHEN score = 9 THEN 1 ELSE -1 END) AS m FROM feedback_raw "
        "JOIN customer ON customer_key = customer_ref GROUP BY plan)"
    ).fetchall()[0][0]
    assert abs(weighted["nps"] - truth) < 6 < raw["nps"] - truth
    assert weighted["low"] < truth < weighted["high"]
    assert weighted["n_effective"] < 210
    assert weighted["high"] - weighted["low"] > raw["high"] - raw["low"]


def test_the_files_own_column_takes_precedence_over_matched_answers(voices):
    for number, answered in enumerate([True, True, False, False, False, None]):
        voices.customer(f"c{number}", plan="Lite")
        voices.invite(f"c{number}", answered=answered)
    voices.say(score=9, customer="c4", at="2026-03-02 10:00")  # the file says no
    voices.say(score=9, customer="c5", at="2026-03-02 10:00")
    _refresh(voices.connection)
    assert rows_of(voices.connection, "response_rate")[0]["n_answered"] == 3
    assert {row["nps"] for row in rows_of(voices.connection, "nps_weighted")} == {None}


def test_an_answer_belongs_to_the_last_invitation_before_it_and_not_to_one_long_ago(voices):
    for number in range(5):
        voices.customer(f"c{number}", plan="Lite")
        for at in ("2026-01-01", "2026-02-01", "2026-06-01"):
            voices.invite(f"c{number}", at=f"{at} 09:00")
        voices.say(score=9, customer=f"c{number}", at="2026-02-03 10:00")
        voices.say(score=9, customer=f"c{number}", at="2026-09-03 10:00")
    _refresh(voices.connection)
    everybody = rows_of(voices.connection, "response_rate")[0]
    assert (everybody["n_invited"], everybody["n_answered"]) == (15, 5)


def _reminded(voices, **said):
    """Ten are asked; two answer at once, and of the others, who get a reminder a week later, three more."""
    for number in range(10):
        voices.customer(f"c{number}", plan="Lite")
        voices.invite(f"c{number}", survey="NPS spring", is_reminder=False)
        if number < 2:
            voices.say(score=9, customer=f"c{number}", at="2026-03-02 10:00")
            continue
        voices.invite(f"c{number}", at="2026-03-08 09:00", **said)
        if number < 5:
            voices.say(score=9, customer=f"c{number}", at="2026-03-09 10:00")
    _refresh(voices.connection)
    return rows_of(voices.connection, "response_rate")[0]


@pytest.mark.parametrize(
    "said", [{"survey": "NPS spring", "is_reminder": False}, {"survey": "NPS spring", "is_reminder": True}]
)
def test_a_reminder_is_no_invitation_of_its_own(voices, said):
    row = _reminded(voices, **said)
    assert (row["n_invited"], row["n_reminded"], row["n_answered"]) == (10, 8, 5)
    assert (row["n_answered_before"], row["rate_before"], row["rate"]) == (2, 0.2, 0.5)


def test_another_survey_is_an_invitation_of_its_own(voices):
    row = _reminded(voices, survey="After a ticket", is_reminder=False)
    assert (row["n_invited"], row["n_reminded"]) == (18, 0)


def test_the_same_survey_in_another_season_is_an_invitation_of_its_own(voices):
    for number in range(5):
        voices.customer(f"c{number}", plan="Lite")
        for at in ("2026-01-10 09:00", "2026-04-10 09:00"):
            voices.invite(f"c{number}", at=at, survey="NPS")
    _refresh(voices.connection)
    assert rows_of(voices.connection, "response_rate")[0]["n_invited"] == 10


def test_without_times_of_answers_nobody_knows_what_reminders_brought(voices):
    for number in range(5):
        voices.customer(f"c{number}", plan="Lite")
        voices.invite(f"c{number}", answered=True, opened=number < 4, reminded_at="2026-03-05 09:00")
    _refresh(voices.connection)
    row = rows_of(voices.connection, "response_rate")[0]
    assert (row["n_reminded"], row["n_answered"], row["n_opened"]) == (5, 5, 4)
    assert (row["n_answered_before"], row["rate_before"]) == (None, None)


def test_an_address_identifies_the_customer_if_the_id_is_unknown(voices):
    for number in range(5):
        voices.customer(f"c{number}", plan="Lite")
        voices.connection.execute(
            "UPDATE customer SET email = customer_key || '@x.jp' WHERE customer_key = ?", [f"c{number}"]
        )
        voices.invite(f"old-{number}", email=f"c{number}@x.jp")
        voices.say(score=9, customer=f"c{number}", at="2026-03-02 10:00")
    match_customers(voices.connection)
    _refresh(voices.connection)
    everybody, lite = rows_of(voices.connection, "response_rate")
    assert (everybody["n_invited"], everybody["n_answered"], lite["n_customers"]) == (5, 5, 5)


def test_without_invitations_there_are_norows_of(voices):
    voices.say(score=9)
    _refresh(voices.connection)
    assert rows_of(voices.connection, "response_rate") == rows_of(voices.connection, "nps_weighted") == []


def test_weighting_covers_the_truth_in_simulated_companies():
    covered, raw_covered = [], []
    for seed in range(100):
        generator = np.random.default_rng(seed)
        asked, segments, truth = _company(generator)
        raw, weighted = nps_weighted.nps_weighted(Invitations(asked, segments), SETTINGS).to_pylist()
        covered.append(weighted["low"] <= truth <= weighted["high"])
        raw_covered.append(raw["low"] <= truth <= raw["high"])
    assert np.mean(covered) >= 0.9
    assert np.mean(raw_covered) < 0.5


def _company(generator, size=2000):
    """The invitations, their plans, and the NPS if everybody answered, over many such companies."""
    import pyarrow as pa

    pro = generator.random(size) < 0.5
    value = np.where(generator.random(size) < np.where(pro, 0.7, 0.4), 1.0, -1.0)
    answers = generator.random(size) < np.where(pro, 0.5, 0.1)
    seen = pa.array(np.where(answers, value, np.nan), from_pandas=True)
    asked = pa.table(
        {
            "customer_id": [f"c{n:05d}" for n in range(size)],
            "answered": answers,
            "value": seen,
            "tenure_days": pa.array([None] * size, pa.float64()),
            "monthly_value": generator.lognormal(3, 1, size),
        }
    )
    places = np.arange(size).tolist()
    plans = {"place": places, "segment_kind": ["plan"] * size, "segment": np.where(pro, "Pro", "Lite").tolist()}
    return asked, pa.table(plans), 100 * (0.5 * 0.4 + 0.5 * -0.2)
