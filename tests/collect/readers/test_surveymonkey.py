from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import ours_and_bench
from tests.collect.vendor_files import accepted, only, parts, read, recognizes, refusals, rejected
from vocpipe.collect.parsing.csvfile import read_records
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.readers.surveymonkey import READER
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Rejected

META = "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,"
HEADER = (
    f'{META}How likely is it that you would recommend us?,"What do you like, most?",,'
    "What could be better?,Anything else?\n"
    ",,,,,,,,,Response,Price,Support,Open-Ended Response,自由回答\n"
)
WHO = "118742,4521,01/15/2026 09:12:44 AM,01/15/2026 09:15:02 AM,203.0.113.5,a@example.jp,Taro,Yamada,C-1001,"
ROW = f"{WHO}9,Price,,請求書のPDFがほしい,早く\n"


def test_a_response_is_a_part_per_free_answer_and_one_score() -> None:
    row = accepted(READER, HEADER + ROW)
    first, second = row.feedback
    assert row.row == 3
    assert parts(row) == [("118742", "請求書のPDFがほしい"), ("118742-q14", "早く")]
    assert [part.thread_id for part in row.feedback] == ["118742", "118742"]
    assert [part.part_no for part in row.feedback] == [0, 1]
    assert [part.attrs["question"] for part in row.feedback] == ["What could be better?", "Anything else?"]
    assert (first.score_type, first.score) == ("nps", 9.0)
    assert (second.score_type, second.score) == (None, None)
    assert row.refused == []


def test_who_and_when_are_the_same_for_all_parts() -> None:
    for part in accepted(READER, HEADER + ROW).feedback:
        assert (part.customer_ref, part.customer_email) == ("C-1001", "a@example.jp")
        assert part.created_at == datetime(2026, 1, 15, 0, 15, 2, tzinfo=UTC)  # the settings' zone is Tokyo
        assert part.created_at_raw == "01/15/2026 09:15:02 AM"
        assert part.attrs["collector_id"] == "4521"


def test_closed_answers_stand_in_column_order_on_the_first_part() -> None:
    first, second = accepted(READER, HEADER + ROW).feedback
    assert first.attrs["answers"] == [
        {"question": "How likely is it that you would recommend us?", "option": "Response", "answer": "9"},
        {"question": "What do you like, most?", "option": "Price", "answer": "Price"},
    ]
    assert "answers" not in second.attrs


def test_identities_stay_in_the_raw_row() -> None:
    row = accepted(READER, HEADER + ROW)
    assert row.raw["IP Address"] == "203.0.113.5"
    assert row.raw["Last Name"] == "Yamada"
    assert "203.0.113.5" not in str([part.attrs for part in row.feedback])
    assert "Yamada" not in str([part.attrs for part in row.feedback])


def test_a_response_without_words_keeps_its_score_and_answers() -> None:
    answer = only(accepted(READER, f"{HEADER}{WHO}3,,Support,,\n"))
    assert (answer.source_id, answer.text, answer.score) == ("118742", None, 3.0)
    assert len(answer.attrs["answers"]) == 2


@pytest.mark.parametrize(
    ("cell", "score"),
    [("10 - Extremely likely", 10.0), ("9 とても勧めたい", 9.0), ("0", 0.0), ("１０", 10.0), ("8点", 8.0)],
)
def test_the_score_is_the_number_in_the_answer(cell: str, score: float) -> None:
    assert only(accepted(READER, f"{HEADER}{WHO}{cell},,,x,\n")).score == score


@pytest.mark.parametrize("cell", ["11", "-1", "7.5", "Promoter", "0-6 (Detractor)"])
def test_a_value_that_is_not_a_score_is_refused_and_the_response_accepted(cell: str) -> None:
    row = accepted(READER, f"{HEADER}{WHO}{cell},,,x,\n")
    assert (only(row).score_type, only(row).score) == (None, None)
    assert [(part.field, part.raw) for part in row.refused] == [("How likely is it that you would recommend us?", cell)]


