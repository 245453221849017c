"""JSON of any shape as a table."""

import json

import pytest

from tests.collect.parsing.tables import reading, rows_of
from vocpipe.collect.parsing.grid import open_grid, plain_reading
from vocpipe.collect.tabular.table import read_table as read
from vocpipe.errors import ReadError
from vocpipe.records import Accepted

RECORDS = [
    {
        "id": 7,
        "body": "領収書が届かない",
        "score": 3,
        "by": {"mail": "a@example.jp", "vip": True},
        "tags": ["請求", "郵送"],
    },
    {"id": 8, "body": "Delivery was late", "score": None, "by": {"mail": "b@example.jp"}, "notes": [{"n": 1}]},
]
CELLS = [
    {
        "id": "7",
        "body": "領収書が届かない",
        "score": "3",
        "by.mail": "a@example.jp",
        "by.vip": "true",
        "tags": "請求; 郵送",
    },
    {"id": "8", "body": "Delivery was late", "by.mail": "b@example.jp", "notes": '[{"n": 1}]'},
]


def lines(values, between="\n"):
    return between.join(json.dumps(value, ensure_ascii=False) for value in values)


@pytest.fixture
def put(tmp_path):
    def write(content, name="a.json"):
        path = tmp_path / name
        text = content if isinstance(content, str | bytes) else json.dumps(content, ensure_ascii=False)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return write


@pytest.mark.parametrize(
    "document",
    [
        RECORDS,
        {"data": RECORDS, "paging": {"next": None}},
        {"count": 2, "response": {"reviews": RECORDS}},
        [{"results": RECORDS[:1], "next": 2}, {"results": RECORDS[1:], "next": None}],
        lines(RECORDS),
        lines(RECORDS, ""),
        lines(RECORDS, ",\n"),
        "\x1e" + lines(RECORDS, "\n\x1e"),
        lines([{"items": RECORDS[:1]}, {"items": RECORDS[1:]}]),
        json.dumps(RECORDS, indent=2),
    ],
)
def test_every_shape_gives_the_same_rows(put, document):
    about, rows = rows_of(put(document))
    assert list(rows.values()) == CELLS
    assert about.unread == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp932"])
def test_every_encoding_is_told(put, encoding):
    _, rows = rows_of(put(json.dumps(RECORDS, ensure_ascii=False).encode(encoding)))
    assert list(rows.values()) == CELLS


def test_records_of_data_frames_and_databases_are_rows(put):
    columns = {"body": {"0": "slow", "1": "fine"}, "score": {"0": 2, "1": 5}}
    split = {"columns": ["body", "score"], "index": [0, 1], "data": [["slow", 2], ["fine", 5]]}
    keyed = {"reviews": {"-Ma": {"body": "slow", "score": 2}, "-Mb": {"body": "fine", "score": 5}}}
    expected = [{"body": "slow", "score": "2"}, {"body": "fine", "score": "5"}]
    for document in (columns, split):
        assert list(rows_of(put(document))[1].values()) == expected
    keys = [{"key": "-Ma"}, {"key": "-Mb"}]
    assert list(rows_of(put(keyed))[1].values()) == [key | row for key, row in zip(keys, expected, strict=True)]


def test_the_longest_list_holds_the_records_and_others_are_named(put):
    about, rows = rows_of(put({"users": [{"id": 1}], "tickets": RECORDS}))
    assert list(rows.values()) == CELLS
    assert about.unread == ['the list "users" (objects: 1) was not read; another list of the file is longer']


def test_one_record_with_a_list_in_it_is_one_row(put):
    _, rows = rows_of(put({**RECORDS[0], "comments": [{"body": "a"}, {"body": "b"}]}))
    assert len(rows) == 1


def test_a_page_with_a_title_is_said_to_be_a_page(put):
    about, rows = rows_of(put({"id": 3, "title": "Spring survey", "answers": RECORDS}))
    assert len(rows) == 2
    assert about.warnings == ['the rows are what the list "answers" holds (objects: 2)']


def test_ids_keep_every_digit(put):
    (outcome,) = read(reading(put([{"id": 9007199254740993, "body": "slow"}])))
    assert outcome.feedback[0].source_id == "9007199254740993"


def test_what_is_no_object_or_cut_off_is_refused_with_the_reason(put):
    text = '[{"body": "slow"}, 5, {"body": "fine", "score": NaN}, {"body": "half'
    outcomes = list(read(reading(put(text))))
    assert [outcome.row for outcome in outcomes] == [1, 2, 3, 4]
    assert [isinstance(outcome, Accepted) for outcome in outcomes] == [True, False, True, False]
    assert "no object" in outcomes[1].reason
    assert "cut off" in outcomes[3].reason


def test_a_broken_line_costs_only_itself(put):
    _, rows = rows_of(put(lines(RECORDS[:1]) + '\n{"id": 9, "body": \n' + lines(RECORDS[1:]), "a.jsonl"))
    assert [rows[1], rows[3]] == CELLS
    assert rows[2].startswith("line 2 is no JSON")


def test_fields_that_only_some_records_have_are_columns(put):
    grid = open_grid(reading(put([{"a": 1}, {"b": 2}, {"a": 3, "c": {"d": 4}}])))
    assert grid.header == ["a", "b", "c.d"]


def test_objects_whose_keys_are_data_stay_json(put):
    records = [{"body": f"text {n}", "votes": {f"user-{n}-{k}": k for k in range(60)}} for n in range(40)]
    _, rows = rows_of(put(records))
    assert json.loads(rows[1]["votes"]) == records[0]["votes"]


def test_lists_of_cells_are_rows_under_a_header(put):
    _, rows = rows_of(put([["id", "comment"], [7, "slow"], [8, "fine"]]))
    assert rows == {2: {"id": "7", "comment": "slow"}, 3: {"id": "8", "comment": "fine"}}


@pytest.mark.parametrize("wrapper", ["attributes", "properties", "fields", "_source"])
def test_fields_in_a_wrapper_are_known_by_their_own_names(put, wrapper):
    record = {
        "type": "review",
        "id": "r1",
        wrapper: {"body": "slow", "rating": 2, "created_at": "2026-05-01T00:00:00Z"},
    }
    (outcome,) = read(reading(put({"data": [record]})))
    (part,) = outcome.feedback
    assert (part.source_id, part.text, part.score, part.created_at.day) == ("r1", "slow", 2, 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [("", "empty"), ("[]", "empty"), ('{"data": []}', "empty"), ("[1, 2]", "no objects"), ("no json", "no JSON")],
)
def test_a_file_without_records_is_refused(put, content, message):
    with pytest.raises(ReadError, match=message):
        open_grid(reading(put(content)))


def test_records_that_airbyte_keeps_as_they_were_are_unwrapped(tmp_path):
    path = tmp_path / "raw.jsonl"
    raw = [{"_airbyte_raw_id": f"r{n}", "_airbyte_data": {"id": n, "body": f"slow {n}"}} for n in range(3)]
    path.write_text("\n".join(map(json.dumps, raw)))
    grid = open_grid(plain_reading(path))
    assert (grid.header, [cells for _, cells in grid.rows()]) == (["id", "body"], [[n, f"slow {n}"] for n in range(3)])
