"""What customers wrote is shown, never rendered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.app.components.quotes import diverse
from vocpipe.app.components.theme_quotes import sides
from vocpipe.app.text import address_of, escaped, excerpt, marked, plain


def test_html_is_escaped_around_the_mark():
    assert marked("<b>a</b> & c.", "& c.") == "&lt;b&gt;a&lt;/b&gt; <mark>&amp; c.</mark>"


def test_a_sentence_is_marked_across_line_breaks():
    assert marked("It is\n slow. Yes.", "It is slow.") == "<mark>It is\n slow.</mark> Yes."


def test_a_missing_sentence_marks_nothing():
    assert marked("abc", "x") == marked("abc", None) == "abc"


@given(st.text(), st.text())
def test_only_the_mark_is_ever_markup(text, sentence):
    assert "<" not in marked(text, sentence).replace("<mark>", "").replace("</mark>", "")


def test_a_long_text_is_cut_to_what_surrounds_the_sentence():
    piece, cut = excerpt("a" * 900 + " Slow. " + "b" * 900, "Slow.")
    assert cut and "<mark>Slow.</mark>" in piece and piece.startswith("… a") and piece.endswith("b …")
    assert excerpt("Slow.", "Slow.") == ("<mark>Slow.</mark>", False)


def test_markdown_and_directives_lose_their_meaning():
    assert plain("**a** [b](c) :red[d]\n# e") == r"\*\*a\*\* \[b\]\(c\) :" + "\u2060" + r"red\[d\] \# e"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a b", 'https://a"onx', "", None])
def test_only_web_addresses_become_links(url):
    assert address_of(url) is None


def test_a_web_address_is_kept():
    assert address_of("https://example.com/a?b=1") == "https://example.com/a?b=1"
    assert escaped("<") == "&lt;"


def candidate(i, **values):
    return {
        "feedback_id": f"f{i}",
        "person": f"p{i}",
        "source": "a",
        "lang": "ja",
        "created_on": "2026-01-01",
        "sentiment_label": "negative",
        "sentence": f"It is slow {i}.",
    } | values


def test_quotes_differ_before_they_repeat():
    rows = [
        *(candidate(i) for i in range(5)),
        candidate(5, source="b"),
        candidate(6, lang="en"),
        candidate(7, created_on="2026-05-01"),
    ]
    assert [row["feedback_id"] for row in diverse(rows, 3)] == ["f0", "f5", "f6"]


def test_nobody_is_quoted_twice():
    rows = [candidate(1), candidate(2, person="p1", source="b"), candidate(3)]
    assert [row["feedback_id"] for row in diverse(rows, 10)] == ["f1", "f3"]


def test_no_two_quotes_say_the_same_sentence():
    rows = [candidate(1, sentence="PDF が出ない。"), candidate(2, sentence="ＰＤＦが出ない", source="b"), candidate(3)]
    assert [row["feedback_id"] for row in diverse(rows, 10)] == ["f1", "f3"]


def test_the_other_side_is_quoted_and_shares_nobody_with_what_most_say():
    rows = [candidate(1), candidate(2), candidate(3, sentiment_label="positive", person="p1")]
    most, others = sides([*rows, candidate(4, sentiment_label="neutral")], 6)
    assert [row["feedback_id"] for row in most] == ["f2", "f4"]
    assert [row["feedback_id"] for row in others] == ["f3"]


def test_several_pieces_are_marked_and_an_excerpt_shows_the_first():
    assert marked("PDFの請求書", "請求書", "PDF", "書") == "<mark>PDF</mark>の<mark>請求書</mark>"
    piece, cut = excerpt("a" * 900 + " Slow bill. " + "b" * 900 + " late", "late", "Slow")
    assert cut
    assert "<mark>Slow</mark>" in piece
    assert "late" not in piece
