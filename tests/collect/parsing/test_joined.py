"""Sheets of one workbook as one table."""

from itertools import permutations

import pytest
from openpyxl import Workbook

from tests.collect.parsing.tables import rows_of

HEADER = ["受付番号", "受付日", "内容"]


@pytest.fixture
def workbook(tmp_path):
    def make(sheets: dict[str, list[list]], *, hidden: tuple[str, ...] = ()):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            sheet.sheet_state = "hidden" if name in hidden else "visible"
        book.save(tmp_path / "a.xlsx")
        return tmp_path / "a.xlsx"

    return make


def month(n, rows=3, header=HEADER):
    return [header, *([f"{n}-{k}", f"2026-0{n}-0{k}", f"{n}月の声{k}"] for k in range(1, rows + 1))]


def test_a_sheet_for_each_month_is_one_table(workbook):
    about, rows = rows_of(workbook({"4月": month(4), "5月": month(5, 2), "6月": month(6)}))
    assert [row["受付番号"] for row in rows.values()] == ["4-1", "4-2", "4-3", "5-1", "5-2", "6-1", "6-2", "6-3"]
    assert list(rows) == [2, 3, 4, 6, 7, 9, 10, 11]
    (warning,) = about.warnings
    assert "4月 (1), 5月 (5), 6月 (8)" in warning


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_columns_may_be_in_any_order_and_case(workbook, order):
    moved = [[row[at] for at in order] for row in month(5)]
    moved[0] = [f" {name}：" for name in moved[0]]
    _, rows = rows_of(workbook({"4月": month(4), "5月": moved}))
    assert rows[6] == {"受付番号": "5-1", "受付日": "2026-05-01", "内容": "5月の声1"}


def test_a_sheet_may_have_a_column_more(workbook):
    more = [[*row, extra] for row, extra in zip(month(5), ["備考", "電話", None, None], strict=True)]
    _, rows = rows_of(workbook({"4月": month(4), "5月": more}))
    assert rows[6]["備考"] == "電話"
    assert "備考" not in rows[2]


def test_sheets_with_other_columns_are_named_with_their_rows(workbook):
    totals = [["月", "件数"], ["4月", 3], ["5月", 3]]
    about, rows = rows_of(workbook({"集計": totals, "4月": month(4), "空": [], "5月": month(5)}))
    assert len(rows) == 6
    (sentence,) = about.unread
    assert sentence.startswith('"集計" (rows: 2) was not read, because its columns differ')


def test_hidden_sheets_are_named_and_not_read(workbook):
    about, rows = rows_of(workbook({"4月": month(4), "5月": month(5), "旧": month(3)}, hidden=("旧",)))
    assert len(rows) == 6
    assert about.unread == ['the sheet "旧" is hidden and was not read; to read it, name it: sheet = "旧"']


def test_a_sheet_that_the_settings_name_is_read_alone(workbook):
    about, rows = rows_of(workbook({"4月": month(4), "5月": month(5)}), sheet="5月")
    assert [row["受付番号"] for row in rows.values()] == ["5-1", "5-2", "5-3"]
    assert (list(rows), about.warnings, about.unread) == ([2, 3, 4], [], [])


def test_titles_above_the_header_of_each_sheet_are_passed_over(workbook):
    titled = [["お問い合わせ一覧"], [], *month(5)]
    about, rows = rows_of(workbook({"4月": month(4), "5月": titled}))
    assert len(rows) == 6
    assert any("above the header" in warning for warning in about.warnings)


def test_a_sheet_without_a_header_has_that_of_another(workbook):
    about, rows = rows_of(workbook({"4月": month(4), "5月": month(5)[1:], "6月": month(6)}))
    assert [row["受付番号"] for row in rows.values()][3:6] == ["5-1", "5-2", "5-3"]
    assert list(rows)[3:6] == [5, 6, 7]
    assert '"5月" has no header; the columns were taken to be those of "4月"' in about.warnings
