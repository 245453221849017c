"""Delimited text to records with their lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.csvfile import Broken, read_records, sniff


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a\tb, c\n1\t2, 3 and 4\n", "\t"),
        ("a;b;c\n1;2,5;x\n", ";"),
        ("id|text|date\n1|x, y|2\n", "|"),
        ("sep=;\na;b\n", ";"),
        ("text\nno comma here\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_the_one_that_cuts_even_rows(text, delimiter):
    assert sniff(text) == delimiter


def test_a_record_stands_at_the_line_where_it_begins():
    assert list(read_records('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n')) == [
        (1, ["a", "b"]),
        (2, ["1", "x\r\ny"]),
        (5, ["2", "z"]),
    ]


def test_a_quote_that_is_never_closed_costs_its_own_line_only():
    records = list(read_records('a,b\n1,"x\n2,z\n3,w\n'))
    assert records == [(1, ["a", "b"]), (2, ['1,"x']), (3, ["2", "z"]), (4, ["3", "w"])]
    assert isinstance(records[1][1], Broken)
    assert records[1][1].reason == "a quote is opened and never closed"


def test_a_quote_that_the_next_rows_quote_seems_to_close_costs_its_own_line_only():
    records = list(read_records('a,b\n1,"x\n2,"z"\n3,w\n'))
    assert [line for line, cells in records if isinstance(cells, Broken)] == [2]
    assert records[2:] == [(3, ["2", "z"]), (4, ["3", "w"])]


def test_careless_quotes_inside_a_line_are_kept():
    assert list(read_records('a,b\n1,"x" y\n2,say "hi"\n'))[1:] == [(2, ["1", "x y"]), (3, ["2", 'say "hi"'])]


@given(st.text(alphabet='a,"\n\r;|\tあ', max_size=60))
def test_any_text_is_read_to_its_end(text):
    lines = [line for line, _ in read_records(text)]
    assert lines == sorted(set(lines))
