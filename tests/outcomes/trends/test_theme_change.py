from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tests.outcomes.running import run_step
from tests.outcomes.trends.trend_rows import trend_rows
from vocpipe.outcomes.trends.theme_change import STEP, theme_change
from vocpipe.settings import OutcomesSettings

SETTINGS = OutcomesSettings()
MONDAYS = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(16)]
SINCE = date(2026, 3, 30)
NUMBERS = ("ratio", "low", "high", "p_value", "q_value")


def _only(rows):
    return theme_change(rows, SETTINGS).to_pylist()[0]


def test_three_times_as_many_mentions_are_rising():
    row = _only(trend_rows(t=[5] * 12 + [15] * 4))
    assert row["since"] == SINCE
    assert (row["n_recent"], row["n_before"]) == (60, 60)
    assert row["ratio"] == pytest.approx(3)
    assert 1 < row["low"] < 3 < row["high"]
    assert row["q_value"] < 0.001
    assert row["verdict"] == "rising"
    assert row["reason_en"].startswith(
        "Mentioned 3 times as often as before, each customer counted once a week (95 % interval 2.1 to 4.4): "
        "60 of 800 pieces of feedback by 60 customers in the 4 weeks"
    )
    assert row["reason_ja"].startswith(
        "同じ顧客は週 1 回と数えて、以前の 3 倍の割合で言及されています（95% 信頼区間 2.1〜4.4）。"
    )


def test_a_theme_that_was_born_a_few_weeks_ago_and_grows_is_rising():
    """Its start was once mistaken for overdispersion, and twelve times as many mentions for chance."""
    row = _only(trend_rows(t=[0] * 10 + [5, 12, 14, 20, 16, 13], first=MONDAYS[10]))
    assert row["verdict"] == "rising"
    assert row["low"] > 3


def test_a_third_of_the_mentions_is_falling():
    row = _only(trend_rows(t=[15] * 12 + [5] * 4))
    assert row["verdict"] == "falling"
    assert row["high"] < 1


def test_more_mentions_in_more_feedback_are_not_a_change():
    row = _only(trend_rows(said=[100] * 12 + [300] * 4, t=[5] * 12 + [15] * 4))
    assert row["ratio"] == pytest.approx(1)
    assert row["verdict"] == "cannot tell"
    assert "may have become more or less frequent" in row["reason_en"]


def test_as_many_mentions_in_less_feedback_are_rising():
    row = _only(trend_rows(said=[600] * 12 + [200] * 4, t=[15] * 16))
    assert row["ratio"] == pytest.approx(3)
    assert row["verdict"] == "rising"


def test_one_burst_among_bursts_is_not_a_rise():
    bursts = [0, 0, 40, 0, 0, 0, 35, 0, 0, 0, 0, 30, 0, 70, 0, 0]
    row = _only(trend_rows(t=bursts))
    assert row["ratio"] == pytest.approx(2)
    assert row["p_value"] > 0.1  # by Poisson's spread it would be one in 100,000
    assert row["verdict"] == "cannot tell"


def test_a_theme_first_mentioned_recently_is_new():
    row = _only(trend_rows(first=SINCE + timedelta(weeks=1), t=[0] * 13 + [1, 2, 2]))
    assert row["verdict"] == "new"
    assert row["ratio"] is None
    assert row["reason_en"].startswith(
        "First seen recently: 5 of 800 pieces of feedback by 5 customers in the 4 weeks from 2026-03-30 on, 0 of 2,400"
    )


def test_four_mentions_are_not_new_yet():
    row = _only(trend_rows(first=SINCE, t=[0] * 12 + [1, 1, 1, 1]))
    assert row["verdict"] == "cannot tell"


def test_a_theme_back_after_a_pause_is_rising_not_new():
    row = _only(trend_rows(t=[0] * 12 + [6, 7, 6, 7]))
    assert row["verdict"] == "rising"
    assert (row["ratio"], row["high"]) == (None, None)
    assert row["low"] > 1
    assert row["reason_en"].startswith("Mentioned at least ")


def test_too_few_expected_mentions_give_counts_but_no_ratio():
    row = _only(trend_rows(t=[1] * 12 + [1, 2, 2, 2]))
    assert (row["n_recent"], row["n_before"]) == (7, 12)
    assert {row[name] for name in NUMBERS} == {None}
    assert row["verdict"] == "cannot tell"
    assert (
        "4.8 mentions would be expected in each, each customer counted once a week, and at least 5 are needed"
        in row["reason_en"]
    )
    assert "（同じ顧客は週 1 回と数えます）は 4.8 件ですが、5 件以上必要です" in row["reason_ja"]


