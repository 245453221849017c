import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests.evaluate.planted import planted
from tests.themes.blobs import space
from vocpipe import extras
from vocpipe.errors import EvaluationError, MissingExtraError
from vocpipe.evaluate.against import measure_bertopic, measure_supervised, one_matrix
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.evaluate.themes import evaluate_themes
from vocpipe.settings import Settings


def test_without_the_extra_an_error_names_it_before_anything_is_embedded(monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'vocpipe\[bertopic\]'$"):
        evaluate_themes(LabelledRows(["a"], ["b"]), Settings(), bertopic=True)


def test_topics_are_compared_with_the_labels_and_outliers_have_no_theme(monkeypatch):
    corpus, given = planted([6, 4], times=2), []

    class BERTopic:
        def fit_transform(self, texts, vectors):
            given.append((texts, vectors))
            return [0] * 6 + [1, 1, 1, -1], None

    monkeypatch.setattr(extras, "find_spec", lambda name: object())
    monkeypatch.setitem(sys.modules, "bertopic", SimpleNamespace(BERTopic=BERTopic))
    scores = measure_bertopic(corpus)
    [(texts, vectors)] = given
    assert texts == corpus.words.texts
    assert vectors is corpus.space.shared or np.array_equal(vectors, corpus.space.shared)
    assert (scores.themes, scores.coverage) == (2, 0.9)
    assert 0 < scores.ari < 1
    assert scores.seconds >= 0


def test_one_language_uses_its_own_encoder_and_several_the_shared_one():
    shared, own = np.eye(4, dtype=np.float32), np.eye(2, dtype=np.float32)
    assert one_matrix(space(shared[:2], ["en", "en"], {"en": own})).shape == (2, 2)
    assert one_matrix(space(shared, ["en", "en", "ja", "ja"], {"en": own})).shape == (4, 4)


def test_a_classifier_separates_different_texts_but_not_random_labels():
    corpus = planted([40, 40, 2])  # the last label is too rare to learn
    trained = measure_supervised(corpus)
    assert trained.accuracy > 0.95
    assert trained.ari > 0.9
    labels = np.random.default_rng(0).permutation(corpus.rows.labels).tolist()
    chance = measure_supervised(replace(corpus, rows=LabelledRows(corpus.rows.texts, labels)))
    assert abs(chance.ari) < 0.1
    assert chance.nmi < 0.1


def test_a_classifier_needs_enough_labels():
    with pytest.raises(EvaluationError, match="two labels with at least 5 rows"):
        measure_supervised(planted([20, 3]))
