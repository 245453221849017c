"""What a later file says is set against the earlier ones: leavings that it overwrites are kept."""

from dataclasses import replace
from datetime import date

import pytest

from tests.outcomes.spells.test_contracts import GAP, day, seen, told
from vocpipe.outcomes.spells.retold import spells_of


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param([told(0, 100, known=120), told(200, known=300)], [(0, 100, True), (200, None, False)], id="back"),
        pytest.param(
            [told(0, 100, known=120), told(0, known=300)],
            [(0, 100, True), (None, None, False)],
            id="start is of the first",
        ),
        pytest.param([told(0, 100, known=102), told(0, known=110)], [(0, None, False)], id="taken back"),
        pytest.param([told(0, 100, known=60), told(0, known=90)], [(0, None, False)], id="planned and taken back"),
        pytest.param([told(0, 100, known=120), told(0, 104, known=300)], [(0, 104, True)], id="day corrected"),
        pytest.param([told(0, known=120), told(10, known=300)], [(10, None, False)], id="start corrected"),
        pytest.param(
            [told(0, known=120), told(200, known=300)], [(0, None, False)], id="a contract of its own each year"
        ),
        pytest.param([told(0, known=120), told(0, 200, known=300)], [(0, 200, True)], id="left"),
        pytest.param([told(0, 100, known=120), told(108, known=300)], [(0, None, False)], id="back at once"),
        pytest.param(
            [told(0, 100, known=120), told(0, 400, known=500)],
            [(0, 100, True), (None, 400, True)],
            id="left again unseen",
        ),
        pytest.param([told(0, 100, known=120), told(0, left=True, known=300)], [(0, 100, True)], id="the day is gone"),
        pytest.param(
            [told(0, left=True, known=120), told(0, 100, known=300)], [(0, 100, True)], id="the day comes later"
        ),
        pytest.param(
            [told(0, left=True, known=120), told(200, known=300)],
            [(0, None, True), (200, None, False)],
            id="left unseen",
        ),
        pytest.param(
            [told(0, 100, known=120), told(200, 250, known=300), told(400, known=500)],
            [(0, 100, True), (200, 250, True), (400, None, False)],
            id="three times",
        ),
        pytest.param([told(0, known=120), told(0, left=True, known=127)], [(0, 127, True)], id="seen leaving"),
        pytest.param([told(known=120), told(known=300, left=True)], [(None, None, True)], id="no day at all"),
    ],
)
def test_spells(files, expected):
    assert seen(spells_of(files, GAP)) == expected


def test_who_is_back_on_an_unknown_day_is_known_from_the_file_that_says_so():
    _, back = spells_of([told(0, 100, known=120), told(0, known=300)], GAP)
    assert back.known_from == day(300)


def test_who_left_on_an_unknown_day_is_known_until_the_last_file_that_had_them():
    [spell] = spells_of([told(0, known=120, until=280), told(0, left=True, known=300)], GAP)
    assert (spell.last_known_on, spell.ended_on) == (day(280), None)


def test_who_was_never_seen_under_contract_has_no_such_day():
    [spell] = spells_of([told(0, left=True, known=300)], GAP)
    assert spell.last_known_on is None


def test_a_file_that_never_says_who_left_has_nobody_back():
    silent = replace(told(0, known=300), is_told=False)
    assert seen(spells_of([told(0, 100, known=120), silent], GAP)) == [(0, 100, True)]
    assert len(spells_of([told(0, 100, known=120), replace(silent, started_on=day(200))], GAP)) == 2


def test_a_spell_keeps_what_was_told_first():
    [spell] = spells_of([told(0, known=120, plan="Basic"), told(0, 200, known=300, plan="Free")], GAP)
    assert (spell.plan, spell.known_on) == ("Basic", day(120))
    assert spell.known_on < date.max
