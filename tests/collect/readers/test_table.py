"""The table reader: one outcome per row of any CSV."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench import ours_and_bench
from tests.collect.readers.outcomes import feedback_of, refused
from vocpipe.collect.parsing.csvfile import read_records
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.reader import Reading
from vocpipe.collect.readers.table import READER
from vocpipe.collect.tabular.table import read_table as read
from vocpipe.errors import ReadError
from vocpipe.records import LeftOut, Rejected
from vocpipe.settings import SourceSettings


def test_a_row_becomes_feedback(reading):
    outcomes = list(
        read(
            reading(
                "回答ID,回答日時,会員番号,推奨度,自由記述,件名,プラン,メールアドレス\n"
                "A-1,2026年1月5日 午後3時,００１２,９,請求書が見やすい,感想,プロ,Taro <TARO@Example.jp>\n"
            )
        )
    )
    assert outcomes[0].row == 2
    part = feedback_of(outcomes)[0]
    assert (part.source_id, part.customer_ref, part.customer_email) == ("A-1", "００１２", "taro@example.jp")
    assert (part.text, part.title, part.score_type, part.score) == ("請求書が見やすい", "感想", "nps", 9)
    assert part.created_at == datetime(2026, 1, 5, 6, tzinfo=UTC)
    assert part.created_at_raw == "2026年1月5日 午後3時"
    assert part.attrs == {"プラン": "プロ"}
    assert outcomes[0].raw["自由記述"] == "請求書が見やすい"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_every_encoding_reads_the_same(reading, encoding):
    it = reading("ID,本文\n1,請求書がＰＤＦで①枚も出せない\n".encode(encoding))
    assert [part.text for part in feedback_of(read(it))] == ["請求書がＰＤＦで①枚も出せない"]
    assert it.encoding in ("utf-8", "cp932", "utf-16-le")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_delimiter_reads_the_same(reading, delimiter):
    rows = [["id", "text", "rating"], ["1", "so slow", "2"], ["2", "nice", "5"]]
    content = "\n".join(delimiter.join(row) for row in rows)
    assert [(part.source_id, part.score) for part in feedback_of(read(reading(content)))] == [("1", 2), ("2", 5)]


def test_values_that_do_not_fit_are_refused_and_the_row_comes_in(reading):
    outcomes = list(
        read(
            reading(
                "id,text,nps,created_at,email\n"
                "1,fine,Promoter,2026-01-05,a@example.com\n"
                "2,fine,9,yesterday,b@example.com\n"
                "3,fine,9,2026-01-05,nobody\n"
                "4,fine,#N/A,,\n"
            )
        )
    )
    assert refused(outcomes) == [
        (2, "score", "Promoter"),
        (3, "created_at", "yesterday"),
        (4, "email", "nobody"),
        (5, "score", "#N/A"),
    ]
    two = feedback_of(outcomes)[1]
    assert (two.created_at, two.created_at_raw, two.score) == (None, "yesterday", 9)


def test_a_spreadsheets_error_is_neither_a_voice_nor_a_value(reading):
    outcomes = list(
        read(
            reading(
                "id,text,nps,plan,customer_id\n"
                "1,#NAME?,9,pro,C-1\n"
                "2,fine,8,#N/A,＃ＲＥＦ！\n"
                "3,#VALUE!,,pro,C-3\n"
                "4,the cell says #NAME? again,7,pro,C-4\n"
            )
        )
    )
    assert [(part.text, part.score, part.attrs) for part in feedback_of(outcomes)] == [
        (None, 9, {"plan": "pro"}),
        ("fine", 8, {}),
        ("the cell says #NAME? again", 7, {"plan": "pro"}),
    ]
    assert refused(outcomes) == [(2, "text", "#NAME?"), (3, "plan", "#N/A"), (3, "customer_id", "＃ＲＥＦ！")]
    assert outcomes[2].reason == "no text and no score in it: a spreadsheet's error, not a value"


def test_records_that_are_not_rows_are_rejected_with_the_reason(reading):
    outcomes = list(
        read(
            reading(
                "id,text,nps\n"
                "1,fine,9\n"
                "2,a,b,c\n"  # too many cells
                "3,short\n"  # trailing cells are missing: accepted
                "4,,\n"
                "5,,Promoter\n"
                ",,\n"
                '6,"never closed,3\n'
                "7,after it,3\n"
            )
        )
    )
    assert [part.source_id for part in feedback_of(outcomes)] == ["1", "3", "7"]
    assert [(part.row, part.reason) for part in outcomes if isinstance(part, Rejected)] == [
        (3, "4 cells where the header has 3"),
        (5, "no text and no score in it"),
        (6, "no text and no score in it: 'Promoter' is no score"),
        (7, "nothing in it"),
        (8, "a quote is opened and never closed"),
    ]


def test_titles_above_and_totals_below_are_not_rows(reading):
    it = reading(
        "アンケート結果一覧,,\n2026年1月,,\n回答ID,自由記述,推奨度\n1,良い,9\n2,Total,8\n合計,,17\n"
        '"Grand Totals (2 records)"\n"Confidential Information - Do Not Distribute"\n'
        '"Copyright (c) 2000-2026 example, inc. All rights reserved."\n'
    )
    outcomes = list(read(it))
    assert [part.text for part in feedback_of(outcomes)] == ["良い", "Total"]
    assert [part.reason for part in outcomes[2:]] == [
        "a total, not a row of data",
        *["a footer, not a row of data"] * 3,
    ]
    assert "2 rows above the header" in it.warnings[0]


def test_a_joined_files_second_header_is_no_row(reading):
    outcomes = list(read(reading("id,text,stars\nk1,slow,2\n\ufeffID,Text,Stars\nk2,text,5\nid,text,stars\n")))
    assert [part.text for part in feedback_of(outcomes)] == ["slow", "text"]
    assert [(part.row, part.reason) for part in outcomes if isinstance(part, Rejected)] == [
        (3, "the header again, not a row of data"),
        (5, "the header again, not a row of data"),
    ]


def test_a_score_alone_is_feedback(reading):
    assert [(part.text, part.score) for part in feedback_of(read(reading("id,text,stars\n1,,★★★★☆\n")))] == [(None, 4)]


def test_a_databases_null_is_empty_but_the_word_none_is_an_answer(reading):
    outcomes = list(read(reading("id,text,customer_id\n1,NULL,C-1\n2,None,nan\n")))
    assert isinstance(outcomes[0], Rejected)
    assert [(part.text, part.customer_ref) for part in feedback_of(outcomes)] == [("None", None)]


def test_a_score_of_unknown_kind_is_left_out_until_the_settings_name_it(reading):
    content = "id,text,score\n1,fine,4\n"
    it = reading(content)
    assert feedback_of(read(it))[0].score is None
    assert "score_type" in it.warnings[0]
    assert feedback_of(read(reading(content, score_type="csat")))[0].score == 4


def test_each_column_of_text_is_a_part_of_its_own_and_the_score_counts_once(reading):
    it = reading("id,NPS,良い点,悪い点\n7,9,速い,高い\n8,3,,遅い\n", columns={"text": ["良い点", "悪い点"]})
    parts = [
        (part.source_id, part.thread_id, part.text, part.score, part.attrs["question"])
        for part in feedback_of(read(it))
    ]
    assert parts == [
        ("7", "7", "速い", 9, "良い点"),
        ("7-q2", "7", "高い", None, "悪い点"),
        ("8-q2", "8", "遅い", 3, "悪い点"),
    ]


def test_ids_that_a_spreadsheet_damaged_are_refused_one_by_one(reading):
    it = reading("tweet_id,text\n5.70306E+17,a\n5.70306E+17,b\nT-3,c\n")
    outcomes = list(read(it))
    assert [part.source_id for part in feedback_of(outcomes)] == [None, None, "T-3"]
    assert [field for _, field, _ in refused(outcomes)] == ["id", "id"]
    assert "2 ids in 'tweet_id'" in it.warnings[0]


def test_a_column_of_ids_that_many_rows_share_is_dropped(reading):
    rows = "".join(f"{n % 3},comment number {n}\n" for n in range(12))
    it = reading("id,text\n" + rows)
    assert {part.source_id for part in feedback_of(read(it))} == {None}
    assert "'id' is no id" in it.warnings[0]


def test_rows_that_share_an_id_with_other_words_are_all_kept_with_a_warning(reading):
    it = reading("id,text\n1,a\n1,b\n2,c\n")
    assert [(part.source_id, part.thread_id) for part in feedback_of(read(it))] == [
        (None, "1"),
        (None, "1"),
        ("2", None),
    ]
    assert "1 rows have the 'id' of an earlier row" in it.warnings[0]


def test_text_is_guessed_from_cells_if_no_column_is_named_so(reading):
    it = reading("ref,Generated Reviews\nx1,The export takes far too long\nx2,Support was quick and kind\n")
    assert feedback_of(read(it))[1].text == "Support was quick and kind"
    assert "Generated Reviews" in it.warnings[0]


@pytest.mark.parametrize(
    ("content", "columns", "message"),
    [
        ("", {}, "empty"),
        ("a,b\n1,2\n", {}, "no column looks like text or a score"),
        ("a,b\n1,2\n", {"text": "c"}, "no column 'c'; the file has: a, b"),
    ],
)
def test_an_unreadable_file_is_reported_with_the_reason(reading, content, columns, message):
    with pytest.raises(ReadError, match=message):
        list(read(reading(content, columns=columns)))


def test_odd_bytes_are_reported_with_their_row(reading):
    it = reading(b"id,text\n1,plain\n2,not \x8c\xe6 plain\n" + b"3,plain words\n" * 30)
    outcomes = list(read(it))
    assert refused(outcomes) == [(3, "text", "\\x8c\\xe6")]
    assert outcomes[1].raw["text"] == "not \\x8c\\xe6 plain"
    assert feedback_of(outcomes)[1].text == "not  plain"


def test_any_other_file_is_not_recognized(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK")
    (tmp_path / "b.csv").write_text("text\nhello\n")
    assert not READER.recognizes(tmp_path / "a.zip")
    assert READER.recognizes(tmp_path / "b.csv")


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused_with_one_outcome_per_record(reading, data):
    data = b"id,text,nps,date\n" + data
    try:
        outcomes = list(read(reading(data)))
    except ReadError:
        return
    records = list(read_records(decode(data).text))
    assert len(outcomes) <= len(records) - 1
    assert len({outcome.row for outcome in outcomes}) == len(outcomes)


ROWS = {"posts_en": 7, "sentences_ja": 6, "airline_tweets": 14_640, "hotel_sentences_ja": 5_000}


@pytest.mark.parametrize(
    "path",
    [
        *ours_and_bench("posts_en.csv", "sentiment/airline_tweets.csv"),
        *ours_and_bench("sentences_ja.csv", "sentiment/hotel_sentences_ja.csv"),
    ],
    ids=lambda path: path.stem,
)
def test_labeled_texts_are_read_whole(path):
    it = Reading(path, SourceSettings(name="labeled", path=path.name), ZoneInfo("Asia/Tokyo"))
    outcomes = list(read(it))
    retweets = [outcome for outcome in outcomes if isinstance(outcome, LeftOut)]
    assert (len(outcomes), len(feedback_of(outcomes)) + len(retweets)) == (ROWS[path.stem], ROWS[path.stem])
    assert all("RT @" in (retweet.raw or "") for retweet in retweets)
