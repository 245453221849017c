"""Titles are spelled as the texts of their language usually spell."""

import pytest

from vocpipe.themes.naming.spelling import Spelling

TEXTS = [
    "The invoice export to PDF fails.",
    "An invoice in PDF is what our clients want.",
    "I love Slack, and our Slack channel.",
    "Posting to Slack fails when the export of an invoice runs.",
]


@pytest.fixture(scope="module")
def spelling():
    return Spelling.of(TEXTS * 2, "en")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("the invocie export fails", "The invoice export fails"),
        ("THE EXPORT FAILS", "The export fails"),
        ("the pdf is empty in slack", "The PDF is empty in Slack"),
        ("i cant export", "I can't export"),
        ("roles are missing", "Roles are missing"),
        ("[NAME] exports", "[NAME] exports"),
    ],
)
def test_mistyped_words_and_unusual_cases_are_corrected(spelling, typed, title):
    assert spelling.corrected(typed) == (title, 0)


def test_a_word_that_nothing_corrects_is_counted(spelling):
    assert spelling.corrected("We keeyd in everything") == ("We keeyd in everything", 1)


def test_old_japanese_is_a_slip_of_the_keys():
    spelling = Spelling.of(["印刷ができない。"], "ja")
    assert spelling.corrected("印刷ができない") == ("印刷ができない", 0)
    assert spelling.corrected("請求書が印刷でなきい")[1] == 1
    assert spelling.corrected("ｱﾌﾟﾘが落ちる") == ("アプリが落ちる", 0)
