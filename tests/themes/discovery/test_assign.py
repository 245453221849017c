import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.themes.blobs import blobs, space, unit
from vocpipe.themes.discovery.assign import assign
from vocpipe.themes.space import NOWHERE

KNOWN, TRUTH = blobs([30, 30, 30], noise=0.08)
NONE = np.full(len(TRUTH), NOWHERE)


def test_new_sentences_join_the_theme_they_are_near():
    new, truth = blobs([5, 5, 5], noise=0.04, seed=1)
    found = assign(space(new), space(KNOWN), TRUTH, NONE)
    assert found.themes.tolist() == truth.tolist()
    assert found.subthemes.tolist() == [NOWHERE] * 15
    assert (found.scores > 0.9).all()


def test_what_is_far_from_everything_joins_none():
    far = np.eye(24, dtype=np.float32)[10:16]
    found = assign(space(far), space(KNOWN), TRUTH, NONE)
    assert found.themes.tolist() == [NOWHERE] * 6
    assert found.scores.tolist() == [0.0] * 6


def test_the_subtheme_follows_the_theme():
    subthemes = np.where(TRUTH == 1, np.arange(90) % 2, NOWHERE)
    new, truth = blobs([4, 4, 4], noise=0.04, seed=2)
    found = assign(space(new), space(KNOWN), TRUTH, subthemes)
    assert set(found.subthemes[truth == 1].tolist()) <= {0, 1}
    assert found.subthemes[truth != 1].tolist() == [NOWHERE] * 8


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 6))
def test_a_subtheme_is_always_inside_the_theme(seed, groups):
    random = np.random.default_rng(seed)
    known, new = (unit(random.normal(size=(count, 4))) for count in (40, 15))
    subthemes = random.integers(-1, groups, 40)
    themes = np.where(subthemes >= 0, subthemes % 3, random.integers(0, 3, 40))
    languages = random.choice(["en", "ja"], 40)
    found = assign(space(new, random.choice(["en", "ja", "de"], 15)), space(known, languages), themes, subthemes)
    for theme, subtheme in zip(found.themes.tolist(), found.subthemes.tolist(), strict=True):
        assert subtheme == NOWHERE or subtheme % 3 == theme
    assert ((found.scores >= 0) & (found.scores <= 1 + 1e-9)).all()


def test_a_language_nobody_wrote_yet_goes_across_by_the_shared_encoder():
    new, truth = blobs([4, 4, 4], noise=0.04, seed=3)
    turned = {"en": KNOWN[::-1].copy()}  # English has its own vectors, which say something else
    found = assign(space(new, ["ja"] * 12), space(KNOWN, ["en"] * 90, turned), TRUTH, NONE)
    assert found.themes.tolist() == truth.tolist()


def test_a_language_nobody_wrote_yet_joins_none_when_far():
    far = np.eye(24, dtype=np.float32)[10:12]
    assert assign(space(far, ["ja"] * 2), space(KNOWN), TRUTH, NONE).themes.tolist() == [NOWHERE] * 2


def test_a_single_known_sentence_of_a_language_does_not_let_everything_in():
    far = np.eye(24, dtype=np.float32)[10:12]
    languages = ["ja"] + ["en"] * 89
    assert assign(space(far, ["ja"] * 2), space(KNOWN, languages), TRUTH, NONE).themes.tolist() == [NOWHERE] * 2


def test_inside_a_language_its_own_encoder_decides():
    own_known, own_new = np.eye(2, dtype=np.float32)[TRUTH % 2], np.eye(2, dtype=np.float32)[[1]]
    new = space(KNOWN[:1], own={"en": own_new})  # the shared vectors say group 0
    assert assign(new, space(KNOWN, own={"en": own_known}), TRUTH, NONE).themes.tolist() == [1]


def test_with_no_theme_there_is_nothing_to_join():
    empty = np.empty(0, np.int64)
    found = assign(space(KNOWN[:3]), space(np.empty((0, 0))), empty, empty)
    assert found.themes.tolist() == found.subthemes.tolist() == [NOWHERE] * 3


def test_nothing_new_gives_nothing():
    assert assign(space(KNOWN[:0]), space(KNOWN), TRUTH, NONE).themes.shape == (0,)
