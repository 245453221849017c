"""Tables without a header: told by their cells, and read or refused."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from vocpipe.collect.parsing.headerless import lacks_header, names_by_cells
from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.table import read_table as read
from vocpipe.errors import ReadError
from vocpipe.records import Accepted
from vocpipe.settings import SourceSettings

TEXTS = ["The zoom is blurry", "画面が暗すぎます", "Nice, but a bit loud", "Returns take ages"]


def rows_of(*columns):
    return [list(row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize(
    "rows",
    [
        rows_of(["2026/5/1", "2026/5/2", "2026/5/3", "2026/5/4"], TEXTS),
        rows_of(TEXTS, [date(2026, 5, day) for day in range(1, 5)]),
        rows_of(["17", "8", "9", "30"], ["5", "4", "1", "2"], TEXTS),
        rows_of(["a", "b", "c", "d"], ["2026年5月1日", "", "2026年5月3日", "2026年5月4日"], TEXTS),
    ],
)
def test_a_first_row_like_the_others_is_data(rows):
    assert lacks_header(rows)
    assert "text" in names_by_cells(rows, [])


@pytest.mark.parametrize(
    "rows",
    [
        rows_of(["when it was", "2026/5/2", "2026/5/3", "2026/5/4"], ["Words of the customer", *TEXTS[1:]]),
        rows_of(["plan", "a", "b", "c"], ["2025", "4", "7", "8"], ["2026", "3", "1", "2"]),
        rows_of(["region", "a", "b", "c"], ["2026-05-01", "4", "7", "8"]),
        rows_of(TEXTS),
        [["1", "2026-05-01", "too few rows"]] * 2,
    ],
)
def test_a_header_of_any_words_is_none(rows):
    assert not lacks_header(rows)


def reading_of(tmp_path, content, **source):
    path = tmp_path / "voices.csv"
    path.write_text(content, encoding="utf-8")
    return Reading(path, SourceSettings(name="voices", path=path.name, **source), ZoneInfo("UTC"))


def parts_of(outcomes):
    return [part for outcome in outcomes if isinstance(outcome, Accepted) for part in outcome.feedback]


def test_the_first_row_comes_in_with_its_date(tmp_path):
    reading = reading_of(tmp_path, "".join(f'7{at},2026-05-0{at + 1},"{text}"\n' for at, text in enumerate(TEXTS)))
    parts = parts_of(read(reading))
    assert [part.text for part in parts] == TEXTS
    assert [part.created_at.day for part in parts] == [1, 2, 3, 4]
    assert "column 1, date, text" in reading.warnings[0]


def test_the_settings_can_name_a_column_by_its_number(tmp_path):
    content = "".join(
        f"{word},2026-05-0{day},A much longer text here {day}\n" for day, word in enumerate("abcd", start=1)
    )
    parts = parts_of(read(reading_of(tmp_path, content, columns={"text": "column 1"})))
    assert [part.text for part in parts] == ["a", "b", "c", "d"]


def test_without_text_it_is_refused_with_what_to_write(tmp_path):
    with pytest.raises(ReadError, match="write a header above it"):
        list(read(reading_of(tmp_path, "1,2026-05-01\n2,2026-05-02\n3,2026-05-03\n")))


@pytest.mark.parametrize(
    "lines",
    [
        ["・駅前が暗い", "・段差が危ない", "・花がきれい", "・掲示が古い"],
        ["1. The hall is cold", "2. Too few seats", "3. Lovely staff"],
        ["駅前が暗いです。", "段差が危ない。直して。", "花がきれい！", "掲示が古いです。"],
    ],
)
def test_a_list_of_opinions_has_no_header(lines):
    assert lacks_header([[line] for line in lines])


@pytest.mark.parametrize("header", ["ご意見", "自由にご記入ください。", "Please tell us more."])
def test_what_stands_above_opinions_is_their_header(header):
    assert not lacks_header([[header], ["駅前が暗いです。"], ["段差が危ない。"], ["花がきれい！"]])
