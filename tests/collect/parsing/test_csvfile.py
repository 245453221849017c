"""Delimited text to records with their lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.csvfile import ONE_COLUMN, Broken, read_records, sniff


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
        ("review\nslow, sadly\nugly, loud\n", ONE_COLUMN),
        ("My words\nslow, sadly, always\nfine\nold, ugly\n", ONE_COLUMN),
        ("feedback\nid,text\n1,slow\n2,fine\n", ","),
        ("Our list\nid,words\n1,slow\n2,fine\n", ","),
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


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (r'"press \"go\", then wait"', 'press "go", then wait'),
        (r'"\"all\" of it"', '"all" of it'),
        ('"two lines, \\"one\\"\nand another"', 'two lines, "one"\nand another'),
        (r'"a \"b\""', 'a "b"'),
        (r'"in C:\dir\ \"x\""', r'in C:\dir\ "x"'),
    ],
)
def test_quotes_escaped_by_a_backslash_are_quotes(cell, text):
    assert [cells for _, cells in read_records(f"id,text,n\n1,{cell},2\n2,ok,3\n")][1:] == [
        ["1", text, "2"],
        ["2", "ok", "3"],
    ]


def test_a_backslash_at_the_end_of_a_quoted_cell_is_no_escape():
    assert [cells for _, cells in read_records('id,path,n\n1,"C:\\",2\n2,"D:\\",3\n')][1:] == [
        ["1", "C:\\", "2"],
        ["2", "D:\\", "3"],
    ]


@pytest.mark.parametrize("cell", ["word " * 60_000, '"' + "a line, of a mail\n" * 9_000 + '"'])
def test_a_huge_cell_is_one_cell(cell):
    assert [(line, len(cells)) for line, cells in read_records(f"id,text\n1,{cell}\n")] == [(1, 2), (2, 2)]


@given(st.lists(st.text(alphabet='ab ,"', min_size=1, max_size=20), min_size=1, max_size=8))
def test_escaped_quotes_come_back_whole_or_refused(texts):
    rows = "".join('1,"' + text.replace('"', '\\"') + '",x\n' for text in texts)
    read = [cells for _, cells in read_records("id,text,end\n" + rows, delimiter=",")][1:]
    assert all(isinstance(cells, Broken) or cells[1] == text for cells, text in zip(read, texts, strict=True))


@given(st.text(alphabet='a,"\n\r;|\tあ', max_size=60))
def test_any_text_is_read_to_its_end(text):
    lines = [line for line, _ in read_records(text)]
    assert lines == sorted(set(lines))


def test_the_signs_of_html_separate_no_cells():
    rows = "".join(f"{n},2026-05-0{n},&lt;b&gt;Slow&lt;/b&gt;&amp;nbsp;&quot;{n}&quot;\n" for n in range(1, 6))
    assert sniff(f"id,date,comment\n{rows}") == ","


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_signs_in_every_text_do_not_make_it_two_columns(sign):
    rows = "".join(f"2026-05-0{n},{sign.join(('slow', 'dear', 'late'))}\n" for n in range(1, 6))
    assert sniff(f"date,comment\n{rows}") == ","
