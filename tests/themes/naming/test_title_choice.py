"""The choice of a theme's title among its sentences, and when the title joins two."""

import numpy as np

from tests.themes.blobs import space, unit
from vocpipe.mixed_themes import MIN_COHESION, SEPARATOR
from vocpipe.themes.naming.names import name_themes
from vocpipe.themes.words import Words

PHONE = ["Nobody picks up the phone here.", "The phone is never picked up.", "A phone call is not answered."]
PRICE = ["The price went up again this year.", "Another price rise in one year.", "Prices rise too often for us."]
WORDS = Words(PHONE + PRICE, [["phone"]] * 3 + [["price"]] * 3)


def mixed(score, **options):
    """The name of one group of two subjects whose sentences belong to it as `score` says."""
    vectors = unit(np.eye(8)[[0] * 3 + [1] * 3] + np.random.default_rng(0).normal(0, 0.05, (6, 8)))
    scores = np.full(6, score)
    names = name_themes(np.zeros(6, np.int64), WORDS, space(vectors, ["en"] * 6), ["en"], scores=scores, **options)
    return names[0].by_language["en"]


def test_a_mixed_theme_is_named_after_two_of_its_subjects():
    first, second = mixed(MIN_COHESION - 0.01).split(SEPARATOR)
    assert ("phone" in first.casefold()) != ("phone" in second.casefold())
    assert ("pric" in first.casefold()) != ("pric" in second.casefold())


def test_a_cohesive_theme_is_named_after_one_subject():
    assert SEPARATOR not in mixed(MIN_COHESION)


def test_frequent_sentences_count_more_in_a_themes_cohesion():
    words = Words([*PHONE[:1], *PRICE[:1]], [["phone"], ["price"]], times=[9, 1])
    vectors = space(unit(np.eye(8)[[0, 1]]), ["en"] * 2)

    def name(scores):
        names = name_themes(np.zeros(2, np.int64), words, vectors, ["en"], scores=np.array(scores))
        return names[0].by_language["en"]

    assert SEPARATOR not in name([0.7, 0.1])
    assert SEPARATOR in name([0.1, 0.7])


def test_a_mixed_theme_with_one_sentence_has_a_name_of_one_part():
    words, vectors = Words(PHONE[:1], [["phone"]]), space(unit(np.ones((1, 8))), ["en"])
    names = name_themes(np.zeros(1, np.int64), words, vectors, ["en"], scores=np.zeros(1))
    assert names[0].by_language == {"en": "Nobody picks up the phone here"}


def test_neither_part_of_a_name_in_use_is_given_to_another_theme():
    both = mixed(0.1)
    assert not set(mixed(0.1, taken={"en": {both}}).split(SEPARATOR)) & set(both.split(SEPARATOR))
