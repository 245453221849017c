"""Every verdict comes with its p-value, its false discovery rate, the tests that this is over, and the method."""

import pyarrow as pa
import pytest

from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.tables import Column, Table

TESTED = Table(
    "tested", "one row per test.", (Column("kind", "VARCHAR", "kind"), *family_columns("of nothing")), order="kind"
)
BESIDE = {"p_value", "q_value", "family", "method", "method_version"}
# Where an interval, or a chance, lies says it; no hypothesis is tested.
NOT_TESTED = {"goal", "help_gap", "question_article"}
ROWS = pa.table({"kind": ["a", "b", "b"], "p_value": [0.1, 0.2, None], "q_value": [0.1, 0.2, None]})


def _names(rows: pa.Table) -> list[tuple]:
    return [tuple(row[name] for name in ("family", "method", "method_version")) for row in rows.to_pylist()]


def test_tests_of_one_kind_are_one_family_and_what_is_not_tested_is_in_none():
    named = Family("effects", "t-test", 2, by=("kind",)).named(ROWS, TESTED.schema)
    assert _names(named) == [("effects: a", "t-test", 2), ("effects: b", "t-test", 2), (None, None, None)]
    assert named.schema == TESTED.schema


def test_without_kinds_all_tests_are_one_family():
    named = Family("effects", "t-test").named(ROWS, TESTED.schema)
    assert named["family"].to_pylist() == ["effects", "effects", None]


def test_a_row_with_a_method_of_its_own_keeps_it():
    own = ROWS.append_column("method", pa.array(["rank test", None, "rank test"]))
    named = Family("effects", "t-test").named(own, TESTED.schema)
    assert named["method"].to_pylist() == ["rank test", "t-test", None]


def test_without_rows_there_is_nothing_to_name():
    assert Family("effects", "t-test", by=("kind",)).named(ROWS.slice(0, 0), TESTED.schema).num_rows == 0


@pytest.mark.parametrize(
    "table", [one for one in PUBLISHED if {"verdict", "q_value"} & one.comments.keys() and one.name not in NOT_TESTED]
)
def test_every_published_verdict_and_false_discovery_rate_says_how_it_came_about(table):
    assert BESIDE - table.comments.keys() == set()
