"""Signs of feeling in texts of the tests' own."""

import numpy as np
import pytest

from vocpipe.sentiment.features import features, letter_columns
from vocpipe.sentiment.signs import SIGNS, signs

FOUND = {
    "The soup was delicious": {"good"},
    "The soup was not delicious": {"not good"},
    "It isn't horrible": {"not bad"},
    "No. Horrible": {"bad"},  # the negation ends with its sentence
    "A lovely garden, but the path was filthy": {"good", "bad", "bad at last"},
    "Goodbye": set(),  # only whole words, or stems that say so
    "disappointingly": {"bad"},
    "全然おいしくなかった": {"not good"},
    "おいしいけど店員が失礼": {"good", "bad", "bad at last"},
    "不満はありません": {"not bad"},
    "不満です": {"bad"},  # not the "満" of satisfaction
    "ばかりでした": set(),
    "やった(^o^)": {"happy face"},
    "だめだった(´・ω・`)": {"bad", "sad face"},
    "so long ;_;": {"sad face"},
    "see https://example.org/;_;/awful": set(),  # an address feels nothing
    "やばいーーー": {"stretched"},
    "whyyyy?": {"stretched", "question"},
    "やれやれ…": {"trailing"},
    "THAT was it": {"capitals"},
    "": set(),
}


@pytest.mark.parametrize("text", FOUND)
def test_each_sign_is_found_and_no_other(text):
    assert {name for name, share in zip(SIGNS, signs([text])[0], strict=True) if share} == FOUND[text]


def test_a_sign_counts_up_to_a_limit():
    once, twice, often, oftener = signs(["!", "!!", "!" * 3, "!" * 30])[:, SIGNS.index("exclamation")]
    assert 0 < once < twice < often == oftener == 1


def test_the_weight_of_letters_changes_their_columns_alone():
    vectors, texts = np.ones((2, 4), np.float32), ["The soup was delicious!", "おいしい"]
    plain, weighted = (features(vectors, texts, letters=letters).toarray() for letters in (1.0, 3.0))
    letters = letter_columns(plain.shape[1])
    assert plain[:, letters].any()
    plain[:, letters] *= 3
    np.testing.assert_allclose(weighted, plain, rtol=1e-6)