@pytest.mark.parametrize(
    "question",
    [
        "当社をどの程度おすすめしますか",
        "推奨度",
        "NPS",
        "How likely are you to recommend us?",
        "同僚に勧めたいと思いますか",
    ],
)
def test_the_question_is_found_by_its_words(question: str) -> None:
    answer = accepted(READER, f"Respondent ID,Age,{question}\n,Response,Response\n1,7,8\n").feedback[0]
    assert answer.score == 8.0


def test_a_closed_question_to_recommend_is_not_a_score() -> None:
    row = accepted(READER, "Respondent ID,Would you recommend us?\n,Response\n1,Yes\n")
    assert only(row).score is None
    assert row.refused == []


def test_of_two_questions_to_recommend_the_one_in_numbers_counts() -> None:
    first = "Respondent ID,NPS group,How likely to recommend?,Why would you recommend us?\n"
    second = ",Response,Response,Open-Ended Response\n"
    answer = only(accepted(READER, f"{first}{second}1,Promoter,9,fast\n"))
    assert (answer.score, answer.text) == (9.0, "fast")


def test_a_scale_with_a_column_per_grade_is_one_score() -> None:
    grades = ["0 - Not at all likely", *map(str, range(1, 10)), "10 - Extremely likely"]
    header = f"Respondent ID,How likely are you to recommend us?{',' * 10}\n,{','.join(grades)}\n"
    cells = [""] * 11
    cells[8] = "8"
    assert only(accepted(READER, f"{header}1,{','.join(cells)}\n")).score == 8.0
    cells[8], cells[10] = "", "10 - Extremely likely"
    assert only(accepted(READER, f"{header}1,{','.join(cells)}\n")).score == 10.0
    cells[0] = "0 - Not at all likely"
    assert refusals(accepted(READER, f"{header}1,{','.join(cells)}\n")) == [
        ("How likely are you to recommend us?", "several grades at once")
    ]


def test_a_matrix_with_a_row_for_the_product_is_read_by_its_number() -> None:
    answer = only(
        accepted(READER, "Respondent ID,How likely are you to recommend:\n,Our product\n1,10 - Extremely likely\n")
    )
    assert answer.score == 10.0


def test_free_text_next_to_a_choice_is_recognized_by_its_option() -> None:
    header = "Respondent ID,Which plan?,\n,Response,Other (please specify)\n"
    row = accepted(READER, f"{header}1,,自社で作ったもの\n")
    assert parts(row) == [("1", "自社で作ったもの")]
    assert only(row).attrs["question"] == "Which plan?"


def test_a_condensed_export_shows_its_free_text_by_its_answers() -> None:
    header = "Respondent ID,Plan,What could be better?\n,,\n"
    rows = "1,Basic,The invoice screen takes far too long\n2,Basic,請求書をまとめて送れるようにしてほしい\n3,Pro,\n"
    outcomes, _ = read(READER, header + rows)
    texts = [part.feedback[0].text for part in outcomes if isinstance(part, Accepted)]
    assert texts == ["The invoice screen takes far too long", "請求書をまとめて送れるようにしてほしい", None]


def test_long_choices_of_a_condensed_export_are_not_free_text() -> None:
    choices = [
        "Neither satisfied nor dissatisfied",
        "Neither satisfied nor dissatisfied",
        "Somewhat more than satisfied",
    ]
    rows = "".join(f"{number},{choice}\n" for number, choice in enumerate([*choices, choices[0]]))
    outcomes, _ = read(READER, f"Respondent ID,How was it?\n,\n{rows}")
    assert [part.feedback[0].text for part in outcomes if isinstance(part, Accepted)] == [None] * 4


def test_without_the_row_of_options_no_response_is_lost() -> None:
    outcomes, _ = read(READER, "Respondent ID,Plan\n1,Basic\n2,Pro\n")
    assert [part.row for part in outcomes] == [2, 3]


