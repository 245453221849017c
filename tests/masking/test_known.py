"""Names that are known beforehand are found however they are written, and no word beside them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.masking.forms import company_forms, own_forms, person_forms, short_company, staff_forms, word_forms
from vocpipe.masking.known import KnownNames
from vocpipe.masking.redact import redact

FIRMS = ["Ironwood Engineering GmbH", "有限会社青葉商事", "株式会社さくら", "Thistle Inc.", "Zentrix Systems, Ltd."]
KNOWN = KnownNames(form for name in FIRMS for form in company_forms(name))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("We at IRONWOOD  ENGINEERING use it.", "We at [COMPANY] use it."),
        ("ironwood-engineering gmbh pays.", "[COMPANY] pays."),
        ("Ironwood Engineering GmbH pays.", "[COMPANY] pays."),
        ("(有)青葉 商事の件。青葉商事です。", "(有)[COMPANY]の件。[COMPANY]です。"),
        ("さくらが咲く。株式会社さくらです。", "さくらが咲く。[COMPANY]です。"),
        ("A thistle. Thistle too. Thistle Inc. is here.", "A thistle. Thistle too. [COMPANY]. is here."),
        ("zentrix systems ltd, Zentrix and zentrix", "[COMPANY], [COMPANY] and zentrix"),
        ("Zentrixes are no firm. The ironwood is wood.", "Zentrixes are no firm. The ironwood is wood."),
    ],
)
def test_a_firm_is_masked_in_its_forms(text, masked):
    assert redact(text, KNOWN).text == masked


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("株式会社 青葉商事", "青葉商事"),
        ("Kestrel Foods Pte Ltd", "Kestrel Foods"),
        ("ABC K.K.", "ABC"),
        ("GmbH", "GmbH"),
    ],
)
def test_a_firms_short_form_has_no_legal_form(name, short):
    assert short_company(name) == short


@pytest.mark.parametrize(
    ("kind", "value", "text", "masked"),
    [
        ("id", "TS-10001", "my id is ts 10001.", "my id is [ID]."),
        ("id", "42", "42 of them", "42 of them"),
        ("email", "rkaur.dev@mill.example", "I am rkaur.dev there", "I am [HANDLE] there"),
        ("email", "info@mill.example", "more info please", "more info please"),
        ("phone", "03-1234-5678", "ring 031234 5678", "ring [PHONE]"),
        ("phone", "+81 90 1234 5678", "090.1234.5678です", "[PHONE]です"),
        ("name", "Tõnu Kask", "TONU KASK wrote, kask tõnu", "[NAME] wrote, [NAME]"),
        ("name", "鬼頭 凪紗", "鬼頭凪紗の件", "[NAME]の件"),
    ],
)
def test_what_is_known_of_a_customer_is_masked_in_its_own_texts(kind, value, text, masked):
    own = list(own_forms(kind, value))
    assert redact(text, own=own).text == masked


def test_staff_are_known_without_what_says_so():
    names = ["Mikaela (Support)", "オペレーター大河原", "Support Team", "Bot"]
    assert [form.folded for name in names for form in staff_forms(name)] == ["mikaela"]
    assert redact("Mikaela!", KnownNames(staff_forms(names[0]))).text == "[NAME]!"


def test_words_to_leave_stay_and_words_to_mask_go():
    known = KnownNames(word_forms("プロジェクト鳳凰"), ["Tsumugi", "森"])
    text = "Tsumugi's export. 森さんのプロジェクト鳳凰。"
    assert redact(text, known).text == "Tsumugi's export. 森さんの[NAME]。"


@given(st.sampled_from(FIRMS[:2] + FIRMS[4:]), st.data())
def test_case_blanks_and_signs_do_not_hide_a_firm(name, data):
    short = short_company(name)
    blanks = data.draw(st.lists(st.sampled_from(["", " ", "  "]), min_size=9, max_size=9))
    words = short.split(" ")
    written = words[0] + "".join((blank or " ") + word for blank, word in zip(blanks, words[1:], strict=False))
    assert short not in redact(f"{written.upper()} です", KNOWN).text.replace("[COMPANY]", "")
    assert "[COMPANY]" in redact(f"{written.upper()} です", KNOWN).text


@pytest.mark.long
def test_a_hundred_thousand_customers_cost_little():
    names = [f"{first}{last} Trading {n} Ltd" for n in range(1_000) for first in "ABCDEFGHIJ" for last in "abcdefghij"]
    many = KnownNames(form for name in names for form in company_forms(name))
    texts = ["The export is slow and nobody answers us."] * 200
    next(many.forms_in("warm up"), None)
    start = time.process_time()
    assert all(next(many.forms_in(text), None) is None for text in texts)
    assert time.process_time() - start < 0.5


def test_one_word_that_anybody_says_is_no_name_for_everybody():
    assert list(person_forms("Will")) == list(person_forms("森")) == []
