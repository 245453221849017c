"""score_churn: shares of leavers by score, and scores that are churn itself."""

from tests.outcomes.running import run_step
from vocpipe.outcomes.churn.score_churn import STEP


def test_a_score_that_repeats_who_left_is_reported(company):
    for number in range(80):
        company.customer(f"k{number}", churned=number < 40)
        company.voices.say(score=1 if number < 40 else 5, score_type="csat", customer=f"k{number}", at=None)
    rows = run_step(company.connection, STEP)
    assert [(row["score"], row["n_customers"], row["n_churned"]) for row in rows] == [(1.0, 40, 40), (5.0, 40, 0)]
    assert all("score and churn can't be separated" in row["reason_en"] for row in rows)


def test_a_score_associated_with_leaving_is_shown_with_intervals(company):
    for number in range(80):
        company.customer(f"k{number}", churned=number % 4 == 0)
        company.voices.say(score=number % 2, customer=f"k{number}")
    rows = run_step(company.connection, STEP)
    assert [row["share"] for row in rows] == [0.5, 0.0]
    assert rows[0]["low"] < 0.5 < rows[0]["high"]
    assert {row["verdict"] for row in rows} == {"cannot tell"}
