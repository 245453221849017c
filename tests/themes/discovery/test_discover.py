import numpy as np
import pytest
from scipy import sparse
from sklearn.metrics import adjusted_rand_score

from tests.themes.blobs import blobs, no_words, space, unit
from vocpipe.settings import ThemesSettings
from vocpipe.themes.discovery import discover as module
from vocpipe.themes.space import NOWHERE
from vocpipe.themes.words import Words

SETTINGS = ThemesSettings(min_size=5)
ENGINES = ["graph", "hdbscan"]


def discover(points, settings, **options):
    return module.discover(points, no_words(len(points)), settings, **options)


def engine(name, **more):
    return ThemesSettings(engine=name, **({"min_size": 5} | more))


@pytest.mark.parametrize("name", ENGINES)
def test_planted_groups_are_found_without_giving_their_number(name):
    vectors, truth = blobs([40, 35, 30, 30, 25, 40])
    result = discover(space(vectors), engine(name))
    themed = result.themes >= 0
    assert adjusted_rand_score(truth[themed], result.themes[themed]) > 0.99
    assert themed.mean() > 0.9
    assert result.themes.max() + 1 == 6


def test_groups_that_hold_two_languages_are_found_whole():
    vectors, truth = blobs([40, 40, 40])
    languages = np.where(np.arange(120) % 2, "ja", "en")
    own = {"en": blobs([20, 20, 20], seed=9)[0]}
    result = discover(space(vectors, languages, own), SETTINGS)
    assert adjusted_rand_score(truth, result.themes) > 0.99


@pytest.mark.parametrize("name", ENGINES)
def test_the_same_input_gives_the_same_groups(name):
    vectors, _ = blobs([30, 20, 20], noise=0.25)
    first, second = (discover(space(vectors), engine(name)) for _ in range(2))
    assert first.themes.tolist() == second.themes.tolist()
    assert first.subthemes.tolist() == second.subthemes.tolist()
    assert first.scores.tolist() == second.scores.tolist()
    assert first.resolution == second.resolution


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("min_size", [2, 5, 12])
def test_no_theme_or_subtheme_is_under_the_minimum_size(name, min_size):
    vectors = unit(np.random.default_rng(1).normal(size=(150, 10)))  # no groups at all
    result = discover(space(vectors), engine(name, min_size=min_size))
    for labels in (result.themes, result.subthemes):
        sizes = np.bincount(labels[labels >= 0])
        assert (sizes >= min_size).all()


@pytest.mark.parametrize("name", ENGINES)
def test_subthemes_lie_inside_themes(name):
    random = np.random.default_rng(2)
    vectors, _ = blobs([48, 48], noise=0.02)
    inner = np.repeat(np.eye(24)[5:17], 8, axis=0) * 0.3 + random.normal(0, 0.05, (96, 24))  # six in each of the two
    result = discover(space(unit(vectors + inner)), engine(name, resolution=0.2))
    assert np.bincount(result.subthemes).tolist() == [8] * 12
    for subtheme in range(result.subthemes.max() + 1):
        parents = set(result.themes[result.subthemes == subtheme].tolist())
        assert len(parents) == 1
        assert parents != {NOWHERE}


def test_a_theme_of_one_claim_has_no_subthemes():
    vectors, _ = blobs([60, 60], noise=0.05)
    assert discover(space(vectors), SETTINGS).subthemes.max() == NOWHERE


def test_a_group_with_most_of_its_edges_outside_is_taken_apart():
    tight = np.kron(np.eye(2), np.ones((10, 10)))
    weights = np.zeros((26, 26))
    weights[:20, :20] = tight
    weights[20:, 20:] = 1
    weights[20:23, :10], weights[23:, ::2] = 1, weights[23:, ::2] + 1  # three belong to the first, three to nothing
    graph = sparse.csr_matrix(np.maximum(weights, weights.T) - np.diag(weights.diagonal()))
    labels = module.take_apart(np.repeat([0, 1, 2], [10, 10, 6]), graph)
    assert labels[:20].tolist() == [0] * 10 + [1] * 10
    assert labels[20:23].tolist() == [0, 0, 0]
    assert module.take_apart(labels, graph).tolist() == labels.tolist()