def test_the_settings_name_score_text_and_customer() -> None:
    header = "Respondent ID,Grade,Member,Words,More words\n,Response,Response,Response,Open-Ended Response\n"
    columns = {"score": "Grade", "text": ["Words"], "customer_id": "Member", "email": "More words"}
    row = accepted(READER, f"{header}1,4,M-7,short,m@example.com\n", columns=columns, score_type="csat")
    answer = only(row)
    assert (answer.text, answer.score_type, answer.score) == ("short", "csat", 4.0)
    assert (answer.customer_ref, answer.customer_email) == ("M-7", "m@example.com")
    assert answer.attrs["answers"] == [{"question": "Grade", "option": "Response", "answer": "4"}]


def test_a_named_column_that_is_not_there_is_an_error_that_lists_them() -> None:
    with pytest.raises(ReadError, match=r"no column 'Comment'; the file has: .*What could be better\?"):
        read(READER, HEADER + ROW, columns={"text": "Comment"})
    with pytest.raises(ReadError, match="no column 'Member'"):
        read(READER, HEADER + ROW, columns={"customer_id": "Member"})


def test_names_and_addresses_that_were_asked_for_are_not_answers() -> None:
    header = "Respondent ID,Contact,,Plan\n,Name,Email Address,Response\n"
    answer = only(accepted(READER, f"{header}1,Yamada Taro,t@example.com,Pro\n"))
    assert answer.attrs["answers"] == [{"question": "Plan", "option": "Response", "answer": "Pro"}]
    assert rejected(READER, f"{header}1,Yamada Taro,t@example.com,\n") == "no answer in it"


def test_unreadable_rows_are_rejected_with_the_reason() -> None:
    assert rejected(READER, f"{HEADER}{WHO},,,,\n") == "no answer in it"
    assert rejected(READER, f"{HEADER},{WHO.partition(',')[2]}9,,,x,\n") == "no respondent id"
    assert rejected(READER, f"{HEADER}{WHO}9,Price\n") == "only 11 cells where the header has 14"
    assert rejected(READER, f"{HEADER}{WHO}9,,,x,y,z\n") == "15 cells where the header has 14"
    assert "spreadsheet has damaged" in rejected(READER, f"{HEADER}{WHO.replace('118742', '1.18742E+11')}9,,,x,\n")


def test_an_unclosed_quote_costs_its_line_only() -> None:
    outcomes, _ = read(READER, f'{HEADER}{WHO}9,,,"never closed,\n{ROW}')
    assert [type(part) for part in outcomes] == [Rejected, Accepted]
    assert [part.row for part in outcomes] == [3, 4]


def test_the_order_of_day_and_month_is_the_files() -> None:
    header = "Respondent ID,End Date,Plan\n,,Response\n"
    outcomes, _ = read(READER, f"{header}1,05/01/2026 10:00,Pro\n2,25/01/2026 10:00,Pro\n")
    days = [part.feedback[0].created_at for part in outcomes if isinstance(part, Accepted)]
    assert days == [datetime(2026, 1, 5, 1, tzinfo=UTC), datetime(2026, 1, 25, 1, tzinfo=UTC)]


def test_a_damaged_end_is_refused_and_the_start_is_taken() -> None:
    row = accepted(READER, HEADER + ROW.replace("01/15/2026 09:15:02 AM", "01/01/1970 00:00:00 AM"))
    assert row.feedback[0].created_at == datetime(2026, 1, 15, 0, 12, 44, tzinfo=UTC)
    assert [name for name, _ in refusals(row)] == ["End Date"]


