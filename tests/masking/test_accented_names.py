"""Names with accents, apostrophes, hyphens and particles are masked whole, never half."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.masking.redact import redact

NAMES = [
    "Inês Gonçalves", "Søren Ångström", "Đỗ Thị Hạnh", "Wojciech Żółć", "Siobhán O’Reilly", "Anne-Lise Bélanger",
    "Çağla Şahin",
    "María de la Peña", "Ludwig von der Höhe", "Niamh O'Shea", "Óscar Núñez", "Zsófia Őri", "Ana D'Ávila", "Élodie",
    "Håkon", "Jean-Noël Côté", "Ñusta Quispe", "Ştefan Țurcanu", "Łucja Śliwa", "J. R. Müller", "Ngũgĩ Wa Thiong'o",
    "Дарья Ёлкина",
    "Béatrice Van den Broeck",
]  # fmt: skip

PLACES = [
    ("My name is {} and the parcel never came.", "My name is [NAME] and the parcel never came."),
    ("my name is {}. It broke.", "my name is [NAME]. It broke."),
    (
        "Hello, this is {} from Harbor Goods, the parcel is late.",
        "Hello, this is [NAME] from Harbor Goods, the parcel is late.",
    ),
    ("The parcel is late.\nBest regards,\n{}", "The parcel is late.\nBest regards,\n[NAME]"),
    ("The parcel is late.\nThanks,\n{}", "The parcel is late.\nThanks,\n[NAME]"),
    ("Das Paket fehlt.\nMit freundlichen Grüßen\n{}", "Das Paket fehlt.\nMit freundlichen Grüßen\n[NAME]"),
    ("Dear {},\nthe parcel is late.", "Dear [NAME],\nthe parcel is late."),
    ("Hi {}\nthe parcel is late.", "Hi [NAME]\nthe parcel is late."),
    ("I spoke with Mrs. {}; nothing happened.", "I spoke with Mrs. [NAME]; nothing happened."),
    ("Mein Name ist {}, das Paket fehlt.", "Mein Name ist [NAME], das Paket fehlt."),
    ("Je m'appelle {}, rien ne marche.", "Je m'appelle [NAME], rien ne marche."),
    ("Me llamo {} y no funciona.", "Me llamo [NAME] y no funciona."),
    ("{}と申します。荷物が届きません。", "[NAME]と申します。荷物が届きません。"),
    ("名前は{}です。荷物が届きません。", "名前は[NAME]です。荷物が届きません。"),
    ("担当の{}さんが親切でした。", "担当の[NAME]さんが親切でした。"),
]

KEPT = [
    "Dear Support Team,\nit is slow", "Hello,\nIt is slow", "Hi there,\nit is slow", "Thanks,\nCan you fix it?",
    "Thank you\nPlease hurry",
    "This is Ärgerlich from the start", "Hello World is all I see.", "The Über Café is loud.", "Hi Team\nit is slow",
    "Dr who?",
    "Best\nservice ever", "Le Mans is far. De Luxe is dear.", "I'm Très Content",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("text", "masked"), PLACES)
def test_a_name_is_masked_whole(text, masked, name):
    assert redact(text.format(name)).text == masked
    apart = unicodedata.normalize("NFD", name)
    assert redact(text.format(apart)).text == masked


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_name_stays(text):
    assert redact(text).text == text


_word = st.text(st.sampled_from("abcdeéèêëñöøłśžğışđảạąçůœß"), min_size=2, max_size=8).map(
    lambda word: "ÉÅŁĐÖŠŽÇÑAB"[len(word)] + word
)
_joint = st.sampled_from([" ", "-", " de la ", " von ", " O'", " "])


@given(_word, _joint, _word, st.sampled_from(PLACES))
def test_no_half_of_any_name_is_left(first, joint, last, place):
    text, masked = place
    assert redact(text.format(f"{first}{joint}{last}")).text == masked
