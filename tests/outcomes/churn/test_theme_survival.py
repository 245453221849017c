"""theme_survival: those who said it against those alike, without the time before; too few are not drawn."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from tests.outcomes.running import run_step
from vocpipe.outcomes.churn import customer_month
from vocpipe.outcomes.churn.reasons import FollowUp
from vocpipe.outcomes.churn.theme_survival import MIN_AT_RISK, STEP, theme_survival
from vocpipe.settings import OutcomesSettings

START = np.datetime64("2024-01")
TALK = {"theme_id": "t", "n_last": 0, "n_before": 9, "expected_last": 1.0, "expected_before": 8.0}


def simulated(seed, *, customers=1200, ratio=1.0, months=18, said=0.05, busy=0.0):
    """Rows of customer_month: `ratio` times as many leave after a mention; the busy ones write more and stay longer."""
    rng = np.random.default_rng(seed)
    rows, mentions = [], []
    for who in range(customers):
        is_busy, has_said = rng.random() < busy, False
        hazard, chance = (0.02, 3 * said) if is_busy else (0.06, said)
        for month in range(months):
            has_said = has_said or rng.random() < chance
            if has_said:
                mentions.append({"row": len(rows), "theme_id": "t", "n_mentions": 1})
            left = rng.random() < hazard * (ratio if has_said else 1.0)
            first = (START + month).astype("datetime64[D]")
            days = ((START + month + 1).astype("datetime64[D]") - first).astype(int)
            base = {"customer_id": f"c{who:05d}", "spell": 1, "month": first.astype(date), "tenure_months": month}
            said_now = {"n_said": 3 if is_busy else 1, "n_days_said": 1, "days_observed": 90}
            renewal = {"months_to_renewal": None, "term_months": None, "months_to_anniversary": -month % 12}
            known = {**renewal, "plan_later": None, "value_later": None, "plan": "Pro", "monthly_value": 100.0}
            contract = {**known, "days_at_risk": int(days), "churned": bool(left)}
            rows.append({**base, **said_now, **contract})
            if left:
                break
    return rows, mentions


def curves(rows, mentions, talk=TALK):
    left = sum(row["churned"] for row in rows)
    talks = pa.Table.from_pylist([{**talk, "cancellation_share": None}])
    pairs = pa.Table.from_pylist(mentions)
    table = theme_survival(
        pa.Table.from_pylist(rows), pairs, talks, FollowUp(99, left, left, 99, left), OutcomesSettings()
    )
    return {group: [row for row in table.to_pylist() if row["said"] is group] for group in (True, False, None)}


def test_without_a_difference_the_curves_are_alike_although_those_who_stay_have_longer_to_say_it():
    """Who ever said it and who never did would differ by more than twenty points here."""
    gaps, apart = [], 0
    for seed in range(12):
        found = curves(*simulated(seed, customers=500))
        said, alike = found[True][6], found[False][6]
        gaps.append(said["survival"] - alike["survival"])
        apart += said["low"] > alike["high"] or said["high"] < alike["low"]
    assert abs(np.mean(gaps)) < 0.02
    assert apart <= 1


def test_those_who_write_more_are_held_against_others_who_do():
    gaps = [
        found[True][6]["survival"] - found[False][6]["survival"]
        for found in (curves(*simulated(seed, customers=800, busy=0.5)) for seed in range(6))
    ]
    assert abs(np.mean(gaps)) < 0.03


def test_a_difference_after_the_mention_is_seen():
    found = curves(*simulated(1, ratio=3.0))
    assert found[True][6]["high"] < found[False][6]["low"]
    assert "An association, not a cause." in found[True][0]["reason_en"]
    assert min(row["n_at_risk"] for row in found[True] + found[False]) >= MIN_AT_RISK


def test_a_month_that_the_data_does_not_cover_to_its_end_is_left_out():
    rows, mentions = simulated(1, customers=300, months=6)
    last = max(row["month"] for row in rows)
    cut = [row | {"days_at_risk": 9} if row["month"] == last else row for row in rows]
    whole, short = curves(rows, mentions), curves(cut, mentions)
    assert len(short[True]) == len(whole[True]) - 1


def test_few_customers_give_the_reason_and_very_few_not_even_their_number():
    [few] = curves(*simulated(1, customers=60, said=0.02))[None]
    assert "Cannot tell: " in few["reason_en"] and "判断できません" in few["reason_ja"]
    assert few["survival"] is None
    rows, mentions = simulated(1, customers=200)
    [hidden] = curves(rows, mentions[:1])[None]
    assert hidden["reason_en"] == "Fewer than 5 customers: not shown."


def test_talk_of_leaving_has_no_curve():
    [row] = curves(*simulated(1), TALK | {"n_last": 90})[None]
    assert "talk of leaving" in row["reason_en"]


@pytest.mark.parametrize("known", [True, False])
def test_without_a_day_of_leaving_every_theme_says_why(company, known):
    company.voices.theme("t")
    if known:
        company.customer("a", churned=True)
    company.voices.say("t", customer="a")
    run_step(company.connection, customer_month.STEP)
    [row] = run_step(company.connection, STEP)
    assert ("but not when" if known else "no list of customers") in row["reason_en"]
