"""goal: how far a KPI is, with an interval, and whether it will be there in time only where the data can say."""

from datetime import date

import numpy as np
import pytest

from tests.outcomes.running import rows_of
from vocpipe.errors import SettingsError
from vocpipe.outcomes.kpis import goal
from vocpipe.outcomes.kpis.outlook import expected
from vocpipe.settings import GoalSettings, Settings, load_settings
from vocpipe.step import Context
from vocpipe.verdict import Verdict


def month(number: int) -> date:
    return date(2025 + (number - 1) // 12, (number - 1) % 12 + 1, 1)


def judged(voices, values, *, margin=1.0, due="2026-03-31", baseline=10.0, target=20.0, kpi="nps"):
    """The row of the goal of a KPI with these values from January 2025 on."""
    voices.add("kpi", kpi_id="nps", kpi_name="nps")
    for number, value in enumerate(values, start=1):
        ends = {"value": value, "low": value - margin, "high": value + margin}
        keys = {"kpi_id": "nps", "month": month(number), "segment_kind": "all", "segment": "all", "is_complete": True}
        voices.add("kpi_period", **keys, **ends)
    aims = [GoalSettings(kpi=kpi, baseline=baseline, target=target, due=due)]
    goal.STEP.run(Context(voices.connection, None, Settings(goal=aims), "run-1"))
    (row,) = rows_of(voices.connection, "goal")
    return row


def rising(months, step=1.0):
    """A value that rises steadily from 10, with a little noise."""
    return [10 + step * number + (-1) ** number * 0.2 for number in range(months)]


def test_progress_has_an_interval(voices):
    row = judged(voices, [10, 15], margin=2.0)
    assert (row["progress"], row["progress_low"], row["progress_high"]) == pytest.approx((0.5, 0.3, 0.7))
    assert (row["month"], row["n_months"]) == (date(2025, 2, 1), 2)


def test_a_goal_may_lie_below(voices):
    row = judged(voices, [10, 8], baseline=10.0, target=5.0, margin=0.5)
    assert (row["progress"], row["progress_low"], row["progress_high"]) == pytest.approx((0.4, 0.3, 0.5))


def test_a_few_months_or_a_far_day_tell_nothing_of_it(voices):
    assert "a trend takes 8 at least" in judged(voices, rising(5), due="2025-06-30")["reason_en"]


def test_a_trend_is_not_drawn_out_further_than_half_as_long_as_it_was_watched(voices):
    row = judged(voices, rising(10), due="2027-12-31")
    assert (row["verdict"], row["expected"]) == (Verdict.CANNOT_TELL, None)


def test_a_steady_rise_is_on_course(voices):
    row = judged(voices, rising(12), target=21.0, due="2026-03-31")
    assert row["verdict"] == Verdict.ON_COURSE
    assert row["expected_low"] < row["expected"] < row["expected_high"]
    assert row["expected"] == pytest.approx(24, abs=0.5)


def test_a_slow_rise_is_off_course(voices):
    assert judged(voices, rising(12, 0.1), due="2026-03-31")["verdict"] == Verdict.OFF_COURSE


def test_a_noisy_one_cannot_be_told(voices):
    random = np.random.default_rng(1)
    row = judged(voices, (14 + random.normal(0, 5, 12)).tolist(), due="2026-02-28")
    assert (row["verdict"], row["reason_ja"][:8]) == (Verdict.CANNOT_TELL, "判断できません。")


@pytest.mark.parametrize(
    ("last", "verdict"), [(25.0, Verdict.REACHED), (12.0, Verdict.MISSED), (20.5, Verdict.CANNOT_TELL)]
)
def test_what_is_due_is_reached_or_missed_by_the_whole_interval(voices, last, verdict):
    row = judged(voices, [10, 12, last, 90], due="2025-03-31")
    assert (row["verdict"], row["month"], row["expected"]) == (verdict, date(2025, 3, 1), None)


def test_an_unknown_kpi_and_one_without_values_say_so(voices):
    assert "no KPI “npss”" in judged(voices, [], kpi="npss")["reason_en"]


def test_a_prediction_covers_what_comes():
    random, covered = np.random.default_rng(3), []
    for _ in range(800):
        values = 5 + 0.4 * np.arange(13) + random.normal(0, 2, 13)
        _, interval = expected([month(number) for number in range(1, 11)], values[:10].tolist(), month(13))
        covered.append(interval.low <= values[12] <= interval.high)
    assert 0.93 <= np.mean(covered) <= 0.97


def test_a_goal_that_goes_nowhere_is_refused_in_one_line(tmp_path):
    (tmp_path / "vocpipe.toml").write_text('[[goal]]\nkpi = "nps"\nbaseline = 1\ntarget = 1\ndue = 2026-03-31\n')
    with pytest.raises(SettingsError, match="same baseline and target"):
        load_settings(tmp_path)
