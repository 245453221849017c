"""Bytes to text: the encodings that exports come in, and the bytes that fit none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import ours_and_bench
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.parsing.decoded import OddBytes, strip_odd
from vocpipe.errors import ReadError

JAPANESE = "番号,ご意見\n1,①髙﨑㈱の請求書がＰＤＦで出せない～－\n"


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp932", "cp932"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_japanese_comes_out_whole_from_every_encoding(encoding, expected):
    decoded = decode(JAPANESE.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.odd) == (JAPANESE, expected, [])


@pytest.mark.parametrize("text", ["山田太郎,株式会社\n", "ｱﾝｹｰﾄ,ok\n"])
def test_names_in_kanji_and_half_width_kana_are_japanese_too(text):
    assert decode(text.encode("cp932")).text == text


def test_a_byte_order_mark_beats_the_stated_encoding():
    assert decode("id,文\n".encode("utf-8-sig"), stated="cp932").text == "id,文\n"


def test_a_stated_encoding_is_used():
    assert decode("Größe,Straße,weiß,Übung\n".encode("latin-1"), stated="latin-1").text == "Größe,Straße,weiß,Übung\n"


def test_a_file_of_another_encoding_is_refused_with_the_way_out():
    with pytest.raises(ReadError, match="encoding = "):
        decode("id,отзыв\n1,Доставка была быстрой\n2,Размер не подошёл\n".encode("cp1251"))


@pytest.mark.parametrize("stated", ["nope", "base64", "idna"])
def test_an_unknown_stated_encoding_is_refused(stated):
    with pytest.raises(ReadError, match=stated):
        decode(b"caf\xe9", stated=stated)


def test_a_stated_encoding_that_does_not_fit_is_refused():
    with pytest.raises(ReadError, match="utf-8"):
        decode(JAPANESE.encode("cp932"), stated="utf-8")


def test_two_odd_bytes_in_ascii_stay_visible_though_they_would_be_a_kanji():
    decoded = decode(b"id,fan of it?\n1,or not?\x8c\xe6\n" + b"2,plain words\n" * 50)
    assert decoded.encoding == "utf-8"
    assert "or not?\\x8c\\xe6\n" in decoded.text
    assert decoded.odd == [OddBytes(offset=23, line=2, hex="8ce6")]
    assert decoded.odd[0].shown == "\\x8c\\xe6"
    assert "2 bytes" in decoded.warnings()[0]


def test_an_odd_byte_in_japanese_stays_visible_in_either_encoding():
    for encoding in ("utf-8", "cp932"):
        data = (JAPANESE * 20).encode(encoding) + b"2,\x81\n"
        decoded = decode(data)
        assert (decoded.encoding, len(decoded.odd), decoded.text[-7:]) == (encoding, 1, "2,\\x81\n")


def test_nuls_are_taken_out_and_reported():
    decoded = decode(b"a\0\0b,c\n")
    assert (decoded.text, decoded.odd) == ("ab,c\n", [OddBytes(offset=1, line=1, hex="0000")])


def test_utf16_cut_in_the_middle_of_a_character_keeps_the_rest():
    decoded = decode("id,文\n".encode("utf-16")[:-1])
    assert decoded.text == "id,文\\x0a"
    assert decoded.odd == [OddBytes(offset=10, line=1, hex="0a")]


def test_nothing_is_odd_in_an_empty_file():
    assert decode(b"").text == ""


def test_marks_are_stripped_for_people():
    assert strip_odd("Expanded Universe?\\x8c\\xe6") == "Expanded Universe?"


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_to_writable_text_or_refused(data):
    try:
        decoded = decode(data)
    except ReadError:
        return
    decoded.text.encode("utf-8")
    assert "\0" not in decoded.text


@given(st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\0\ufeff")))
def test_utf8_always_survives(text):
    decoded = decode(text.encode("utf-8"))
    assert (decoded.text, decoded.odd) == (text, [])


@pytest.mark.parametrize(
    "path", ours_and_bench("surveymonkey_bakery.csv", "exports/surveymonkey_starwars.csv"), ids=lambda path: path.stem
)
def test_a_real_survey_export_keeps_its_odd_bytes(path):
    decoded = decode(path.read_bytes())
    assert (decoded.encoding, [run.hex for run in decoded.odd]) == ("utf-8", ["8ce6"])