def test_without_weeks_before_nothing_is_rising_or_new():
    rows = theme_change(trend_rows(said=[0] * 9 + [200] * 7, first=SINCE, t=[0] * 12 + [50] * 4), SETTINGS).to_pylist()
    assert rows[0]["verdict"] == "cannot tell"
    assert {rows[0][name] for name in NUMBERS} == {None}
    assert "3 weeks with feedback before 2026-03-30; at least 4 are needed" in rows[0]["reason_en"]


def test_a_chance_rise_among_many_themes_has_no_verdict():
    themes = {f"t{number:02d}": [10] * 16 for number in range(60)}
    alone = _only(trend_rows(t=[10] * 12 + [14] * 4))
    row = theme_change(trend_rows(**themes, t_more=[10] * 12 + [14] * 4), SETTINGS).to_pylist()[-1]
    assert alone["verdict"] == "rising"
    assert row["verdict"] == "cannot tell"
    assert "with 61 themes tested this may be chance" in row["reason_en"]


@pytest.mark.parametrize("spread", [1, 2])
def test_quiet_worlds_give_hardly_any_verdict(spread):
    verdicts = []
    for seed in range(60):
        generator = np.random.default_rng(seed)
        said = generator.poisson(200, 16)
        usual = np.linspace(2, 20, 30)[:, None] * said / 200
        if spread == 1:
            counts = generator.poisson(usual)
        else:
            counts = generator.negative_binomial(usual / (spread - 1), 1 / spread)
        rows = theme_change(trend_rows(list(said), **{f"t{n:02d}": row for n, row in enumerate(counts)}), SETTINGS)
        verdicts.append([verdict != "cannot tell" for verdict in rows["verdict"].to_pylist()])
    assert np.mean(verdicts) <= 0.01
    assert np.mean(np.any(verdicts, axis=1)) <= 0.1


def test_the_order_of_the_rows_does_not_matter():
    generator = np.random.default_rng(2)
    rows = trend_rows(**{f"t{n}": generator.poisson(8, 16) for n in range(5)})
    mentions, said = (table.take(generator.permutation(table.num_rows)) for table in (rows.mentions, rows.said))
    shuffled = replace(rows, mentions=mentions, said=said)
    assert theme_change(shuffled, SETTINGS).equals(theme_change(rows, SETTINGS))


def test_no_themes_give_no_rows():
    assert theme_change(trend_rows(), SETTINGS).num_rows == 0


# From the database


def _refresh(voices, timezone="Asia/Tokyo"):
    return run_step(voices.connection, STEP, timezone=timezone)


def test_weeks_end_with_the_newest_with_feedback(voices):
    voices.theme("t")
    voices.theme("t_sub", parent="t")
    voices.theme("t_old", state="retired")
    voices.say("t", at="2026-04-22 10:00")  # a Wednesday: the week of April 20
    voices.say("t", at="2026-03-30 10:00")  # the first recent week
    voices.say("t", at="2026-03-29 10:00")
    voices.say("t", at="2026-01-05 10:00")  # the first week before
    voices.say("t", at="2026-01-04 10:00")  # longer ago
    rows = _refresh(voices)
    assert [(row["theme_id"], row["since"], row["n_recent"], row["n_before"]) for row in rows] == [("t", SINCE, 2, 2)]


def test_weeks_begin_on_monday_in_the_workspaces_time_zone(voices):
    voices.theme("t")
    voices.say("t", at="2026-04-19 16:00")  # Monday 01:00 in Tokyo, Sunday in New York
    assert _refresh(voices, "Asia/Tokyo")[0]["since"] == SINCE
    assert _refresh(voices, "America/New_York")[0]["since"] == SINCE - timedelta(weeks=1)


def test_each_piece_of_feedback_counts_once(voices):
    voices.theme("t")
    first = voices.say("t", "t", at="2026-04-20 10:00")
    voices.say("t", at="2026-04-21 10:00", copy_of=first)
    gone = voices.say("t", at="2026-04-20 10:00", deleted=True)
    voices.say("t", at="2026-04-21 10:00", copy_of=gone)  # nothing else is left of it
    voices.say("t", at=None)
    voices.say("t", at="2026-04-22 10:00", text=" ")  # nothing was said
    assert _refresh(voices)[0]["n_recent"] == 2


def test_a_rising_theme_is_found_from_feedback_to_table(voices):
    voices.theme("t")
    voices.theme("t_none")
    for week, monday in enumerate(MONDAYS):
        for number in range(10):
            voices.say(*(["t"] if number < (6 if week >= 12 else 1) else []), at=f"{monday} 10:00")
    row, none = _refresh(voices)
    assert (row["n_recent"], row["n_before"], row["verdict"]) == (24, 12, "rising")
    assert row["ratio"] == pytest.approx(6)
    assert (none["n_recent"], none["n_before"], none["verdict"]) == (0, 0, "cannot tell")
    assert _refresh(voices) == [row, none]


def test_without_any_date_there_is_nothing_to_compare(voices):
    voices.theme("t")
    voices.say("t", at=None)
    assert _refresh(voices) == []
