from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.collect.vendor_files import accepted, only, read, recognizes, refusals, rejected
from vocpipe.collect.parsing.csvfile import read_records
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.readers.google_play import READER
from vocpipe.errors import ReadError
from vocpipe.records import Accepted

HEADER = (
    "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,"
    "Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,"
    "Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,"
    "Developer Reply Text,Review Link"
)
LINK = "https://play.google.com/apps/publish?account=1#ReviewDetailsPlace:p=com.example&reviewid=gp:AOqpT"
ROW = (
    "com.example,2015,55.0.2,ja,j1x3g,2026-06-08T19:04:33Z,1780945473276,2026-07-01T00:03:44Z,1782864224578,2,"
    f'遅い,"起動が遅い、とても",2026-07-02T00:00:00Z,1782950400000,ご意見ありがとうございます,{LINK}'
)
STARS_ONLY = "com.example,,,ja,j1,2026-06-08T19:04:33Z,1780945473276,2026-06-08T19:04:33Z,1780945473276,5,,,,,,"


def file(*rows: str, encoding: str = "utf-16") -> bytes:
    return "\r\n".join([HEADER, *rows, ""]).encode(encoding)


def test_a_review_comes_with_its_id_its_times_and_its_stars() -> None:
    row = accepted(READER, file(ROW))
    review = only(row)
    assert (row.row, review.source_id) == (2, "gp:AOqpT")
    assert (review.text, review.title) == ("起動が遅い、とても", "遅い")
    assert (review.score_type, review.score) == ("stars", 2.0)
    assert review.created_at == datetime(2026, 6, 8, 19, 4, 33, 276000, UTC)
    assert review.created_at_raw == "2026-06-08T19:04:33Z"
    assert review.updated_at == datetime(2026, 7, 1, 0, 3, 44, 578000, UTC)
    assert review.url == LINK
    assert row.refused == []


def test_the_developers_reply_is_marked_but_not_quoted() -> None:
    review = only(accepted(READER, file(ROW)))
    assert review.attrs == {
        "package": "com.example",
        "app_version_code": "2015",
        "app_version": "55.0.2",
        "reviewer_language": "ja",
        "device": "j1x3g",
        "has_reply": True,
    }


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig", "cp932"])
def test_saved_again_in_another_encoding_it_is_still_read(encoding: str) -> None:
    assert only(accepted(READER, file(ROW, encoding=encoding))).text == "起動が遅い、とても"


def test_stars_alone_are_accepted_and_the_loader_makes_the_id() -> None:
    review = only(accepted(READER, file(STARS_ONLY)))
    assert (review.source_id, review.text, review.score, review.url) == (None, None, 5.0, None)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://play.google.com/x?reviewId=gp%3AAbc&account=2", "gp:Abc"),
        ("https://play.google.com/x?account=2", None),
    ],
)
def test_the_id_is_taken_from_the_link(link: str, expected: str | None) -> None:
    assert only(accepted(READER, file(ROW.replace(LINK, link)))).source_id == expected


def test_stars_off_the_scale_are_refused_and_the_review_comes_in() -> None:
    row = accepted(READER, file(ROW.replace(",2,遅い", ",6,遅い")))
    assert (only(row).score_type, only(row).score) == (None, None)
    assert refusals(row) == [("Star Rating", "6 is not on the stars scale of 1 to 5")]


def test_damaged_milliseconds_are_refused_and_the_written_time_is_taken() -> None:
    row = accepted(READER, file(ROW.replace("1780945473276", "1.78095E+12")))
    assert only(row).created_at == datetime(2026, 6, 8, 19, 4, 33, tzinfo=UTC)
    assert [name for name, _ in refusals(row)] == ["Review Submit Millis Since Epoch"]


def test_nuls_of_a_broken_save_are_removed_and_reported() -> None:
    outcomes, reading = read(READER, file(ROW.replace("起動", "起\0動")))
    assert isinstance(outcomes[0], Accepted)
    assert only(outcomes[0]).text == "起動が遅い、とても"
    assert "NUL" in reading.warnings[0]


def test_a_review_without_text_and_stars_is_rejected() -> None:
    assert rejected(READER, file(STARS_ONLY.replace(",5,,,", ",,,,"))) == "no text and no stars in it"


def test_the_header_again_is_no_review() -> None:
    assert rejected(READER, file(HEADER.strip())) == "the header again, not a row of data"


def test_a_row_with_another_number_of_cells_is_rejected() -> None:
    assert rejected(READER, file("com.example,1")) == "only 2 cells where the header has 16"
    assert rejected(READER, file(ROW + ",more")) == "17 cells where the header has 16"


def test_another_table_is_an_error_that_lists_its_columns() -> None:
    with pytest.raises(ReadError, match="its columns are: id, text"):
        read(READER, "id,text\n1,hello\n")


def test_its_own_files_are_recognized_and_no_others() -> None:
    assert recognizes(READER, file(ROW))
    assert not recognizes(READER, "id,Star Rating\n1,5\n")
    assert not recognizes(READER, b"\x00\xff\xfe")


def test_each_file_is_a_complete_snapshot() -> None:
    assert READER.snapshot
    assert READER.kind == "review"


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=18), max_size=6), st.binary(max_size=60))
def test_every_record_has_one_outcome(rows: list[list[str]], tail: bytes) -> None:
    text = "\n".join([HEADER, *(",".join(row) for row in rows)])
    data = text.encode("utf-8", "surrogatepass") + b"\n" + tail
    try:
        outcomes, _ = read(READER, data)
    except ReadError:
        return
    assert len(outcomes) == len(list(read_records(decode(data).text))) - 1


@given(st.binary(max_size=200))
def test_any_bytes_are_outcomes_or_an_error_of_the_file(data: bytes) -> None:
    with suppress(ReadError):
        read(READER, data)
    recognizes(READER, data)
