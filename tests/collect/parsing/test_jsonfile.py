import json
import tempfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.jsonfile import Item, as_id, dig, read_items
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.settings import SourceSettings


def items(data: bytes | str, *keys: str, marks: tuple[str, ...] = ()) -> list[Item]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        reading = Reading(path, SourceSettings(name="s", path="x"), ZoneInfo("UTC"))
        return list(read_items(reading, *(keys or ("rows",)), marks=marks))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"rows": [{"id": 1}, {"id": 2}]}', [(1, 1), (2, 2)]),
        ('{\n  "rows": [\n    {\n      "id": 1\n    }\n  ]\n}', [(1, 1)]),
        ('[{"id": 1}, {"id": 2}]', [(1, 1), (2, 2)]),
        ('[{"rows": [{"id": 1}]}, {"rows": [{"id": 2}]}]', [(1, 1), (2, 2)]),
        ('{"id": 1}\n\n{"id": 2}\r\n', [(1, 1), (3, 2)]),
        ('{"rows": [{"id": 1}]}\n{"rows": [{"id": 2}]}\n', [(1, 1), (2, 2)]),
        ('{"rows": [{"id": 1}]}{"rows": [{"id": 2}]}', [(1, 1), (2, 2)]),
        ('[\n{"id": 1},\n{"id": 2}\n]', [(1, 1), (2, 2)]),
        ('{"rows": {"id": 7}}', [(1, 7)]),
        ('{"rows": []}', []),
        ('{"rows": null}', []),
        ("", []),
    ],
)
def test_objects_come_with_the_row_the_user_sees_from_every_shape(text: str, expected: list[tuple[int, int]]) -> None:
    result = items(text)
    assert [item.problem for item in result] == [None] * len(expected)
    assert [(item.row, item.value["id"]) for item in result] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks_and_wide_encodings_are_read(encoding: str) -> None:
    data = '{"id": 1, "text": "請求書のPDFがほしいです"}\n{"id": 2, "text": "plain words"}\n'.encode(encoding)
    assert [item.value["text"] for item in items(data)] == ["請求書のPDFがほしいです", "plain words"]


def test_a_bad_line_costs_that_line_only() -> None:
    result = items('{"id": 1}\n{"id": 2, "text": "cut\n{"id": 3}\nnothing\n{"id": 4}')
    assert [item.row for item in result] == [1, 2, 3, 4, 5]
    assert [item.value.get("id") for item in result] == [1, None, 3, None, 4]
    assert result[1].problem is not None
    assert result[1].problem.startswith("line 2 is no JSON")
    assert result[1].raw == '{"id": 2, "text": "cut'


def test_a_first_bad_line_does_not_cost_the_file() -> None:
    assert [item.value.get("id") for item in items('{"id": 1,\n{"id": 2}\n')] == [None, 2]


def test_a_last_line_that_is_cut_off_says_so() -> None:
    last = items('{"id": 1}\n{"id": 2, "te')[-1]
    assert last.problem is not None
    assert "cut off" in last.problem


@pytest.mark.parametrize(
    "text", ['{"rows": [{"id": 1}, {"id"', '{\n "rows": [\n  {\n   "id": 1\n  },\n', "<html>", "NaN"]
)
def test_a_document_that_is_cut_off_or_no_json_is_an_error_of_the_file(text: str) -> None:
    with pytest.raises(ReadError, match="export it again"):
        items(text)


def test_lines_of_an_array_that_is_cut_off_are_saved() -> None:
    result = items('[\n{"id": 1},\n{"id": 2},\n{"id"')
    assert [item.value.get("id") for item in result] == [None, 1, 2, None]


@pytest.mark.parametrize(
    ("member", "kind"),
    [("5", "a number"), ('"x"', "a text"), ("null", "null"), ("[1]", "a list"), ("true", "true or false")],
)
def test_a_member_that_is_not_an_object_is_rejected_and_shown(member: str, kind: str) -> None:
    result = items(f'[{{"id": 1}}, {member}]')
    assert (result[1].row, result[1].problem, result[1].raw) == (2, f"not an object but {kind}", member)


def test_members_know_their_page_and_their_list() -> None:
    result = items('{"rows": [{"id": 1}], "errors": [{"id": 2}], "users": [3]}', "rows", "errors")
    assert [(item.row, item.key, item.page["users"]) for item in result] == [(1, "rows", [3]), (2, "errors", [3])]


def test_a_page_without_members_is_known_by_its_mark() -> None:
    assert items('{"meta": {"result_count": 0}}', marks=("meta",)) == []
    assert len(items('{"meta": {"result_count": 0}}')) == 1


def test_ids_beyond_doubles_survive() -> None:
    value = items('{"id": 9007199254740993123}')[0].value
    assert as_id(value["id"]) == "9007199254740993123"


def test_what_no_text_can_hold_is_taken_out_and_reported() -> None:
    (item,) = items('{"a": {"b": ["x\\ud83d", "y\\u0000z", "\\ud83d\\ude00"]}}')
    assert item.value == {"a": {"b": ["x", "yz", "😀"]}}
    assert [(part.field, part.reason) for part in item.refused] == [
        ("a.b[0]", "half a character, taken out"),
        ("a.b[1]", "NUL characters, taken out"),
    ]


def test_odd_bytes_cost_no_object_and_are_reported_where_they_stood() -> None:
    good, odd = items(b'{"id": 1, "text": "C:\\\\x8c"}\n{"id": 2, "text": "odd \x8c\xe6 bytes"}\n')
    assert good.value["text"] == "C:\\x8c"
    assert good.refused == []
    assert odd.value["text"] == "odd  bytes"
    assert [(part.field, part.raw) for part in odd.refused] == [("text", "\\x8c\\xe6")]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "1" * 5000])
def test_numbers_that_no_database_takes_cost_their_line(number: str) -> None:
    result = items(f'{{"id": 1}}\n{{"id": 2, "n": {number}}}\n')
    assert [item.problem is None for item in result] == [True, False]


def test_objects_nested_too_deeply_are_refused() -> None:
    for depth in (700, 100_000):
        result = items('{"id": 1}\n' + '{"a":' * depth + "1" + "}" * depth + "\n")
        assert [item.problem is None for item in result] == [True, False]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(5, "5"), (" 7 ", "7"), (12.0, "12"), (1.5, None), (True, None), ("", None), (None, None), ([], None)],
)
def test_ids_are_texts(value: Any, expected: str | None) -> None:
    assert as_id(value) == expected


def test_digging_stops_at_a_value_that_is_not_an_object() -> None:
    assert dig({"a": {"b": 1}}, "a", "b") == 1
    assert dig({"a": "text"}, "a", "b") is None
    assert dig(None, "a") is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.text(max_size=5), json_values, max_size=5), max_size=8))
def test_every_line_that_is_written_is_read(objects: list[dict[str, Any]]) -> None:
    objects = [{**part, "id": number} for number, part in enumerate(objects) if "rows" not in part]
    result = items("\n".join(json.dumps(part) for part in objects))
    assert [item.value["id"] for item in result] == [part["id"] for part in objects]


@given(st.binary(max_size=300) | st.text(alphabet='{}[]",:\n 12truenl\\ux', max_size=80).map(str.encode))
def test_any_bytes_are_items_or_an_error_of_the_file(data: bytes) -> None:
    try:
        result = items(data)
    except ReadError:
        return
    assert all(isinstance(item.value, dict) and item.row >= 1 and isinstance(item.raw, str) for item in result)
