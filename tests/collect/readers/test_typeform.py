"""Typeform's responses."""

from datetime import UTC, datetime

from tests.collect.readers.surveys import balanced, parts_of, said, table
from vocpipe.collect.readers.typeform import READER

LAST = ["Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"]
NPS = "How likely are you to recommend our bread?"
WHY = "What should we bake next?"


def row(number, *answers, kind="completed", submitted="2026-07-01 09:05:00"):
    return [f"0681{number:028d}", *answers, kind, "2026-07-01 09:00:00", "", submitted, "d35", ""]


def test_answers_scores_and_a_hidden_field(reading):
    it = reading(table(["#", NPS, WHY, "customer_id", *LAST], row(1, "9", "More rye bread.", "C-1")))
    assert READER.recognizes(it.path)
    (part,) = parts_of(READER.read(it))
    assert (part.text, part.score_type, part.score, part.customer_ref) == ("More rye bread.", "nps", 9, "C-1")
    assert part.created_at == datetime(2026, 7, 1, 9, 5, tzinfo=UTC)
    assert part.attrs["question"] == WHY


def test_a_partial_response_is_marked_and_dated_by_its_start(reading):
    it = reading(table(["#", NPS, WHY, *LAST], row(1, "9", "", kind="partial", submitted="")))
    (part,) = parts_of(READER.read(it))
    assert (part.score, part.attrs["partial"]) == (9, True)
    assert part.created_at == datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


def test_several_texts_are_parts_of_one_response(reading):
    header = ["#", "どのパンが好きですか", "気に入った点を教えてください", "ご意見をご自由にお書きください", *LAST]
    outcomes = list(
        READER.read(
            reading(
                table(
                    header,
                    row(1, "食パン", "朝から開いていて助かります", "駐車場がほしいです"),
                    row(2, "ロール", "", "店員さんが親切でした"),
                )
            )
        )
    )
    first = f"0681{1:028d}"
    assert said(outcomes) == [
        (first, "気に入った点を教えてください", "朝から開いていて助かります", None, None),
        (f"{first}-q2", "ご意見をご自由にお書きください", "駐車場がほしいです", None, None),
        (f"0681{2:028d}", "ご意見をご自由にお書きください", "店員さんが親切でした", None, None),
    ]
    assert {part.thread_id for part in parts_of(outcomes)} == {first, f"0681{2:028d}"}


def test_a_column_per_choice_and_contact_data_are_no_texts(reading):
    header = ["#", "Sourdough", "Rye bread", "Email address", "Your name", "Anything else?", *LAST]
    it = reading(
        table(
            header,
            *(row(at, "Sourdough", "", f"u{at}@example.com", f"Ann {at}", f"Note no. {at} here") for at in range(8)),
        )
    )
    parts = parts_of(READER.read(it))
    assert [part.text for part in parts] == [f"Note no. {at} here" for at in range(8)]
    assert parts[0].customer_email == "u0@example.com"
    assert "Ann" not in str(parts[0].attrs)
    assert parts[0].attrs["answers"] == [{"question": "Sourdough", "option": "", "answer": "Sourdough"}]


def test_a_response_without_any_answer_is_rejected(reading):
    outcomes = list(READER.read(reading(table(["#", NPS, WHY, *LAST], row(1, "9", "Good."), row(2, "", "")))))
    even, counts = balanced(outcomes)
    assert even
    assert counts["rows_rejected"] == 1


def test_two_questions_with_one_wording(reading):
    outcomes = list(
        READER.read(reading(table(["#", WHY, WHY, *LAST], row(1, "More rye bread.", "Fewer sweet rolls."))))
    )
    assert [(question, text) for _, question, text, _, _ in said(outcomes)] == [
        (WHY, "More rye bread."),
        (WHY, "Fewer sweet rolls."),
    ]
