"""Texts that were decoded by a wrong encoding are mended as a whole, and rightly written ones stay."""

import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-1252
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.structure.clean import clean
from vocpipe.structure.mojibake import is_unreadable, mended

WRITTEN = [
    "荷物の追跡ができません。",
    "サポートの返事が遅い",
    "La aplicación está caída – ¿cuándo vuelve?",
    "It’s “fine”, but the menu isn’t",
    "Über große Dateien stürzt es ab",
    "Доставка опоздала на неделю",
    "배송이 너무 늦어요",
    "Giao hàng chậm quá",
    "ส่งของช้ามาก",
    "too slow 😡 fix it",
]
RIGHT = [
    "A canção é ótima e não há Ã aqui", "Ã", "PREÇO À VISTA…", "IL A MARQUÉ…", "VOILÀ ‘tout’", "Crème brûlée — 5 €",
    "Ελληνικά", "ÅÄÖ",
    "漢字とカナ", "ｶﾀｶﾅﾃﾞｽ", "ƒ(x) ‚so‘", "¥1,200 ¤ 5", "縺れた糸",
    "Ünal’s Çay", "Our umlauts come out as Ã¼ and Ã¶.", "it shows “Ã©” there",
]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("encoding", ["latin-1", "sloppy-windows-1252"])
def test_utf8_that_was_read_as_latin_is_mended(text, encoding):
    wrong = text.encode().decode(encoding)
    assert mended(wrong) == text
    assert mended(f"{wrong}\nIt is {chr(0xE9)}t{chr(0xE9)}.") == f"{text}\nIt is été."
    assert clean(wrong).text == text
    assert clean(wrong).was_mended


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_rightly_written_stays(text):
    assert mended(text) == text
    assert not clean(text).was_mended
    assert not is_unreadable(text)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ("使えない".encode().decode("sloppy-windows-1252").replace("\x81", ""), "使えない"),
        ("どこも".encode().decode("cp932"), "どこも"),
        ("とても使いにくい画面です".encode("cp932").decode("sloppy-windows-1252"), "とても使いにくい画面です"),
        ("とても使いにくい画面です".encode("euc_jp").decode("latin-1"), "とても使いにくい画面です"),
        ("The app is good&Atilde;&copy;".replace("good", "caf"), "The app is café"),
    ],
)
def test_other_ways_to_read_japanese_wrongly_are_mended_too(wrong, text):
    assert clean(wrong).text == text


def test_a_text_whose_bytes_are_lost_is_told_and_not_guessed():
    lost = "あめがめわ、めんどうで、ねむいです".encode().decode("cp1252", "ignore")
    assert mended(lost) == lost
    assert is_unreadable(lost)


@given(st.text(max_size=80))
def test_any_text_is_taken_and_mending_twice_is_mending_once(text):
    once = mended(text)
    assert mended(once) == once
    assert is_unreadable(text) in (True, False)


@given(
    st.text(st.sampled_from("あいうえおかきくけこさしすせそ漢字料金配送遅い高安。、ABCéüßñ "), min_size=3, max_size=40)
)
def test_a_rightly_written_text_is_never_changed(text):
    assert mended(text) == text
