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
    assignment = assign(space(new), space(KNOWN), TRUTH, NONE)
    assert assignment.themes.tolist() == truth.tolist()
    assert assignment.subthemes.tolist() == [NOWHERE] * 15
    assert (assignment.scores > 0.9).all()


def test_a_sentence_far_from_all_themes_joins_none():
    far = np.eye(24, dtype=np.float32)[10:16]
    assignment = assign(space(far), space(KNOWN), TRUTH, NONE)
    assert assignment.themes.tolist() == [NOWHERE] * 6
    assert assignment.scores.tolist() == [0.0] * 6


def test_the_subtheme_follows_the_theme():
    subthemes = np.where(TRUTH == 1, np.arange(90) % 2, NOWHERE)
    new, truth = blobs([4, 4, 4], noise=0.04, seed=2)
    assignment = assign(space(new), space(KNOWN), TRUTH, subthemes)
    assert set(assignment.subthemes[truth == 1].tolist()) <= {0, 1}
    assert assignment.subthemes[truth != 1].tolist() == [NOWHERE] * 8


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 6))
def test_a_subtheme_is_always_inside_the_theme(seed, groups):
    random = np.random.default_rng(seed)
    known, new = (unit(random.normal(size=(count, 4))) for count in (40, 15))
    subthemes = random.integers(-1, groups, 40)
    themes = np.where(subthemes >= 0, subthemes % 3, random.integers(0, 3, 40))
    languages = random.choice(["en", "ja"], 40)
    assignment = assign(space(new, random.choice(["en", "ja", "de"], 15)), space(known, languages), themes, subthemes)
    for theme, subtheme in zip(assignment.themes.tolist(), assignment.subthemes.tolist(), strict=True):
        assert subtheme == NOWHERE or subtheme % 3 == theme
    assert ((assignment.scores >= 0) & (assignment.scores <= 1 + 1e-9)).all()


def test_a_new_language_is_compared_by_the_shared_encoder():
    new, truth = blobs([4, 4, 4], noise=0.04, seed=3)
    turned = {"en": KNOWN[::-1].copy()}  # English has its own vectors, which say something else
    assignment = assign(space(new, ["ja"] * 12), space(KNOWN, ["en"] * 90, turned), TRUTH, NONE)
    assert assignment.themes.tolist() == truth.tolist()


def test_a_distant_sentence_of_a_new_language_joins_no_theme():
    far = np.eye(24, dtype=np.float32)[10:12]
    assert assign(space(far, ["ja"] * 2), space(KNOWN), TRUTH, NONE).themes.tolist() == [NOWHERE] * 2


def test_a_single_known_sentence_of_a_language_does_not_admit_everything():
    far = np.eye(24, dtype=np.float32)[10:12]
    languages = ["ja"] + ["en"] * 89
    assert assign(space(far, ["ja"] * 2), space(KNOWN, languages), TRUTH, NONE).themes.tolist() == [NOWHERE] * 2


def test_inside_a_language_its_own_encoder_decides():
    own_known, own_new = np.eye(2, dtype=np.float32)[TRUTH % 2], np.eye(2, dtype=np.float32)[[1]]
    new = space(KNOWN[:1], own={"en": own_new})  # the shared vectors say group 0
    assert assign(new, space(KNOWN, own={"en": own_known}), TRUTH, NONE).themes.tolist() == [1]


def test_without_themes_no_sentence_joins_one():
    empty = np.empty(0, np.int64)
    assignment = assign(space(KNOWN[:3]), space(np.empty((0, 0))), empty, empty)
    assert assignment.themes.tolist() == assignment.subthemes.tolist() == [NOWHERE] * 3


def test_no_new_sentences_give_an_empty_assignment():
    assert assign(space(KNOWN[:0]), space(KNOWN), TRUTH, NONE).themes.shape == (0,)
