import pytest

from vocpipe.outcomes.judgment import Chance
from vocpipe.outcomes.nps.gaps import SampleSizes, _too_few, judge_gap
from vocpipe.outcomes.scale import NPS
from vocpipe.verdict import Verdict

SIZES = SampleSizes(answers=(88, 1302), customers=(80, 900))
SURE, UNSURE = Chance(0.001, 0.05, 60), Chance(0.09, 0.05, 60)


def test_a_gap_is_one_sentence_with_its_numbers():
    judgment = judge_gap(-24.2, (-36.4, -12.3), SIZES, SURE, NPS)
    assert judgment.verdict is Verdict.LOWERS
    assert judgment.reason.en == (
        "The NPS of those who mention it is 24 points lower than that of the others"
        " (95 % interval 12 to 36; 88 answers with it, 1,302 without)."
    )
    assert judgment.reason.ja == (
        "このテーマに言及した回答の NPS は、ほかの回答より 24 ポイント低くなっています"
        "（95% 信頼区間 12〜36、言及した回答 88 件、ほか 1,302 件）。"
    )


def test_an_interval_on_both_sides_is_given_with_both_ends():
    judgment = judge_gap(-4.0, (-12.0, 5.0), SIZES, SURE, NPS)
    assert judgment.verdict is Verdict.CANNOT_TELL
    assert "runs from 12 lower to 5 higher" in judgment.reason.en
    assert "95% 信頼区間は −12〜+5 ポイントです" in judgment.reason.ja


def test_a_gap_that_may_be_chance_gives_the_number_of_tests():
    judgment = judge_gap(-24.0, (-36.0, -12.0), SIZES, UNSURE, NPS)
    assert judgment.verdict is Verdict.CANNOT_TELL
    assert judgment.reason.en.endswith(
        "but with 60 themes tested this may be chance (q = 0.09; 0.05 or less is needed)."
    )
    assert judgment.reason.ja.startswith("判断できません。")


def test_ends_near_zero_keep_a_decimal():
    assert "95 % interval 0.3 to 39" in judge_gap(20.0, (0.3, 39.0), SIZES, SURE, NPS).reason.en


def test_one_answer_is_not_written_in_the_plural():
    few = _too_few(SampleSizes((1, 50), (1, 50)), 30)
    assert few.reason.en.startswith("Cannot tell: 1 answer with it and 50 without;")


@pytest.mark.parametrize("chance", [SURE, UNSURE])
def test_no_sentence_speaks_of_causes(chance):
    for reason in (
        judge_gap(-24.0, (-36.0, -12.0), SIZES, chance, NPS).reason,
        judge_gap(4.0, (-5.0, 12.0), SIZES, chance, NPS).reason,
    ):
        assert not any(word in reason.en for word in ("because", "cause", "due to", "drives", "leads to"))
        assert not any(word in reason.ja for word in ("原因", "影響"))
        assert reason.en.endswith(".")
        assert reason.ja.endswith("。")
