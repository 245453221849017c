"""Spells from contracts: what is true of them whatever the files say, in whatever order."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from vocpipe.outcomes.spells.contracts import Told, joined
from vocpipe.outcomes.spells.retold import spells_of

GAP = 14
DAY = date(2024, 1, 1)


def day(number):
    return DAY + timedelta(number)


def told(started=None, ended=None, *, known=900, until=None, left=None, row=1, plan=None):
    """A row of a file of the day `known`; days are counted from the first of 2024."""
    days = (None if number is None else day(number) for number in (started, ended))
    left = ended is not None if left is None else left
    return Told(day(known), day(until or known), f"{known:05d}.csv", row, *days, left, plan)


def seen(spells):
    """The spells as numbers of days: start, end or None, whether they left."""
    days = [(None if each is None else (each - DAY).days for each in (one.started_on, one.ended_on)) for one in spells]
    return [(*pair, one.has_left) for pair, one in zip(days, spells, strict=True)]


numbers = st.integers(0, 800)
plans = st.sampled_from([None, "Basic", "Pro"])
contracts = st.builds(
    lambda start, length, left, plan: (start, None if length is None else start + length, left, plan),
    numbers,
    st.none() | st.integers(0, 400),
    st.booleans(),
    plans,
)


def rows_of(each, known=900):
    return [
        told(start, end, left=left or end is not None, known=known, row=row, plan=plan)
        for row, (start, end, left, plan) in enumerate(each)
    ]


@settings(max_examples=40)
@given(st.lists(contracts, min_size=1, max_size=6), st.randoms())
def test_the_order_of_rows_makes_no_difference(each, random):
    rows = rows_of(each)
    shuffled = random.sample(rows, len(rows))
    assert joined(shuffled, GAP) == joined(rows, GAP)


@settings(max_examples=40)
@given(st.lists(st.lists(contracts, min_size=1, max_size=3), min_size=1, max_size=4), st.randoms())
def test_the_order_in_which_files_are_read_makes_no_difference(files, random):
    rows = [row for number, each in enumerate(files) for row in rows_of(each, known=300 * number)]
    assert spells_of(random.sample(rows, len(rows)), GAP) == spells_of(rows, GAP)


@settings(max_examples=40)
@given(st.lists(st.lists(contracts, min_size=1, max_size=3), min_size=1, max_size=4))
def test_spells_never_overlap_and_none_ends_before_it_starts(files):
    rows = [row for number, each in enumerate(files) for row in rows_of(each, known=300 * number)]
    spells = spells_of(rows, GAP)
    assert spells
    for spell in spells:
        assert spell.started_on is None or spell.ended_on is None or spell.started_on <= spell.ended_on
        assert spell.has_left or spell.ended_on is None
        assert spell.last_known_on is None or (spell.has_left and spell.ended_on is None)
    for first, second in pairwise(spells):
        assert first.has_left
        begins = second.started_on or second.known_from
        if first.ended_on and begins:
            assert begins > first.ended_on + timedelta(GAP) or second.started_on is None


@settings(max_examples=40)
@given(st.lists(contracts, min_size=1, max_size=6))
def test_every_day_under_a_contract_is_in_a_spell(each):
    spells = joined(rows_of(each), GAP)
    for start, end, left, _ in {(row[0], row[3]): row for row in each}.values():
        around = [one for one in spells if one.started_on <= day(start)]
        assert around
        if end is not None and not left:
            reach = max((one.ended_on or (day(start) if one.has_left else date.max)) for one in around)
            assert reach >= day(end) or any(one.has_left and one.ended_on is None for one in around)


@settings(max_examples=40)
@given(st.lists(contracts, min_size=1, max_size=4), st.integers(1, 400))
def test_a_file_that_says_the_same_again_changes_no_spell(each, after):
    once = spells_of(rows_of(each), GAP)
    again = spells_of([*rows_of(each), *rows_of(each, known=900 + after)], GAP)
    open_ends = [one.ended_on for one in once if one.ended_on and one.ended_on > one.told_on]
    if not open_ends:
        assert seen(again) == seen(once)


@settings(max_examples=40)
@given(contracts)
def test_one_row_is_one_spell_as_it_is_told(contract):
    start, end, left, _ = contract
    assert seen(joined(rows_of([contract]), GAP)) == [(start, end, left or end is not None)]


@settings(max_examples=40)
@given(numbers, st.integers(1, 300), st.integers(-50, GAP), st.integers(1, 300))
def test_a_contract_that_takes_the_place_of_another_is_no_leaving(start, length, gap, more):
    begins = max(start, start + length + gap)
    rows = [told(start, start + length, plan="Basic"), told(begins, plan="Pro", row=2)]
    assert seen(joined(rows, GAP)) == [(start, None, False)]
    rows[1] = replace(rows[1], ended_on=day(begins + length + more), has_left=True)
    assert seen(joined(rows, GAP)) == [(start, begins + length + more, True)]


@settings(max_examples=40)
@given(numbers, st.integers(1, 300), st.integers(GAP + 1, 300))
def test_a_gap_is_a_leaving_and_coming_back(start, length, gap):
    rows = [told(start, start + length, plan="Basic"), told(start + length + gap, plan="Pro", row=2)]
    assert seen(joined(rows, GAP)) == [(start, start + length, True), (start + length + gap, None, False)]


def test_a_change_of_plan_on_the_same_day_is_one_spell():
    assert seen(joined([told(0, 100, plan="Basic"), told(100, plan="Pro", row=2)], GAP)) == [(0, None, False)]


def test_an_end_before_its_start_is_a_leaving_on_an_unknown_day():
    assert seen(joined([told(100, 50)], GAP)) == [(100, None, True)]
