"""The map takes the neighbors that a discovery found if, and only if, they are of the same sentences."""

import numpy as np
import pytest

from vocpipe.evaluate.scale import make_world
from vocpipe.themes.discovery import last_neighbors
from vocpipe.themes.discovery.neighbors import find_neighbors
from vocpipe.themes.space import Space


@pytest.fixture
def world(monkeypatch):
    made = make_world(300, seed=3)
    last_neighbors.find_and_remember(made.space, made.words, sample_share=0.8)
    searched = []
    monkeypatch.setattr(last_neighbors, "find_neighbors", lambda *some: searched.append(1) or find_neighbors(*some))
    return made, searched


def test_the_remembered_ones_give_the_same_graph_once(world):
    made, searched = world
    taken = last_neighbors.take_neighbors(made.space, made.words).graph()
    assert not searched
    anew = last_neighbors.take_neighbors(made.space, made.words).graph()
    assert searched == [1]
    assert abs(taken - anew).max() == 0


def test_those_of_other_sentences_are_not_taken(world):
    made, searched = world
    shared = made.space.shared.copy()
    shared[[7, 8]] = shared[[8, 7]]
    other = Space(shared, made.space.languages, made.space.own)
    assert (
        abs(last_neighbors.take_neighbors(other, made.words).graph() - find_neighbors(other, made.words).graph()).max()
        == 0
    )
    assert searched == [1]


def test_after_a_change_of_sentiment_they_are_found_anew(world):
    made, searched = world
    words = made.words.of(np.arange(300))
    words.sentiment.extend([1.0, -1.0] * 150)
    last_neighbors.take_neighbors(made.space, words)
    assert searched == [1]
