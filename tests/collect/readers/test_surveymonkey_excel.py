"""SurveyMonkey's CSV and Excel of one survey give equal rows."""

from zoneinfo import ZoneInfo

import openpyxl

from tests.collect.readers.surveys import parts_of, table
from vocpipe.collect.reader import Reading
from vocpipe.collect.readers.surveymonkey import READER
from vocpipe.settings import SourceSettings

META = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name"]
ROWS = [
    [
        *META,
        "Custom Data 1",
        "How likely is it that you would recommend us?",
        "Which bread?",
        "",
        "What could be better?",
    ],
    ["", "", "", "", "", "", "", "", "Response", "Rye", "Rolls", "Open-Ended Response"],
    [
        "11800000001",
        "42",
        "2026-05-01 09:00:00",
        "2026-05-01 09:05:00",
        "192.0.2.1",
        "a@example.jp",
        "",
        "C1",
        "9",
        "",
        "Rolls",
        "駐車場",
    ],
    ["11800000002", "42", "2026-05-02 09:00:00", "2026-05-02 09:05:00", "192.0.2.2", "", "", "C2", "3", "Rye", "", ""],
    [
        "11800000003",
        "42",
        "2026-05-03 09:00:00",
        "2026-05-03 09:05:00",
        "192.0.2.3",
        "",
        "",
        "C3",
        "",
        "",
        "",
        "More rolls",
    ],
    ["11800000004", "42", "2026-05-03 09:00:00", "2026-05-03 09:05:00", "192.0.2.3", "", "", "C4", "", "", "", ""],
]


def _reading(path):
    return Reading(path, SourceSettings(name="survey", path=path.name), ZoneInfo("Asia/Tokyo"))


def test_the_workbook_reads_as_the_csv(tmp_path):
    (tmp_path / "a.csv").write_text(table(*ROWS), encoding="utf-8")
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.active.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    workbook.save(tmp_path / "a.xlsx")
    csv, excel = _reading(tmp_path / "a.csv"), _reading(tmp_path / "a.xlsx")
    assert READER.recognizes(excel.path)
    outcomes = list(READER.read(csv))
    assert parts_of(outcomes) == parts_of(READER.read(excel))
    assert [outcome.row for outcome in outcomes] == [outcome.row for outcome in READER.read(excel)] == [3, 4, 5, 6]
    assert csv.columns == excel.columns


def test_a_custom_variable_names_the_customer_where_custom_data_are_empty(tmp_path):
    rows = [[*row[:7], row[7] if at < 2 else "", *row[8:], f"M-{at}"] for at, row in enumerate(ROWS)]
    rows[0][-1], rows[1][-1] = "member_id", ""
    (tmp_path / "a.csv").write_text(table(*rows), encoding="utf-8")
    parts = parts_of(READER.read(_reading(tmp_path / "a.csv")))
    assert [part.customer_ref for part in parts] == ["M-2", "M-3", "M-4"]
