"""Titles of two languages are chosen together, and a language that does not say it gets words instead."""

import numpy as np

from tests.themes.blobs import space, unit
from vocpipe.encoders.models import encode
from vocpipe.store.vectors import USE
from vocpipe.themes.naming.agreement import Said, disagreement
from vocpipe.themes.naming.names import name_themes
from vocpipe.themes.naming.weights import WEIGHTS
from vocpipe.themes.words import Words

PRAISE = ["サポートの対応が親切です。", "Support takes so long to reply.", "The support team was kind and helpful."]


def named(texts, langs, tokens=None, sentiment=()):
    words = Words(texts, tokens or [[]] * len(texts), sentiment=list(sentiment))
    vectors = space(encode(USE, texts), langs)
    return name_themes(
        np.zeros(len(texts), np.int64), words, vectors, ["ja", "en"], encode=lambda titles: encode(USE, titles)
    )[0]


def test_titles_of_two_languages_say_the_same():
    name = named(PRAISE, ["ja", "en", "en"], sentiment=[0.9, -0.8, 0.9])
    assert name.by_language == {"ja": "サポートの対応が親切", "en": "The support team was kind and helpful"}
    assert name.quotes == {"ja": PRAISE[0], "en": PRAISE[2]}


def test_where_a_language_does_not_say_it_the_title_is_made_of_words():
    texts = ["請求書がPDFで出せません。", "請求書のPDFが出ません。", "Our garden party was lovely."]
    name = named(texts, ["ja", "ja", "en"], [["請求書"], ["請求書"], ["garden", "party"]])
    assert name.by_language["en"] == "Garden, party"
    assert set(name.quotes) == {"ja"}


def test_vectors_of_another_encoder_are_not_compared_with_titles():
    asked = []

    def other(titles):
        asked.extend(titles)
        return encode(USE, titles)

    words = Words(["The export fails.", "出力に失敗します。"], [[]] * 2)
    vectors = space(unit(np.ones((2, 8))), ["en", "ja"])
    names = name_themes(np.zeros(2, np.int64), words, vectors, ["ja", "en"], encode=other)
    assert names[0].by_language == {"ja": "出力に失敗する", "en": "The export fails"}
    assert len(asked) == 1


def test_what_one_asks_for_and_the_other_denies_is_not_the_same():
    asks = Said.by("ダークモードに対応してほしい", "ダークモードに対応してほしいです。", "ja", 0.0)
    wants = Said.by("Add a dark mode", "Please add a dark mode.", "en", 0.0)
    fails = Said.by("The app never starts", "The app never starts.", "en", -0.9)
    kind = Said.by("アプリが使いやすい", "アプリが使いやすいです。", "ja", 0.9)
    assert disagreement(asks, wants) == 0
    assert disagreement(kind, fails) >= WEIGHTS.opposite_sentiment
