import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.masking.redact import redact

MASKED = [
    ("taro@example.com まで", "[EMAIL] まで"),
    ("メールはTaro.Yamada＠example.co.jpです", "メールは[EMAIL]です"),
    ("taro [at] example.com", "[EMAIL]"),
    ("03-1234-5678 に電話", "[PHONE] に電話"),
    ("０９０－１２３４－５６７８", "[PHONE]"),
    ("09012345678", "[PHONE]"),
    ("0120-123-456", "[PHONE]"),
    ("+81 3-1234-5678", "[PHONE]"),
    ("(03)1234-5678", "[PHONE]"),
    ("090ー1234ー5678 と090−1234−5678", "[PHONE] と[PHONE]"),
    ("03-1234-5678/090-1234-5678", "[PHONE]/[PHONE]"),
    ("TEL: 1234-5678", "TEL: [PHONE]"),
    ("(555) 123-4567 or 555.123.4567 1-800-555-0199", "[PHONE] or [PHONE] [PHONE]"),
    ("+44 20 7946 0958", "[PHONE]"),
    ("card 4111 1111 1111 1111.", "card [CARD]."),
    ("４１１１－１１１１－１１１１－１１１１", "[CARD]"),
    ("3782 822463 10005", "[CARD]"),
    ("1234 4111 1111 1111 1111", "[ID] [CARD]"),
    ("マイナンバー1234 5678 9012", "マイナンバー[ID]"),
    ("order 123456789", "order [ID]"),
    ("ORD20260809AB", "[ID]"),
    ("INV-2026-00123", "[ID]"),
    ("550e8400-e29b-41d4-a716-446655440000", "[ID]"),
    ("DE89 3704 0044 0532 0130 00", "[ACCOUNT]"),
    ("192.168.1.20 and 2001:db8::1", "[IP] and [IP]"),
    ("thanks @JetBlue and ＠yamada_taro", "thanks [HANDLE] and [HANDLE]"),
    ("株式会社テストの山田です。", "株式会社テストの[NAME]です。"),
    ("株式会社アクメ カスタマー部の鈴木一郎です", "株式会社アクメ カスタマー部の[NAME]です"),
    ("山田太郎と申します", "[NAME]と申します"),
    (
        "お世話になっております。Fernhill Print Pte LtdのVictor Fischerでございます。",
        "お世話になっております。Fernhill Print Pte Ltdの[NAME]でございます。",
    ),
    ("Lakeshore Studio Inc. Priya Reyesと申します。", "Lakeshore Studio Inc. [NAME]と申します。"),
    ("お世話になります。Ian Hughesです。", "お世話になります。[NAME]です。"),
    ("Kind regards,\nVictor Olsen. (sent again)", "Kind regards,\n[NAME]. (sent again)"),
    ("The export is slow.\nThansk in advance,\nMei Ward", "The export is slow.\nThansk in advance,\n[NAME]"),
    ("緑陽電機\n管理部 井上\n以上", "緑陽電機\n管理部 [NAME]\n以上"),
    ("連携先はGoogle Driveです。Thank you, Slack works now.", "連携先はGoogle Driveです。Thank you, Slack works now."),
    ("佐藤さんの対応がよかった", "[NAME]さんの対応がよかった"),
    ("お世話になります。鈴木です。", "お世話になります。[NAME]です。"),
    ("担当の西園寺様", "担当の[NAME]様"),
    ("My name is Jane Doe and", "My name is [NAME] and"),
    ("Hi, this is Jane from Acme", "Hi, this is [NAME] from Acme"),
    ("Mr. Smith was rude", "Mr. [NAME] was rude"),
]

KEPT = [
    "ご担当者様", "林の中です", "1,234,567円", "100000000円", "¥123456789", "2026-08-09 12:30:45",
    "2026/08/09 12:30", "20260809", "09-08-2026",
    "09:00-18:00 03/04-05/06", "Ver. 3.5.1 / v1.2.3.4", "Chrome 120.0.6099.109", "E-1234",
    "ERR_CONNECTION_REFUSED 404",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", "2021 2022 2023", "iPhone14ProMax", "Windows10Pro64bit", "Oscars2015",
    "3個@100円", "0.123456789", "10,000-20,000", "お客様 皆様 仕様 同様", "何と申しますか、遅いです",
    "This is Great from the start", "What I want,\nDark mode", "Cheap, fast,\nGood Support\nand more of it",
    "担当のスタッフさん", "12345678", "5-10分待った", "12:30:45", "I'm Really Annoyed",
]  # fmt: skip


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_personal_data_are_masked_and_the_rest_stays(text, masked):
    assert redact(text).text == masked


