"""Objects within objects to cells."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.flatten import as_cell, flatten

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
objects = st.recursive(
    st.dictionaries(st.text(max_size=3), scalars, max_size=4),
    lambda inner: st.dictionaries(st.text(max_size=3), scalars | inner | st.lists(inner, max_size=2), max_size=4),
    max_leaves=12,
)


def leaves(value, depth=8):
    """How many cells an object has."""
    nested = (
        leaves(member, depth - 1) if isinstance(member, dict) and member and depth else 1 for member in value.values()
    )
    return sum(nested)


@given(objects)
def test_no_value_is_lost(value):
    assert len(flatten(value)) >= leaves(value)  # a list of one object is taken apart, too


@given(objects)
def test_every_cell_is_single(value):
    assert not any(isinstance(cell, dict | list | bool) for cell in flatten(value).values())


@given(st.integers())
def test_whole_numbers_keep_their_digits(number):
    assert str(as_cell(number)) == str(number)


def test_equal_dotted_names_are_numbered():
    assert flatten({"a.b": 1, "a": {"b": 2}}) == {"a.b": 1, "a.b (2)": 2}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (True, "true"),
        (9007199254740993, "9007199254740993"),
        (2.5, 2.5),
        (float("nan"), None),
        (Decimal("29.90"), 29.9),
        (Decimal("1200.00"), 1200),
        (["a", None, 3, True], "a; 3; true"),
        ([], None),
        ([{"q": "値"}], '[{"q": "値"}]'),
        (datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)),
    ],
)
def test_single_values_become_cells(value, cell):
    assert as_cell(value) == cell
