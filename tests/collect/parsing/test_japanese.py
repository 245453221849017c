"""EUC-JP, ISO-2022-JP and files of two encodings, told by their bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.parsing.japanese import decode_euc, decode_iso_2022, plausibility
from vocpipe.errors import ReadError

VOICES = "番号,ご意見\n1,印刷するとページが欠ける\n2,検索が速くてうれしい\n3,fine\n"
WORDS = [
    "印刷",
    "できません",
    "サポート",
    "がおそい",
    "ありがとう",
    "の",
    "設定",
    "を変更したい",
    "料金",
    "が高い",
    "ok",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=4, max_size=12).map(lambda words: "".join(words) + "です")


@pytest.mark.parametrize(("codec", "encoding"), [("euc_jp", "euc_jp"), ("iso2022_jp", "iso2022_jp")])
@pytest.mark.parametrize("header", ["番号,ご意見\n", "id,comment\n"])
def test_the_encodings_of_unix_and_mail_are_told_by_their_bytes(codec, encoding, header):
    text = header + VOICES.partition("\n")[2]
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.odd) == (text, encoding, [])


@pytest.mark.parametrize("codec", ["euc_jp", "cp932", "iso2022_jp"])
def test_one_japanese_word_in_a_long_latin_file_is_enough(codec):
    text = "id,device,comment\n" + "1,Phone with a long name,ok\n" * 400 + "2,Phone,遅いです\n"
    assert decode(text.encode(codec)).text == text


def test_what_windows_adds_to_the_character_set_is_read():
    jis = b"\x2d\x21\x30\x75\x2d\x6a"  # rows 13, 16 and 13 of JIS X 0208
    assert decode_euc(bytes(byte | 0x80 for byte in jis)) == "①印㈱"
    assert decode_iso_2022(b"\x1b$B" + jis + b"\x1b(B") == "①印㈱"


@given(sentences, st.sampled_from(["euc_jp", "cp932", "iso2022_jp", "utf-8"]))
def test_sentences_come_out_as_they_went_in(sentence, codec):
    assert decode(f"id,text\n1,{sentence}\n".encode(codec)).text == f"id,text\n1,{sentence}\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("번호,의견\n1,배송이 너무 느려요\n2,좋은 제품입니다\n", "euc_kr"),
        ("编号,意见\n1,这个应用很好，但是速度太慢了。\n2,希望改进\n", "gbk"),
        ("編號,意見\n1,這個應用程式很好，但是速度太慢\n", "big5"),
        ("id,отзыв\n1,Приложение работает медленно\n", "cp1251"),
        ("id,text\n1,źle zapakowane\n2,wciąż czekam\n3,była świetna\n", "cp1250"),
    ],
)
def test_other_languages_encodings_are_refused_with_the_way_out(text, codec):
    with pytest.raises(ReadError, match="encoding = "):
        decode(text.encode(codec))


def test_bytes_that_two_encodings_fit_are_refused():
    with pytest.raises(ReadError, match="euc_jp"):
        decode("ﾃｽﾄﾉｺﾄ\n".encode("cp932") * 3)


def test_damaged_escape_sequences_are_refused():
    with pytest.raises(ReadError, match="ISO-2022-JP"):
        decode(VOICES.encode() + VOICES.encode("iso2022_jp"))


@pytest.mark.parametrize(
    ("main", "other"),
    [("utf-8", "cp932"), ("utf-8", "euc_jp"), ("cp932", "utf-8"), ("cp932", "euc_jp"), ("euc_jp", "cp932")],
)
@pytest.mark.parametrize("times", [1, 40])
def test_lines_in_another_encoding_are_marked_whole(main, other, times):
    odd_one = "9,はい、そうだと思います\n"
    decoded = decode(VOICES.encode(main) * times + odd_one.encode(other))
    assert (decoded.encoding, decoded.text[: len(VOICES)]) == (main, VOICES)
    assert {run.line for run in decoded.odd if run.foreign} == {4 * times + 1}
    assert not set(decoded.text.splitlines()[-1]) & set(odd_one[2:-1])
    assert "another encoding" in decoded.warnings()[0]


def test_prose_is_more_plausible_than_its_bytes_in_the_wrong_encoding():
    assert plausibility(VOICES) > 0.7
    assert plausibility(VOICES.encode("euc_jp").decode("cp932", "surrogateescape")) < 0.3
    assert plausibility("plain") == 0