@pytest.mark.parametrize("text", KEPT)
def test_amounts_dates_versions_and_codes_stay(text):
    assert redact(text).text == text
    assert redact(text).counts == {}


def test_kinds_are_counted():
    assert redact("a@b.co と c@d.jp、090-1234-5678").counts == {"EMAIL": 2, "PHONE": 1}


def test_full_width_text_around_a_find_is_left_as_it_was():
    assert redact("ＡＢＣ　ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ　ＸＹＺ～").text == "ＡＢＣ　[EMAIL]　ＸＹＺ～"


def _luhn_digit(digits):
    total = sum(sum(divmod(digit * (1 + at % 2), 10)) for at, digit in enumerate(reversed(digits)))
    return -total % 10


def _wide(text):
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@st.composite
def phones(draw):
    """A number in a form that people in Japan or abroad write, sometimes in full width."""
    groups = draw(
        st.sampled_from([(2, 4, 4), (3, 3, 4), (4, 2, 4), (5, 1, 4)]).map(lambda sizes: ("0", sizes))
        | st.sampled_from(["090", "080", "070", "050"]).map(lambda area: (area, (3, 4, 4)))
        | st.just(("0120", (4, 3, 3)))
        | st.just(("0800", (4, 3, 4)))
    )
    prefix, sizes = groups
    body = draw(st.text("123456789", min_size=1, max_size=1)) + draw(st.text("0123456789", min_size=11, max_size=11))
    number = (prefix + body)[: sum(sizes)]
    parts = [number[sum(sizes[:at]) : sum(sizes[: at + 1])] for at in range(len(sizes))]
    form = draw(
        st.sampled_from(
            ["{}-{}-{}", "{}{}{}", "{} {} {}", "({}){}-{}", "{}({}){}", "{}−{}−{}", "{}ー{}ー{}", "{}‐{}‐{}"]
        )
    )
    written = form.format(*parts)
    if draw(st.booleans()):
        written = "+81 " + written.removeprefix("0") if written[0] == "0" else written
    return _wide(written) if draw(st.booleans()) else written


@st.composite
def cards(draw):
    prefix = draw(st.sampled_from(["4", "51", "35", "37", "6011"]))
    size = 15 if prefix == "37" else 16
    digits = [int(char) for char in prefix] + [draw(st.integers(0, 9)) for _ in range(size - len(prefix) - 1)]
    number = "".join(map(str, [*digits, _luhn_digit([*digits, 0])]))
    groups = [4, 6, 5] if size == 15 else [4, 4, 4, 4]
    joint = draw(st.sampled_from(["", " ", "-"]))
    written = joint.join(number[sum(groups[:at]) : sum(groups[: at + 1])] for at in range(len(groups)))
    return _wide(written) if draw(st.booleans()) else written


# Any text; digits that touch a number would make another number of it.
around = st.text(max_size=20).filter(lambda text: not text[-1:].isdecimal() and not text[:1].isdecimal())
letters = st.text(st.characters(categories=["L", "Z", "P", "S"]), max_size=20)


def _hidden(number, text):
    """No digits of `number` in a row stand in `text`, whatever the width."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", number)) not in re.sub(r"\D", "", plain)


@given(letters, st.emails(), letters)
def test_no_mail_address_survives_in_any_text(before, address, after):
    assert address not in redact(f"{before}{address}{after}").text


@given(around, phones(), around)
def test_no_phone_number_survives_in_any_text(before, number, after):
    masked = redact(f"{before}{number}{after}").text
    assert number not in masked
    assert _hidden(number, masked) or not _hidden(number, before + after)


@given(around, cards(), around)
def test_no_card_number_survives_in_any_text(before, number, after):
    masked = redact(f"{before}{number}{after}").text
    assert number not in masked


@given(letters, phones() | cards() | st.emails(), letters)
def test_masking_twice_is_masking_once(before, found, after):
    once = redact(f"{before}{found}{after}").text
    assert redact(once).text == once


@given(st.text(st.characters(categories=["Ll", "P", "Z", "S"], exclude_characters="@＠[\n")))
def test_a_text_without_digits_signs_capitals_and_japanese_is_unchanged(text):
    assert redact(text).text == text


def test_five_thousand_plain_texts_take_less_than_a_second():
    texts = [f"請求書の画面がとても遅くて困っています {'あ' * (n % 50)} please fix it" for n in range(5_000)]
    start = time.process_time()
    for text in texts:
        redact(text)
    assert time.process_time() - start < 3
