import pytest

from tests.outcomes.running import run_step
from vocpipe.outcomes.nps.theme_score import STEP
from vocpipe.settings import OutcomesSettings

SMALL = OutcomesSettings(bootstrap=200)


def test_stars_are_compared_in_their_own_points(voices):
    voices.theme("t_slow")
    for number in range(120):
        voices.say(
            *(["t_slow"] if number < 40 else []), score=[1, 2, 3][number % 3] if number < 40 else 5, score_type="stars"
        )
    [row] = run_step(voices.connection, STEP, outcomes=SMALL)
    assert (row["score_type"], row["kind"], row["n_with"], row["n_without"]) == ("stars", "survey", 40, 80)
    assert (row["mean_with"], row["mean_without"]) == pytest.approx((1.975, 5.0))
    assert row["gap"] == pytest.approx(-3.025)
    assert row["impact"] == pytest.approx(row["share"] * row["gap"])
    assert row["verdict"] == "lowers"
    assert row["reason_en"].startswith(
        "The star rating of those who mention it is 3.02 stars lower than that of the others (95 % interval "
    )
    assert row["reason_ja"].startswith("このテーマに言及した回答の星評価は、ほかの回答より 3.02 点低くなっています")


def test_kinds_of_feedback_are_not_mixed(voices):
    voices.theme("t")
    for number in range(160):
        # The theme is one of tickets, and tickets are rated low.
        voices.say(
            *(["t"] if number < 80 else []),
            score=1 + number % 2,
            score_type="csat",
            kind="ticket" if number < 80 else "survey",
        )
    rows = run_step(voices.connection, STEP, outcomes=SMALL)
    assert [(row["kind"], row["n_with"], row["n_without"]) for row in rows] == [("survey", 0, 80), ("ticket", 80, 0)]
    assert {row["verdict"] for row in rows} == {"cannot tell"}


def test_the_nps_is_only_in_its_own_table(voices):
    voices.theme("t")
    voices.say("t", score=9)
    assert run_step(voices.connection, STEP, outcomes=SMALL) == []
