"""Voices and the page of one piece of feedback: what a search finds, and how reposts and long texts are shown."""

import pytest

from tests.app.reading import shown
from vocpipe.search.words import folded, found, wanted


def has(text, search):
    return all(any(form in folded(text) for form in forms) for forms in wanted(search))


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("ログインできない", "昨日からログイン出来ません。"),
        ("ＰＤＦ", "pdfが開けない"),
        ("pdf", "ＰＤＦが開けない"),
        ("繋がらない", "サーバーに繋がりません"),
        ("サーバ", "サーバーが落ちた"),
        ("請求書 PDF", "PDFの請求書"),
        ('"dark mode"', "Please add a Dark Mode."),
        ("「月末になると」", "月末になると動作が重い"),
    ],
)
def test_a_search_finds_other_ways_to_write_it(search, text):
    assert has(text, search)


def test_all_words_are_wanted_and_a_quoted_phrase_as_it_is():
    assert not has("PDFの見積もり", "請求書 PDF")
    assert not has("a mode that is dark", '"dark mode"')
    assert wanted("  ") == []


def test_what_was_found_is_marked_as_it_is_written():
    assert found("請求書のＰＤＦが出ない", wanted("pdf 請求書")) == ["ＰＤＦ", "請求書"]
    assert found("何もない", wanted("pdf")) == []


def test_the_page_finds_full_width_words(open_page):
    wide, narrow = (shown(open_page("voices", lang="en", q=word)) for word in ("ＰＤＦ", "pdf"))
    assert "<mark>PDF</mark>" in wide
    assert wide == narrow
