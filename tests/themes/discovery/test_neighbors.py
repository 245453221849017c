import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tests.themes.blobs import blobs, no_words, space, unit
from vocpipe.themes.discovery import nearest as module
from vocpipe.themes.discovery import neighbors
from vocpipe.themes.discovery.neighbors import find_neighbors, neighbor_count, neighbor_count_across
from vocpipe.themes.words import Words


def neighbor_graph(points):
    return find_neighbors(points, no_words(len(points))).graph()


def test_many_sentences_are_searched_with_the_index(monkeypatch):
    pytest.importorskip("faiss")
    vectors, truth = blobs([150, 150], noise=0.1)
    languages = np.where(np.arange(300) % 3, "ja", "en")
    exact = neighbor_graph(space(vectors, languages))
    for there in (module, neighbors):
        monkeypatch.setattr(there, "MAX_EXACT", 50)
    result = neighbor_graph(space(vectors, languages))
    assert result.multiply(exact > 0).nnz > 0.95 * exact.nnz
    assert (truth[result.nonzero()[0]] == truth[result.nonzero()[1]]).mean() > 0.95


@given(
    hnp.arrays(np.float32, st.tuples(st.integers(1, 30), st.just(4)), elements=st.sampled_from([0.25, 0.5, 1.0, -0.5])),
    st.data(),
)
def test_the_graph_is_symmetric_without_loops_and_its_weights_are_positive(vectors, data):
    languages = data.draw(st.lists(st.sampled_from(["en", "ja", "de"]), min_size=len(vectors), max_size=len(vectors)))
    result = neighbor_graph(space(unit(vectors), languages))
    assert result.shape == (len(vectors), len(vectors))
    assert abs(result - result.T).max() == 0
    assert result.diagonal().sum() == 0
    assert result.nnz == 0 or (result.data.min() > 0 and result.data.max() <= 1)


def test_the_graph_is_the_same_whatever_the_block_size(monkeypatch):
    vectors, _ = blobs([30, 30])
    languages = ["ja", "en"] * 30
    whole = neighbor_graph(space(vectors, languages))
    monkeypatch.setattr(module, "_BLOCK", 7)
    parts = neighbor_graph(space(vectors, languages))
    assert (whole != 0).tocsr().indices.tolist() == (parts != 0).tocsr().indices.tolist()
    assert abs(whole - parts).max() < 1e-5


def test_each_row_has_its_neighbors_inside_its_language_and_across():
    vectors, _ = blobs([25, 25])
    languages = np.array(["en"] * 25 + ["ja"] * 25)
    result = (neighbor_graph(space(vectors, languages)) > 0).toarray()
    same = languages[:, None] == languages[None, :]
    assert ((result & same).sum(axis=1) >= neighbor_count(25)).all()
    assert ((result & ~same).sum(axis=1) >= neighbor_count_across(25)).all()


def test_edges_inside_a_language_come_from_its_own_encoder_and_across_from_the_shared_one():
    shared = np.eye(4, dtype=np.float32)[[0, 1, 0, 1]]  # 0 is like 2, 1 is like 3
    own = np.eye(2, dtype=np.float32)[[0, 0]]  # the English two are the same for their own encoder
    result = neighbor_graph(space(shared, ["en", "en", "ja", "ja"], {"en": own})).toarray()
    assert result[0, 1] == 1.0
    assert result[2, 3] == pytest.approx(1e-6)  # not alike: the least weight
    assert result[0, 2] == result[1, 3] == 1.0
    assert result[0, 3] == pytest.approx(1e-6)


def test_the_graph_of_a_sample_ignores_all_other_sentences():
    vectors, _ = blobs([12, 12], noise=0.3)
    languages = np.array(["ja", "en", "en"] * 8)
    whole = space(vectors, languages)
    sample = np.sort(np.random.default_rng(0).choice(24, 19, replace=False))
    result = find_neighbors(whole, no_words(24), sample_share=0.5).graph(sample)
    assert abs(result - neighbor_graph(whole.part(sample))).max() < 1e-5


def test_neighbors_share_words_of_the_plain_texts_not_of_the_shown_ones():
    vectors = unit(np.ones(16) + np.random.default_rng(0).normal(0, 0.05, (120, 16)))
    own = [f"{a}{b}x {b}{a}y {a}z{b}" for a in "abcdefghijkl" for b in "mnopqrstuv"]
    plain = [own[place // 2] + " " + own[60 + place // 4] for place in range(120)]
    shown = [f"{own[place % 60]} {own[60 + place % 60]}" for place in range(120)]
    tokens: list[list[str]] = [[] for _ in plain]
    graph = [
        find_neighbors(space(vectors), words).graph().toarray()
        for words in (Words(plain, tokens), Words(shown, tokens, plain=plain), Words(shown, tokens))
    ]
    assert (graph[0] == graph[1]).all()
    assert (graph[0] != graph[2]).any()


def test_neighbors_count_less_if_one_praises_and_the_other_complains():
    vectors, _ = blobs([12])
    feelings = [0.9] * 4 + [-0.9] * 4 + [None] * 4
    words = Words([""] * 12, [[] for _ in range(12)], [1] * 12, feelings)
    plain, adjusted = (find_neighbors(space(vectors), by).graph().toarray() for by in (no_words(12), words))
    share = np.divide(adjusted, plain, out=np.ones_like(plain), where=plain > 0)
    assert (share[:4, 4:8] < 0.3).all()
    assert share[:4, :4] == pytest.approx(1)
    assert share[8:] == pytest.approx(1)
