"""Scores on another scale than their type's are never read in silence."""

from collections import Counter

import pytest

from tests.collect.tabular.tables import as_csv, cycle, days, said
from tests.collect.vendor_files import read as read_vendors
from vocpipe.collect.readers.delighted import READER as DELIGHTED
from vocpipe.collect.tabular.scales import why_off_scale
from vocpipe.records import Accepted


@pytest.mark.parametrize(
    ("score_type", "numbers", "key"),
    [
        ("csat", range(1, 6), None),
        ("csat", range(1, 11), "roles.warning.off_scale"),
        ("csat", range(0, 101, 20), "roles.warning.off_scale"),
        ("csat", range(1, 4), "roles.warning.narrow_scale"),
        ("stars", range(1, 4), None),  # the bad reviews alone
        ("stars", range(1, 11), "roles.warning.off_scale"),
        ("nps", range(11), None),
        ("nps", range(1, 6), "roles.warning.narrow_scale"),
        ("nps", range(6), None),  # 0 is a grade of no shorter scale
        ("nps", range(-100, 101, 50), "roles.warning.off_scale"),
        ("ces", range(1, 8), None),
        ("ces", range(1, 6), "roles.warning.narrow_scale"),
    ],
)
def test_the_range_of_all_numbers_shows_the_scale(score_type, numbers, key):
    assert why_off_scale(Counter({float(number): 10 for number in numbers}), score_type) == key


def test_a_few_mistakes_are_refused_one_by_one():
    assert why_off_scale(Counter({5.0: 100, 9.0: 2}), "csat") is None


def test_stars_that_end_early_are_read_and_said(read):
    rows = "".join(f"2026-04-{at + 1:02},{at % 3 + 1},The app {at} crashes when I pay\n" for at in range(20))
    table = read(f"date,stars,review\n{rows}", "review")
    assert {part.score for part in table.feedback} == {1, 2, 3}
    assert table.says("none of the stars in 'stars' is above 3")


def test_a_column_that_the_settings_name_is_checked_unless_they_say_the_type(read):
    columns = {"date": days(), "満足度": cycle(10, 80, 5), "comment": said()}
    table = read(columns, "survey", columns={"score": "満足度"})
    assert {part.score for part in table.feedback} == {None}
    assert table.says("'満足度' is named like csat scores, but its numbers go from 5 to 80")
    assert {part.score for part in read(columns, "survey", score_type="csat").feedback} == {None, 5}


def test_a_vendors_scores_off_their_scale_are_refused_and_said():
    columns = {
        "Survey Type": cycle("csat", "nps"),
        "Score": cycle(9, 9, 4, 10, 10, 8),
        "Comment": said(),
        "Permalink": cycle("https://delighted.com/r/1"),
    }
    outcomes, reading = read_vendors(DELIGHTED, as_csv(columns))
    parts = [part for row in outcomes if isinstance(row, Accepted) for part in row.feedback]
    assert [(part.score_type, part.score) for part in parts[:4]] == [
        (None, None),
        ("nps", 9),
        (None, None),
        ("nps", 10),
    ]
    assert (
        "'Score' is named like csat scores, but its numbers go from 4 to 10; they are not read" in reading.warnings[0]
    )


@pytest.mark.parametrize(
    "name", ["満足度（1:とても満足〜5:とても不満）", "Satisfaction (1 = very satisfied, 5 = very dissatisfied)"]
)
def test_where_the_lowest_number_is_the_best_no_score_is_read_and_that_is_said(read, name):
    columns = {"date": days(), name: cycle(1, 2, 5), "comment": said()}
    for settings in ({}, {"score_type": "csat"}):
        table = read(columns, "survey", **settings)
        assert {part.score for part in table.feedback} == {None}
        assert table.says("lowest number", "is the best")


def test_a_scale_that_is_spelled_out_in_the_usual_direction_is_read(read):
    table = read({"date": days(), "満足度（1:不満〜5:満足）": cycle(1, 2, 5), "comment": said()}, "survey")
    assert {part.score for part in table.feedback} == {1, 2, 5}
