from datetime import date

import pytest

from vocpipe.outcomes.trends.share import Periods, share_places
from vocpipe.wording import text

PERIODS = Periods(date(2026, 3, 30), (4, 12), (40, 37), (31, 3), (1172, 1528))
CHANCE = {"tested": "60 themes", "q": 0.09, "allowed": 0.05, "share": "91"}


@pytest.mark.parametrize(
    ("ratio", "written"), [(0.051, "0.051 times"), (3.32, "3.3 times"), (123.4, "123 times"), (1234.5, "1,234 times")]
)
def test_ratios_are_written_without_exponents(ratio, written):
    key, places = share_places(ratio, (ratio / 1.01, ratio * 1.01), PERIODS)
    assert text(f"{key}.found", **places).en.startswith(f"Mentioned {written} as often as before")


def test_both_periods_are_given():
    key, places = share_places(3.3, (2.0, 5.6), PERIODS)
    assert text(f"{key}.found", **places).en == (
        "Mentioned 3.3 times as often as before, each customer counted once a week (95 % interval 2 to 5.6): 40 of"
        " 1,172 pieces of feedback by 31 customers in the 4 weeks from 2026-03-30 on, some of 1,528 by fewer than 5"
        " customers in the 12 weeks before."
    )
    assert text(f"{key}.found", **places).ja == (
        "同じ顧客は週 1 回と数えて、以前の 3.3 倍の割合で言及されています（95% 信頼区間 2〜5.6）。"
        "言及は 2026-03-30 からの 4 週間で 1,172 件中 40 件（31 顧客）、"
        "その前の 12 週間で 1,528 件中 一部（5 顧客未満）です。"
    )


@pytest.mark.parametrize(("ratio", "high"), [(3.3, 5.6), (None, None)])
@pytest.mark.parametrize("variant", ["found", "by_chance", "unclear", "one_customer"])
def test_no_sentence_speaks_of_causes(ratio, high, variant):
    key, places = share_places(ratio, (2.0, high), PERIODS)
    reason = text(f"{key}.{variant}", **places, **CHANCE)
    assert not any(word in reason.en for word in ("because", "cause", "due to", "drives", "leads to"))
    assert not any(word in reason.ja for word in ("原因", "影響"))
    assert reason.en.endswith(".")
    assert reason.ja.endswith("。")