def test_odd_bytes_are_kept_in_the_reports_and_out_of_the_texts() -> None:
    data = b"Respondent ID,Fan?#,Why?\n,Response,Open-Ended Response\n1,Yes,all #good\n2,No,no\n"
    outcomes, reading = read(READER, data.replace(b"#", b"\x8c\xe6"))
    first, second = outcomes
    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    assert first.feedback[0].attrs["answers"][0]["question"] == "Fan?"
    assert first.feedback[0].text == "all good"
    assert first.raw["Why? / Open-Ended Response"] == "all \\x8c\\xe6good"
    assert [(part.field, part.reason, part.raw) for part in first.refused] == [
        ("Why? / Open-Ended Response", "bytes that fit no encoding", "\\x8c\\xe6"),
        ("Fan?", "bytes that fit no encoding, in the header", "\\x8c\\xe6"),
    ]
    assert second.refused == []
    assert any("'Fan?'" in warning for warning in reading.warnings)


def test_questions_may_hold_newlines_and_commas() -> None:
    answer = only(accepted(READER, 'Respondent ID,"What,\nif anything?"\n,Open-Ended Response\n1,x\n'))
    assert answer.attrs["question"] == "What, if anything?"


def test_another_table_is_an_error_that_lists_its_columns() -> None:
    with pytest.raises(ReadError, match="its columns are: id, text"):
        read(READER, "id,text\n1,hello\n")


def test_its_own_files_are_recognized_and_no_others() -> None:
    assert recognizes(READER, HEADER + ROW)
    assert recognizes(READER, HEADER.replace("Respondent ID", "RespondentID").encode("utf-8-sig"))
    assert recognizes(READER, "回答者ID,質問\n,回答\n1,はい\n".encode("cp932"))
    assert not recognizes(READER, "id,text\n1,Respondent ID\n")
    assert not recognizes(READER, b"\x00\xff")


@pytest.mark.parametrize(
    "path", ours_and_bench("surveymonkey_bakery.csv", "exports/surveymonkey_starwars.csv"), ids=lambda path: path.stem
)
def test_a_real_export_is_read_whole(path: Path) -> None:
    outcomes, reading = read(READER, path)
    rows = [part for part in outcomes if isinstance(part, Accepted)]
    question, count = {
        "surveymonkey_bakery": ("Would you order online?", 8),
        "surveymonkey_starwars": ("Do you consider yourself to be a fan of the Expanded Universe?", 1186),
    }[path.stem]
    assert (len(rows), len(outcomes)) == (count, count)
    assert question in {part["question"] for row in rows for part in row.feedback[0].attrs["answers"]}
    assert [(part.field, part.reason, part.raw) for part in rows[0].refused] == [
        (question, "bytes that fit no encoding, in the header", "\\x8c\\xe6")
    ]
    assert sum(len(row.refused) for row in rows) == 1
    assert any("\\x8c\\xe6" in warning for warning in reading.warnings)


cells = st.sampled_from(["", "1", "9", "x", "Price", '"', "a b", "2026-01-01", "\\x8c", "11"]) | st.text(max_size=5)


@given(st.lists(st.lists(cells, min_size=1, max_size=15), max_size=6), st.binary(max_size=40))
def test_every_record_under_the_header_has_one_outcome(rows: list[list[str]], tail: bytes) -> None:
    data = (HEADER + "\n".join(",".join(row) for row in rows)).encode("utf-8", "surrogatepass") + b"\n" + tail
    try:
        outcomes, _ = read(READER, data)
    except ReadError:
        return
    assert len(outcomes) == len(list(read_records(decode(data).text))) - 2


@given(
    st.binary(max_size=200)
    | st.text(alphabet='Respondent ID,"\n1', max_size=80).map("Respondent ID,".__add__).map(str.encode)
)
def test_any_bytes_are_outcomes_or_an_error_of_the_file(data: bytes) -> None:
    recognizes(READER, data)
    with suppress(ReadError):
        read(READER, data)


def test_another_forms_respondents_are_not_surveymonkeys() -> None:
    assert not recognizes(READER, "Submission ID,Respondent ID,Submitted at,Why?\ns1,r1,2026-03-01,it is slow\n")
    assert recognizes(READER, "Collector ID,Respondent ID,Why?\n,,Open-Ended Response\n4,118742,it is slow\n")
