"""The steps that bring tables of themes and sentiment up to date belong to those packages."""

import pytest

from vocpipe.errors import StepOrderError
from vocpipe.pipeline import STEPS
from vocpipe.step import Step, in_order


def nothing(context):
    return {}


def package(step):
    return step.run.__module__.split(".")[1]


def test_a_step_amends_tables_of_its_own_package_alone():
    owner = {table: package(step) for step in STEPS for table in step.owns}
    amended = [(step.name, table, owner[table], package(step)) for step in STEPS for table in step.amends]
    assert len(amended) >= 6
    assert [name for name, _, owner, amender in amended if owner != amender] == []


def test_a_table_that_no_step_writes_cannot_be_amended():
    with pytest.raises(StepOrderError, match=r"a\.first amends t, which no step writes"):
        in_order([Step("a.first", nothing, amends=frozenset({"t"}))])


def test_a_table_may_be_amended_before_its_step_writes_it():
    steps = [
        Step("a.first", nothing, amends=frozenset({"t"})),
        Step("b.second", nothing, writes=frozenset({"t"})),
    ]
    assert in_order(steps) == tuple(steps)
