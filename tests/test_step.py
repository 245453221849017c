"""The list of steps: each reads only what is already written, and a table belongs to one package."""

import pytest

from vocpipe.errors import StepOrderError
from vocpipe.pipeline import STAGES, STEPS
from vocpipe.step import Step, in_order, sorted_by_need
from vocpipe.store.tables import Column, Table

ANSWERS = Table("answers", "One row per answer", (Column("answer", "VARCHAR", "what was said"),), "answer")


def step(name, reads=(), writes=(), package="vocpipe.themes", tables=()):
    def run(context):
        return {}

    run.__module__ = f"{package}.steps"
    return Step(name, run, frozenset(reads), frozenset(writes), tables)


def names(steps):
    return [item.name for item in steps]


def test_steps_that_read_what_was_written_before_stay_as_they_are():
    steps = (step("a.one", writes={"t"}), step("b.two", {"t"}, {"u"}), step("b.three", {"t", "u"}))
    assert in_order(steps) == steps


def test_a_step_that_reads_a_table_nobody_has_written_yet_is_refused():
    steps = [step("a.one", {"later", "never"}), step("a.two", writes={"later"})]
    with pytest.raises(StepOrderError, match=r"^a\.one reads later, never, which no earlier step writes"):
        in_order(steps)


def test_a_table_that_a_later_step_still_writes_is_not_read_before():
    steps = [step("a.forget", writes={"t"}), step("b.reads", {"t"}), step("a.makes", writes={"t"})]
    with pytest.raises(StepOrderError, match=r"^b\.reads reads t, .* a later step still writes$"):
        in_order(steps)


def test_what_the_refresh_gives_and_what_the_step_itself_writes_may_be_read():
    in_order([step("a.one", {"run", "own"}, {"own"})], given=frozenset({"run"}))


def test_a_table_computed_anew_counts_as_written():
    first = step("a.one", tables=(ANSWERS,))
    assert first.owns == {"answers"}
    in_order([first, step("b.two", {"answers"})])


def test_steps_of_one_package_share_a_table():
    steps = (step("themes.one", writes={"theme"}), step("embed.two", writes={"theme"}))
    assert in_order(steps) == steps


def test_steps_of_two_packages_never_write_one_table():
    steps = [step("a.one", writes={"theme"}), step("b.two", writes={"theme"}, package="vocpipe.outcomes")]
    with pytest.raises(StepOrderError, match=r"^theme is written by both a\.one and b\.two, .* different packages$"):
        in_order(steps)


def test_every_later_writer_is_held_to_the_package_of_the_first():
    steps = [
        step("a.one", writes={"theme"}),
        step("a.two", writes={"theme"}),
        step("b.three", writes={"theme"}, package="vocpipe.outcomes"),
    ]
    with pytest.raises(StepOrderError, match=r"a\.two and b\.three"):
        in_order(steps)


def test_two_steps_never_have_one_name():
    with pytest.raises(StepOrderError, match=r"^two steps are called a\.one$"):
        in_order([step("a.one"), step("a.one")])


def test_steps_are_sorted_by_what_they_read_and_otherwise_by_name():
    steps = [step("a", {"t"}), step("b"), step("c", writes={"t"}), step("d", {"t", "u"}), step("e", writes={"u"})]
    assert names(sorted_by_need(steps)) == ["b", "c", "a", "e", "d"]


def test_a_reader_comes_after_every_writer_of_a_shared_table():
    steps = [step("a", {"t"}), step("b", writes={"t"}), step("c", writes={"t"})]
    assert names(sorted_by_need(steps)) == ["b", "c", "a"]


def test_writers_of_one_table_that_also_read_it_do_not_wait_for_each_other():
    assert names(sorted_by_need([step("a", {"t"}, {"t"}), step("b", {"t"}, {"t"})])) == ["a", "b"]


def test_a_ring_of_steps_is_refused():
    with pytest.raises(StepOrderError, match=r"^these steps wait for each other: a, b$"):
        in_order(sorted_by_need([step("a", {"u"}, {"t"}), step("b", {"t"}, {"u"})]))


def test_the_refresh_runs_each_stage_in_one_go():
    assert len(STAGES) == len(set(STAGES))
    assert [step.package.startswith("vocpipe.") for step in STEPS] == [True] * len(STEPS)
