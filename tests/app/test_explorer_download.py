"""What the explorer lets people download is safe in a spreadsheet, has numbers as numbers, and is in the audit."""

import io
import json
from datetime import datetime

import openpyxl
import pytest
import streamlit as st

from vocpipe.app.components.cells import Table
from vocpipe.app.components.download import as_csv, as_excel, download
from vocpipe.app.context import PageContext
from vocpipe.app.data import Facts, Snapshot
from vocpipe.app.filters import Choices, Filters
from vocpipe.app.sign_in import Viewer
from vocpipe.app.words import Words
from vocpipe.store.audit import audit_path
from vocpipe.store.workspace import Workspace

TABLE = Table(
    "themes",
    ["@名前", "差", "割合", "日", "区間"],
    [
        ["=HYPERLINK(1)", "−1,234.5", "34%", "2026年10月5日", "+12（−3〜+27）"],
        ["\u200b＝1", "少数", "–", "2026年10月", "–"],
        ["https://evil.example", "+3", 0.5, "10/5", "+1（+1〜+2）"],
    ],
    numeric=[1, 2, 4],
)


def test_a_csv_is_guarded_and_its_numbers_and_days_are_plain():
    lines = as_csv(TABLE, Words("ja")).decode("utf-8-sig").splitlines()
    assert lines == [
        "'@名前,差,割合,日,区間,区間（下限）,区間（上限）",
        "'=HYPERLINK(1),-1234.5,0.34,2026-10-05,12,-3,27",
        "'\u200b＝1,少数,,2026-10-01,,,",
        "https://evil.example,3,0.5,10/5,1,1,2",
    ]


def test_a_workbook_is_guarded_and_has_cells_of_their_kind():
    sheet = openpyxl.load_workbook(io.BytesIO(as_excel(TABLE, Words("ja")))).active
    first, second, third = sheet.iter_rows(min_row=2)
    assert [cell.data_type for cell in first] == ["s", "n", "n", "d", "n", "n", "n"]
    assert [cell.value for cell in first] == ["'=HYPERLINK(1)", -1234.5, 0.34, datetime(2026, 10, 5), 12, -3, 27]
    assert [cell.number_format for cell in first[2:4]] == ["0%", 'yyyy"年"m"月"d"日"']
    assert [cell.value for cell in second[:3]] == ["'\u200b＝1", "少数", None]
    assert not any(cell.hyperlink or cell.data_type == "f" for row in (first, second, third) for cell in row)


@pytest.mark.parametrize("value", ["+12", "＝1+1", "\u200b-1", "\t=1", "@SUM(1)"])
def test_a_text_column_stays_text_whatever_is_in_it(value):
    sheet = openpyxl.load_workbook(io.BytesIO(as_excel(Table("t", ["a"], [[value]]), Words("en")))).active
    assert sheet["A2"].value == f"'{value}"


def test_nothing_is_made_before_somebody_asks_and_then_the_audit_names_them(monkeypatch, tmp_path):
    monkeypatch.setenv("VOCPIPE_WORKSPACE", str(tmp_path))
    (tmp_path / "vocpipe.toml").touch()
    offered = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, name, *_, **__: offered.update({name: data}))
    ann = Viewer("ann@example.jp", "viewer", is_signed_in=True)
    context = PageContext(Words("ja"), Snapshot(""), Facts(), Choices(), Filters(), Filters(), {}, ann, "drivers")
    download(context, TABLE)
    assert list(offered) == ["drivers_themes_ja.csv", "drivers_themes_ja.xlsx"]
    assert not (tmp_path / "private").exists()
    offered["drivers_themes_ja.csv"]()
    [line] = map(json.loads, audit_path(Workspace(tmp_path)).read_text(encoding="utf-8").splitlines())
    assert (line["act"], line["who"], line["file"]) == ("explorer.export", ann.name, "drivers_themes_ja.csv")
