"""Names from the columns of a row are masked where the text repeats them, whole and never half."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.structure.database import add, new_database, structure
from vocpipe.masking.writers import without_names, writer_names


@pytest.mark.parametrize(
    ("row", "text", "masked"),
    [
        ({"Customer Name": "Inês Sá"}, "It fails, Inês Sá says. INÊS SÁ", "It fails, [NAME] says. [NAME]"),
        ({"name": "Zoë"}, "Zoë Müller waits for it.", "[NAME] waits for it."),
        ({"First Name": "Seán", "Last Name": "O’Hara"}, "Seán Patrick O’Hara here.", "[NAME] here."),
        ({"氏名": "大森 美咲"}, "大森です。大森美咲宛てに届きません。", "[NAME]です。[NAME]宛てに届きません。"),
        ({"お名前": "西尾太一"}, "西尾太一より。太一郎さんは別人。", "[NAME]より。太一郎さんは別人。"),
        ({"author": {"name": "Đặng Hương"}}, "Thanks, Đặng Hương.", "Thanks, [NAME]."),
        ({"名字": "张 伟"}, "我是张 伟", "我是[NAME]"),
    ],
)
def test_a_name_from_a_column_is_masked(row, text, masked):
    assert without_names(text, writer_names(json.dumps(row)))[0] == masked


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"Product Name": "Solar Mug"}, "The Solar Mug leaks."),
        ({"Name": "Will May"}, "Will it rain in May?"),
        ({"customer_id": "Acme Data"}, "Data is lost."),
        ({"name": "Ana"}, "Analytics are slow."),
        ({"氏名": "森 東"}, "森の東側の店舗が混みます。"),
        ({"name": "user4711"}, "user4711 is my login"),
        ({"Name": None, "author": 5}, "None of it works."),
    ],
)
def test_what_is_no_name_or_an_everyday_word_stays(row, text):
    assert without_names(text, writer_names(json.dumps(row))) == (text, 0)


def test_a_row_without_names_is_taken():
    assert writer_names(None) == writer_names("[1]") == writer_names("{}") == []


_names = st.text(st.sampled_from("aeiouéñößłşđñ"), min_size=3, max_size=8).map(str.title)


@given(
    _names,
    _names,
    st.sampled_from([" ", "-", " de la ", " "]),
    st.sampled_from(["{} wrote.", "Ask {}!", "{}です", "「{}」"]),
)
def test_a_name_is_never_left_in_half(first, last, joint, place):
    name = f"{first}{joint}{last}"
    masked, count = without_names(place.format(name), writer_names(json.dumps({"full_name": name})))
    assert (masked, count) == (place.format("[NAME]"), 1)


def test_the_writer_is_masked_in_the_feedback_and_in_closed_answers():
    connection = new_database()
    add(connection, "a", "It broke. Inês Sá", attrs={"answers": [{"question": "Who?", "answer": "Inês Sá"}]})
    connection.execute("UPDATE feedback_raw SET raw = ?", [json.dumps({"Name": "Inês Sá"})])
    assert structure(connection)["masked"] == 1
    assert connection.execute("SELECT text FROM feedback_clean").fetchall() == [("It broke. [NAME]",)]
    assert connection.execute("SELECT answer FROM survey_answer").fetchall() == [("[NAME]",)]
