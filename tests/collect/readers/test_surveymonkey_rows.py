"""Rows of a SurveyMonkey export that a spreadsheet or a joined file has spoilt."""

from tests.collect.readers.test_surveymonkey import HEADER, ROW, WHO
from tests.collect.vendor_files import accepted, parts, read
from vocpipe.collect.readers.surveymonkey import READER
from vocpipe.records import Rejected


def test_a_spreadsheets_error_is_no_answer() -> None:
    row = accepted(READER, HEADER + f"{WHO}9,#REF!,,#NAME?,早く\n")
    assert parts(row) == [("118742", "早く")]
    assert [answer["answer"] for answer in row.feedback[0].attrs["answers"]] == ["9"]
    assert [value.raw for value in row.refused] == ["#REF!", "#NAME?"]


def test_the_header_again_is_no_response() -> None:
    outcomes, _ = read(READER, HEADER + ROW + HEADER)
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, Rejected)] == [
        "the header again, not a row of data",
        "no respondent id",
    ]
