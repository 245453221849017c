from datetime import date

import pytest

from vocpipe.outcomes.nps.scale import NPS
from vocpipe.outcomes.reasons import (
    Chance,
    Periods,
    Sides,
    change_new,
    change_no_history,
    change_ratio,
    score_gap,
    score_too_few,
)

SIDES = Sides(answers=(88, 1302), customers=(80, 900))
PERIODS = Periods(date(2026, 3, 30), (4, 12), (40, 37), (1172, 1528))
SURE, UNSURE = Chance(0.001, 0.05, 60), Chance(0.09, 0.05, 60)


def test_a_gap_is_one_sentence_with_its_numbers():
    reason = score_gap(-24.2, (-36.4, -12.3), SIDES, SURE, NPS)
    assert reason.en == (
        "Those who mention it score 24 points lower than the others"
        " (95 % interval 12 to 36; 88 answers with it, 1,302 without)."
    )
    assert reason.ja == (
        "触れた回答の NPS は、ほかの回答より 24 ポイント低くなっています"
        "（95 % 区間 12〜36、触れた回答 88 件、ほか 1,302 件）。"
    )


def test_an_interval_on_both_sides_is_told_with_both_ends():
    reason = score_gap(-4.0, (-12.0, 5.0), SIDES, SURE, NPS)
    assert "runs from 12 lower to 5 higher" in reason.en
    assert "95 % 区間は −12〜+5 ポイントです" in reason.ja


def test_ends_near_nothing_keep_a_decimal():
    assert "95 % interval 0.3 to 39" in score_gap(20.0, (0.3, 39.0), SIDES, SURE, NPS).en


def test_one_is_not_written_in_the_plural():
    reason = score_too_few(Sides((1, 50), (1, 50)), least_answers=30, least_customers=10)
    assert reason.en.startswith("Cannot tell: 1 answer with it and 50 without;")
    assert change_no_history(date(2026, 3, 30), weeks=1, least=4).en.startswith("Cannot tell: 1 week with feedback")


@pytest.mark.parametrize(("ratio", "written"), [(0.051, "0.051 times"), (3.32, "3.3 times"), (123.4, "123 times")])
def test_ratios_are_written_without_exponents(ratio, written):
    assert f"Said {written} as often" in change_ratio(ratio, (ratio / 1.01, ratio * 1.01), PERIODS, SURE).en


@pytest.mark.parametrize("chance", [SURE, UNSURE])
def test_no_sentence_speaks_of_causes(chance):
    reasons = [
        score_gap(-24.0, (-36.0, -12.0), SIDES, chance, NPS),
        score_gap(4.0, (-5.0, 12.0), SIDES, chance, NPS),
        change_ratio(3.3, (2.0, 5.6), PERIODS, chance),
        change_ratio(None, (2.0, None), PERIODS, chance),
        change_new(PERIODS),
    ]
    for reason in reasons:
        assert not any(word in reason.en for word in ("because", "cause", "due to", "drives", "leads to"))
        assert not any(word in reason.ja for word in ("原因", "ため", "影響"))
        assert reason.en.endswith(".")
        assert reason.ja.endswith("。")
