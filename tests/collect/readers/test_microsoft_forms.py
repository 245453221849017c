"""Microsoft Forms' answers as Excel, in three languages, and its quizzes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from tests.collect.readers.surveys import names, parts_of, said
from vocpipe.collect.reader import Reading
from vocpipe.collect.readers.microsoft_forms import READER
from vocpipe.settings import SourceSettings

START, END = datetime(2026, 5, 1, 9, 0), datetime(2026, 5, 1, 9, 7)
HEADERS = {
    "en": names(
        "ID|Start time|Completion time|Email|Name|How likely are you to recommend us?|"
        "What do you like?|What should we improve?"
    ),
    "ja": names(
        "ID|開始時刻|完了時刻|メール|名前|友人に薦める可能性はどのくらいありますか|よかった点を教えてください|改善すべき点を教えてください"
    ),
    "de": names("ID|Startzeit|Fertigstellungszeit|E-Mail|Name|NPS|Was gefällt Ihnen?|Was sollten wir verbessern?"),
}


@pytest.fixture
def book(tmp_path):
    def make(*rows):
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        path = tmp_path / "Survey(1-2).xlsx"
        workbook.save(path)
        return Reading(path, SourceSettings(name="forms", path=path.name), ZoneInfo("Asia/Tokyo"))

    return make


@pytest.mark.parametrize("language", HEADERS)
def test_each_answer_in_own_words_is_a_part(book, language):
    it = book(HEADERS[language], [1, START, END, "anonymous", None, 9, "朝から開いている", "駐車場がせまい"])
    assert READER.recognizes(it.path)
    outcomes = list(READER.read(it))
    like, improve = HEADERS[language][6:]
    assert said(outcomes) == [
        ("1", like, "朝から開いている", "nps", 9),
        ("1-q2", improve, "駐車場がせまい", None, None),
    ]
    assert parts_of(outcomes)[0].created_at == datetime(2026, 5, 1, 0, 7, tzinfo=UTC)
    assert parts_of(outcomes)[0].customer_email is None
    assert outcomes[0].refused == []


def test_the_address_of_a_known_respondent(book):
    it = book(HEADERS["en"], [1, START, END, "Ann@example.com", "Ann Lee", 9, "The early hours", "Parking"])
    part = parts_of(READER.read(it))[0]
    assert part.customer_email == "ann@example.com"
    assert "Ann Lee" not in str(part.attrs)


def test_answers_that_repeat_are_still_own_words_where_the_question_asks_for_them(book):
    texts = ["朝から開いていて助かる", "店員さんが親切", "駐車場がせまくて困る"] * 4
    rows = [[at, START, END, "anonymous", None, 9, text, f"{text}{at}"] for at, text in enumerate(texts, start=1)]
    assert len(parts_of(READER.read(book(HEADERS["ja"], *rows)))) == 24


def test_points_and_feedback_of_a_quiz_are_no_voices(book):
    header = [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Total points",
        "Quiz feedback",
        "Why did you come?",
    ]
    header += ["Points - Why did you come?", "Feedback - Why did you come?"]
    it = book(
        header, [1, START, END, "anonymous", None, 5, "Well done, thanks!", "For the rye bread.", 5, "Good answer!"]
    )
    (part,) = parts_of(READER.read(it))
    assert part.text == "For the rye bread."
    assert part.attrs["Total points"] == "5"
    assert "Good answer!" not in str(part.attrs)
    assert any("Feedback - Why" in sentence for sentence in it.unread)


def test_a_log_with_a_start_and_an_end_is_no_form(book):
    assert not READER.recognizes(book(["Machine", "Start time", "Completion time"], ["Oven 1", START, END]).path)
