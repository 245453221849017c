"""theme_churn where nothing can be tested; what it finds is tested on simulated companies, in tests/evaluate."""

import pytest

from tests.outcomes.running import run_step
from vocpipe.outcomes.churn import customer_month
from vocpipe.outcomes.churn.hazard_ratios import Leavers
from vocpipe.outcomes.churn.reasons import ratio_places
from vocpipe.outcomes.churn.theme_churn import STEP
from vocpipe.outcomes.judgment import Chance, judge
from vocpipe.verdict import Verdict
from vocpipe.wording import text

LEAVERS = Leavers(exposed=120, left=30, expected=12.0, expected_others=40.0)
SURE, UNSURE = Chance(0.001, 0.05, 20), Chance(0.09, 0.05, 20)


def churn(company):
    run_step(company.connection, customer_month.STEP)
    return run_step(company.connection, STEP)


def test_without_a_day_of_leaving_every_theme_says_why(company):
    company.voices.theme("t")
    company.customer("a", churned=True)
    company.customer("b", churned=False)
    company.voices.say("t", customer="a")
    [row] = churn(company)
    assert row["verdict"] == "cannot tell"
    assert "(1 of 2), but not when" in row["reason_en"]
    assert "2 顧客のうち 1 顧客" in row["reason_ja"]
    assert (row["n_exposed"], row["n_churned_exposed"], row["n_churned_expected"]) == (0, 0, None)


def test_without_customers_every_theme_says_so(company):
    company.voices.theme("t")
    company.voices.say("t", customer="a")
    [row] = churn(company)
    assert "no list of customers" in row["reason_en"]


def test_an_empty_workspace_is_not_an_error(company):
    assert churn(company) == []


def _judged(ratio, interval, chance=SURE, adjusted=("plan", "month")):
    places = ratio_places(ratio, interval, LEAVERS, adjusted)
    return judge("churn.ratio", interval, chance, no_difference=1.0, **places)


def test_a_ratio_is_one_sentence_with_its_numbers():
    judgment = _judged(2.4, (1.6, 3.6))
    assert judgment.verdict is Verdict.RAISES
    assert judgment.reason.en == (
        "Those who mention it leave 2.4 times as often in the months after as customers similar in plan, calendar month"
        " and how much they write (95 % interval 1.6 to 3.6; 30 of the 120 customers who mention it left in"
        " the months after)."
    )
    assert judgment.reason.ja == (
        "言及した顧客は、その後の数か月に、プラン・時期・発言量が同程度の顧客の 2.4 倍の頻度で解約しています"
        "（95% 信頼区間 1.6〜3.6、言及した 120 顧客のうち 30 顧客が数か月以内に解約）。"
    )


def test_if_only_writing_is_adjusted_for_only_it_is_named():
    assert "customers similar in how much they write (" in _judged(2.4, (1.6, 3.6), adjusted=()).reason.en


@pytest.mark.parametrize(
    ("interval", "chance", "ending"),
    [((0.9, 3.6), SURE, "more often or less often."), ((1.1, 3.6), UNSURE, "0.05 or less is needed).")],
)
def test_a_ratio_that_may_be_chance_says_so(interval, chance, ending):
    judgment = _judged(1.8, interval, chance)
    assert judgment.verdict is Verdict.CANNOT_TELL
    assert judgment.reason.en.startswith("Cannot tell: those who mention it leave 1.8 times as often")
    assert judgment.reason.en.endswith(ending)
    assert judgment.reason.ja.startswith("判断できません。言及した顧客は")


@pytest.mark.parametrize("key", ["found", "unclear", "by_chance", "cox_differs", "cox_fails"])
def test_no_sentence_speaks_of_causes(key):
    places = ratio_places(2.4, (1.6, 3.6), LEAVERS, ["plan"]) | UNSURE.places
    sentence = text(f"churn.ratio.{key}", cox_ratio="0.8", **places)
    assert not any(word in sentence.en for word in ("because", "cause", "due to", "drives", "leads to"))
    assert not any(word in sentence.ja for word in ("原因", "影響", "せいで"))
