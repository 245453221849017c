"""Merged cells: rows that share one, and headers of several rows."""

import pytest
from openpyxl import Workbook

from tests.collect.parsing.tables import rows_of


@pytest.fixture
def sheet(tmp_path):
    def make(rows, *ranges):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        for cells in ranges:
            book.active.merge_cells(cells)
        book.save(tmp_path / "a.xlsx")
        return rows_of(tmp_path / "a.xlsx")

    return make


def test_a_cell_that_rows_share_is_filled_down(sheet):
    rows = [
        ["会員番号", "受付日", "ご意見"],
        ["M1", "2026-05-01", "字が小さい"],
        [None, None, "音が割れる"],
        ["M2", None, "重い"],
    ]
    about, read = sheet(rows, "A2:A3", "B2:B4")
    assert [(row["会員番号"], row["受付日"]) for row in read.values()] == [
        ("M1", "2026-05-01"), ("M1", "2026-05-01"), ("M2", "2026-05-01"),
    ]  # fmt: skip
    assert about.warnings == ["merged cells were filled down, in columns A, B"]


def test_groups_above_columns_are_joined_with_their_names(sheet):
    rows = [
        ["アンケート結果", None, None, None],
        ["会員番号", "満足度", None, "ご意見"],
        [None, "価格", "品質", None],
        ["M1", 4, 5, "字が小さい"],
        ["M2", 2, 3, "重い"],
    ]
    about, read = sheet(rows, "A1:D1", "A2:A3", "B2:C2", "D2:D3")
    assert read[4] == {"会員番号": "M1", "満足度 / 価格": "4", "満足度 / 品質": "5", "ご意見": "字が小さい"}
    assert list(read) == [4, 5]
    assert about.warnings == ["1 rows above the header (row 3) were passed over"]


def test_three_rows_of_a_header_are_joined(sheet):
    rows = [
        ["id", "Ratings", None, None, None, "comment"],
        [None, "Shop", None, "App", None, None],
        [None, "price", "staff", "speed", "design", None],
        ["A", 1, 2, 3, 4, "slow"],
    ]
    _, read = sheet(rows, "A1:A3", "B1:E1", "B2:C2", "D2:E2", "F1:F3")
    assert list(read.values()) == [
        {"id": "A", "Ratings / Shop / price": "1", "Ratings / Shop / staff": "2", "Ratings / App / speed": "3",
         "Ratings / App / design": "4", "comment": "slow"}
    ]  # fmt: skip


def test_a_title_over_all_columns_is_no_group(sheet):
    rows = [["お客様の声", None, None], ["会員番号", "受付日", "ご意見"], ["M1", "2026-05-01", "字が小さい"]]
    _, read = sheet(rows, "A1:C1")
    assert read == {3: {"会員番号": "M1", "受付日": "2026-05-01", "ご意見": "字が小さい"}}


def test_cells_merged_to_the_side_below_the_header_stay(sheet):
    rows = [["id", "comment", "note"], ["A", "slow", None], ["B", "fine", "x"]]
    about, read = sheet(rows, "B2:C2")
    assert list(read.values()) == [{"id": "A", "comment": "slow"}, {"id": "B", "comment": "fine", "note": "x"}]
    assert about.warnings == []
