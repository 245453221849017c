import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.structure.test_duplicates import LONG
from vocpipe.structure.similarity import bands, exact_hash, jaccard


def test_short_texts_have_no_bands_and_long_ones_sixteen():
    assert bands(["a", "b"], ["short", LONG]).num_rows == 16


def test_bands_are_the_same_on_every_machine():
    assert bands(["a"], ["x" * 40])["hash"][0].as_py() == bands(["b"], ["X" * 90])["hash"][0].as_py()
    assert bands(["a"], [LONG])["hash"][0].as_py() == 2470996543668062149


@pytest.mark.parametrize(
    ("first", "second", "similarity"), [("abcdef", "abcdef", 1.0), ("abcdef", "bcdefg", 1 / 3), ("", "", 1.0)]
)
def test_similarity_is_the_share_of_common_five_grams(first, second, similarity):
    assert jaccard(first, second) == pytest.approx(similarity)


@given(st.text(max_size=200))
def test_any_text_has_a_hash_and_bands(text):
    assert exact_hash(text) is None or len(exact_hash(text)) == 32
    assert bands(["a"], [text]).num_rows in (0, 16)
