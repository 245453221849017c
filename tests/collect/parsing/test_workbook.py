"""Excel workbooks: typed cells, titles, totals, several sheets, formulas."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.table import read_table as read
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Rejected
from vocpipe.settings import SourceSettings

HEADER = ["回答ID", "回答日時", "推奨度", "自由記述", "会員番号"]


@pytest.fixture
def workbook(tmp_path):
    def make(sheets: dict[str, list[list]], *, hidden: str | None = None):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            if name == hidden:
                sheet.sheet_state = "hidden"
        book.save(tmp_path / "answers.xlsx")
        return tmp_path / "answers.xlsx"

    return make


def reading(path, **source):
    return Reading(path, SourceSettings(name="answers", path=path.name, **source), ZoneInfo("Asia/Tokyo"))


def test_rows_are_read_with_their_types_between_title_and_total(workbook):
    path = workbook(
        {
            "回答": [
                ["アンケート結果一覧"],
                [],
                HEADER,
                [1, datetime(2026, 1, 5, 15), 9, "請求書が\n見やすい", 12],
                ["B-2", 46027, "8点", "遅い", "0012"],
                ["C-3", "やすみ", 12, "普通", None],
                ["合計", None, 17],
            ]
        }
    )
    outcomes = list(read(reading(path)))
    first, second, third = (outcome.feedback[0] for outcome in outcomes if isinstance(outcome, Accepted))
    assert (first.source_id, first.created_at, first.score) == ("1", datetime(2026, 1, 5, 6, tzinfo=UTC), 9)
    assert (first.text, first.customer_ref) == ("請求書が\n見やすい", "12")
    assert (second.created_at, second.score) == (datetime(2026, 1, 4, 15, tzinfo=UTC), 8)
    assert (third.created_at, third.score) == (None, None)
    assert [value.field for value in outcomes[2].refused] == ["score", "created_at"]
    assert [outcome.row for outcome in outcomes] == [4, 5, 6, 7]
    assert isinstance(outcomes[3], Rejected)


def test_long_numbers_have_lost_their_last_digits(workbook):
    path = workbook({"a": [["id", "text"], [570306133677760512, "so slow"]]})
    (outcome,) = read(reading(path))
    assert outcome.feedback[0].source_id is None
    assert outcome.refused[0].field == "id"


def test_the_sheet_with_the_data_is_taken_unless_the_settings_name_one(workbook):
    data = [HEADER, *([n, None, 9, "良い", None] for n in range(5))]
    path = workbook({"表紙": [["アンケート"]], "回答": data, "旧": [HEADER, *data[1:], *data[1:]]}, hidden="旧")
    assert len(list(read(reading(path)))) == 5
    assert len(list(read(reading(path, sheet="旧")))) == 10
    with pytest.raises(ReadError, match="表紙, 回答, 旧"):
        list(read(reading(path, sheet="回答2")))


def test_formulas_are_never_evaluated(workbook):
    path = workbook({"a": [["id", "text", "nps"], [1, "slow", "=4+5"], [2, "=1+1", None], [3, "plain", 9]]})
    first, second, third = read(reading(path))
    assert first.feedback[0].score is None
    assert [(value.field, value.raw) for value in first.refused] == [("score", "#UNCOMPUTED! =4+5")]
    assert "never computed" in first.refused[0].reason
    assert "never computed" in second.reason
    assert third.feedback[0].score == 9


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [("a.xlsx", b"no workbook", "can't be read as a workbook"), ("a.numbers", b"x", "save it as .xlsx")],
)
def test_a_file_that_is_not_a_workbook_is_refused(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=message):
        list(read(reading(tmp_path / name)))


def test_escaped_characters_are_decoded_in_cells_and_in_the_header(workbook):
    path = workbook({"a": [["回答ID", "ご_x000D_\n意見"], ["K_x005F_x0041_", "画面が暗い_x000D_\n字も小さい"]]})
    (outcome,) = read(reading(path))
    part = outcome.feedback[0]
    assert (part.source_id, part.text) == ("K_x0041_", "画面が暗い\n字も小さい")
    assert "ご\n意見" in outcome.raw


@pytest.mark.parametrize("clock", [time(9, 30), 0.3958333333333333, "9:30", timedelta(hours=9, minutes=30)])
@pytest.mark.parametrize("day", [datetime(2026, 5, 1), date(2026, 5, 1), 46143, "2026/5/1"])
def test_day_and_time_in_two_columns_are_one_moment(workbook, day, clock):
    path = workbook({"a": [["受付日", "時刻", "本文"], [day, clock, "画面が暗い"]]})
    (outcome,) = read(reading(path))
    assert outcome.feedback[0].created_at == datetime(2026, 5, 1, 0, 30, tzinfo=UTC)