def test_themes_are_numbered_from_the_largest():
    vectors, _ = blobs([20, 50, 35])
    sizes = np.bincount(discover(space(vectors), SETTINGS).themes)
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_too_few_sentences_stay_unthemed(name, count):
    vectors = np.eye(12, dtype=np.float32)[:count]
    result = discover(space(vectors), engine(name))
    assert result.themes.tolist() == [NOWHERE] * count
    assert result.subthemes.tolist() == [NOWHERE] * count
    assert result.scores.tolist() == [0.0] * count
    assert result.resolution is None


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("count", [10, 11, 25])
def test_few_sentences_with_equal_vectors_are_not_an_error(name, count):
    result = discover(space(np.tile(np.eye(3, dtype=np.float32)[0], (count, 1))), engine(name))
    assert result.themes.shape == result.subthemes.shape == result.scores.shape == (count,)
    assert set(result.themes.tolist()) <= {NOWHERE, 0}


def test_a_resolution_in_the_settings_is_used():
    vectors, _ = blobs([40, 40, 40], noise=0.25)
    coarse, fine = (discover(space(vectors), engine("graph", resolution=level)) for level in (0.01, 1.0))
    assert (coarse.resolution, fine.resolution) == (0.01, 1.0)
    assert coarse.themes.max() < fine.themes.max()


def test_hdbscan_leaves_isolated_sentences_unthemed():
    vectors, _ = blobs([40, 40], noise=0.03)
    strays = unit(np.random.default_rng(5).normal(size=(12, 24)))
    result = discover(space(np.concatenate([vectors, strays])), engine("hdbscan"))
    assert (result.themes[:80] >= 0).all()
    assert (result.themes[80:] == NOWHERE).mean() > 0.5


def test_scores_say_how_far_the_neighbors_agree():
    vectors, _ = blobs([40, 40], noise=0.03)
    result = discover(space(vectors), SETTINGS)
    assert result.scores.min() > 0.9
    assert result.scores.max() <= 1.0 + 1e-9


def test_progress_is_reported_to_the_end():
    steps = []
    vectors, _ = blobs([20, 20])
    discover(space(vectors), SETTINGS, progress=lambda done, total: steps.append((done, total)))
    assert [done for done, _ in steps] == list(range(1, steps[-1][1] + 1))


def test_repeated_wordings_are_in_one_theme_and_do_not_absorb_others(monkeypatch):
    monkeypatch.setattr(module, "_MIN_WORDINGS", 50)
    random = np.random.default_rng(3)
    vectors, truth = blobs([30, 30, 30], noise=0.2)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    texts = ["".join(random.choice(letters, 40)) for _ in truth]
    copied = [0, 1, 2, 30, 31, 32, 60, 61, 62] * 12
    again = [f"{texts[place]} {'xyz'[turn % 3] * (1 + turn % 2)}" for turn, place in enumerate(copied)]
    nearby = unit(vectors[copied] + random.normal(0, 0.005, (len(copied), vectors.shape[1])))
    words = Words(texts + again, [[] for _ in texts + again])
    themes = module.discover(space(np.concatenate([vectors, nearby])), words, SETTINGS).themes
    assert (themes[len(truth) :] == themes[copied]).all()
    assert adjusted_rand_score(truth, themes[: len(truth)]) > 0.95


def test_wordings_are_compared_by_the_plain_texts_not_by_the_shown_ones(monkeypatch):
    monkeypatch.setattr(module, "_MIN_WORDINGS", 50)
    random = np.random.default_rng(5)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    vectors, truth = blobs([30, 30, 30], noise=0.1)
    texts = ["".join(random.choice(letters, 40)) for _ in truth]
    shown = texts + ["".join(random.choice(letters, 40)) for _ in texts]
    points = space(np.concatenate([vectors, np.roll(vectors, 30, axis=0)]))  # the copies lie elsewhere
    by_plain, by_shown = (
        module.discover(points, Words(shown, [[] for _ in shown], plain=plain), SETTINGS).themes
        for plain in (texts + texts, [])
    )
    assert (by_plain[:90] == by_plain[90:]).all()
    assert (by_shown[:90] != by_shown[90:]).any()


def test_each_of_a_few_frequent_wordings_is_a_theme():
    vectors, truth = blobs([40, 40, 40], noise=0.02)
    texts = [
        f"{('PDF export fails', 'support is kind', 'login loops')[group]}, case {n}" for n, group in enumerate(truth)
    ]
    themes = module.discover(space(vectors), Words(texts, [[] for _ in texts]), SETTINGS).themes
    assert adjusted_rand_score(truth, themes) == 1
