import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.structure.clean import characters, clean, html_to_text, lines


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>Hello<br>It's <b>broken</b> &amp; slow</p>", "Hello\nIt's broken & slow"),
        ("<div>遅い</div><div>重い</div>", "遅い\n重い"),
        ("<ul><li>one more</li><li>two more</li></ul>", "- one more\n- two more"),
        ("<style>p{color:red}</style><script>alert(1)</script><p>ok then</p>", "ok then"),
        ("<p>My answer</p><blockquote>what you wrote</blockquote>", "My answer"),
        ("5 < 6 and <3 you", "5 < 6 and <3 you"),
        ("Q&amp;A is &quot;fine&quot;", 'Q&A is "fine"'),
        ("AT&T is slow", "AT&T is slow"),
        ("&lt;div class=&quot;x&quot;&gt;The &lt;b&gt;import&lt;/b&gt; hangs&lt;/div&gt;", "The import hangs"),
        ("&lt;p&gt;印刷できません&lt;/p&gt;&lt;p&gt;至急です&lt;/p&gt;", "印刷できません\n至急です"),
        ("&amp;lt;p&amp;gt;Don&amp;#39;t ask&amp;lt;/p&amp;gt;", "Don't ask"),
        ("First line&lt;br/&gt;second line", "First line\nsecond line"),
        ("&lt;3 R&amp;amp;D", "<3 R&D"),
        ("I press the &lt;b&gt; button", "I press the <b> button"),
        ("I press the <b> button, and a < b > c", "I press the <b> button, and a < b > c"),
        ("The <br> tag is lost", "The <br> tag is lost"),
        ("<p>タグが消えます", "<p>タグが消えます"),
        ("between <b> and </b> nothing is bold", "between <b> and </b> nothing is bold"),
        ('<span class="x"></span>too <font color="red">red', "too red"),
        ("cut at the front</span> of it", "cut at the front of it"),
        ("<p>I type &lt;i&gt; here</p>", "I type <i> here"),
    ],
)
def test_html_becomes_text_and_what_only_looks_like_it_stays(raw, text):
    assert clean(raw).text == text


def test_a_blockquote_that_is_all_there_is_stays():
    assert clean("<blockquote>遅すぎる</blockquote>").text == "遅すぎる"


def test_a_mail_that_is_only_a_quote_leaves_nothing_and_says_so():
    cleaned = clean('<blockquote type="cite">old words</blockquote>')
    assert (cleaned.text, cleaned.cut_share) == ("", 1.0)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Ｗｉ－Ｆｉが遅い！", "Wi-Fiが遅い！"),
        ("ｱﾝｹｰﾄ　ｶﾞﾝﾊﾞﾚ", "アンケート ガンバレ"),
        ("１０～２０，０００円", "10〜20,000円"),
        ("サーバー（本番）は、遅い。", "サーバー（本番）は、遅い。"),
        ("zero\u200bwidth\ufeff and\xa0blank\x07", "zerowidth and blank"),
        ("か\u3099っかり", "がっかり"),
        ("family 👨\u200d👩\u200d👧 plan", "family 👨\u200d👩\u200d👧 plan"),
        ("odd \\x8c\\xe6bytes", "odd bytes"),
        ("①㈱髙﨑", "①㈱髙﨑"),
    ],
)
def test_characters_are_normalized_and_japanese_stays_as_it_is_written(raw, text):
    assert clean(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("@VirginAmerica @x hey https://t.co/abc #Fail ok", "hey Fail ok"),
        (".@united why?", "why?"),
        ("RT @united: hello", "hello"),
        ("thanks @united for C# and #1", "thanks @united for C# and #1"),
        ("詳しくは https://example.com/a?b=1 を見て", "詳しくは を見て"),
        ("see www.example.com/x.", "see ."),
        ("ask <https://x.com/a|the page> or [docs](https://y.com)", "ask the page or docs"),
        ("mail a@example.com", "mail a@example.com"),
        ("#請求書 が出ない", "請求書 が出ない"),
        ("Stuck again. #delayed #SFO", "Stuck again. #delayed #SFO"),
        ("I love #SFO #JFK", "I love SFO JFK"),
    ],
)
def test_links_leading_mentions_and_rt_go_and_hashtags_become_words(raw, text):
    assert clean(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (
            "I love it but the app does not work on my phone because\nit keeps crashing\nPlease fix",
            "I love it but the app does not work on my phone because it keeps crashing\nPlease fix",
        ),
        (
            "請求書の画面を開こうとすると毎回エラーになって、\n困っています",
            "請求書の画面を開こうとすると毎回エラーになって、困っています",
        ),
        ("値段が高い\n重い\n遅い", "値段が高い\n重い\n遅い"),
        ("・値段が高いので、\n・重い", "・値段が高いので、\n・重い"),
        ("遅いです。\n😡😡\n困る", "遅いです。 😡😡\n困る"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
        ("before\n=====\nafter", "before\n\nafter"),
    ],
)
def test_wrapped_lines_are_joined_and_meant_breaks_stay(raw, text):
    assert lines(raw) == text


def test_the_cut_share_counts_what_went():
    assert clean("値段が高い").cut_share == 0.0
    assert clean("abcde https://example.com").cut_share == pytest.approx(19 / 24, abs=1e-4)


@given(st.text(max_size=300))
def test_any_text_is_cleaned_without_error_into_text_that_can_be_stored(raw):
    cleaned = clean(raw)
    cleaned.text.encode()
    assert 0 <= cleaned.cut_share <= 1
    assert unicodedata.is_normalized("NFC", cleaned.text)


@given(st.text(st.characters(categories=["Ll", "Lo", "Nd"]), max_size=80))
def test_letters_and_digits_are_never_lost(raw):
    cleaned = unicodedata.normalize("NFKC", clean(raw).text)
    assert "".join(cleaned.split()) == "".join(unicodedata.normalize("NFKC", raw).split())


@given(st.text(max_size=200))
def test_characters_twice_is_characters_once(raw):
    assert characters(characters(raw)) == characters(raw)


@given(st.text(st.characters(exclude_characters="<&"), max_size=100))
def test_text_without_tags_and_entities_is_not_html(raw):
    assert html_to_text(raw) == (raw, raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("It is slow\\nand it crashes", "It is slow\nand it crashes"),
        ("遅いです\\r\\n落ちます", "遅いです\n落ちます"),
        ("It is in C:\\new\\notes", "It is in C:\\new\\notes"),
        ("Type \\n to break a line", "Type \\n to break a line"),
        ("The filter \\d+\\n finds nothing", "The filter \\d+\\n finds nothing"),
    ],
)
def test_line_breaks_that_a_database_wrote_are_line_breaks(raw, text):
    assert clean(raw).text == text


@pytest.mark.parametrize(
    "raw",
    [
        "Das Zimmer war laut.\n\n(Translated by Google)\nThe room was loud.",
        "(Translated by Google) The room was loud.\n\n(Original)\nDas Zimmer war laut.",
        "(Google による翻訳) 部屋がうるさかった。\n\n(原文)\nDas Zimmer war laut.",
    ],
)
def test_of_a_review_with_its_translation_what_was_written_stays(raw):
    assert clean(raw).text == "Das Zimmer war laut."


def test_a_translation_that_is_all_there_is_stays():
    assert clean("(Translated by Google) The room was loud.").text == "The room was loud."
