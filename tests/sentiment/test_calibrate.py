import numpy as np
import pytest

from tests.sentiment import trained
from tests.sentiment.test_channel import GENEROUS
from vocpipe.sentiment import calibrate
from vocpipe.sentiment.channel import OWN
from vocpipe.sentiment.training import training_labels, training_sentences
from vocpipe.store.vectors import text_hash


@pytest.fixture
def lesson(monkeypatch):
    """Every eighth of the project's sentences is for training, 600 others are scored: (training vectors, scored)."""
    monkeypatch.setattr(calibrate, "MAX_FORGETTING", np.inf)
    every, labels, vectors = training_sentences(), training_labels(), trained.training_vectors()
    random = np.random.default_rng(0)
    taught = np.arange(0, len(labels), 8)
    others = random.permutation(np.setdiff1d(np.arange(len(labels)), taught))[:600]
    monkeypatch.setattr(calibrate, "training_sentences", lambda: every.take(taught))
    monkeypatch.setattr(calibrate, "training_labels", lambda: labels[taught])
    texts = every.column("text").take(others).to_pylist()
    scores = np.array([random.choice([-1, 0, 1], p=GENEROUS[label + 1]) for label in labels[others]])

    def scored(source):
        hashes = [text_hash(text) for text in texts]
        return calibrate.Scored(hashes, texts, vectors[others], scores, np.ones(600), [source] * 600)

    return vectors[taught], scored, labels[others]


def general(vectors):
    ours = calibrate.features(vectors, calibrate.training_sentences().column("text").to_pylist())
    return calibrate.fit(ours, calibrate.training_labels())


def predicted(head, scored):
    """What the head predicts for the scored texts: -1, 0, 1."""
    return head.predict_proba(calibrate.features(scored.vectors, scored.texts)).argmax(axis=1) - 1


def after(vectors, scored):
    """The meanings of the scored texts, once from informative scores and once from uninformative ones."""
    head = general(vectors)
    return predicted(calibrate.calibrate(head, vectors, scored).head or head, scored)


def test_scores_of_the_company_do_not_make_complaints_praise(lesson):
    vectors, scored, labels = lesson
    complaints = labels == -1
    before = (predicted(general(vectors), scored(OWN))[complaints] == 1).mean()
    company, sentence = ((after(vectors, scored(source))[complaints] == 1).mean() for source in ("nps", OWN))
    assert company < before + 0.02
    assert sentence > before + 0.1, "as labels of the sentences themselves these scores do harm"


def test_scores_unrelated_to_the_texts_do_no_harm(lesson):
    vectors, scored, labels = lesson
    mixed = scored("nps")
    np.random.default_rng(1).shuffle(mixed.labels)
    before = (predicted(general(vectors), mixed) == labels).mean()
    assert (after(vectors, mixed) == labels).mean() > before - 0.03


def test_too_few_scores_are_not_tried(lesson):
    vectors, scored, _ = lesson
    few = scored("nps")
    short = calibrate.Scored(few.hashes[:150], few.texts[:150], few.vectors[:150], few.labels[:150], few.trust, [])
    assert calibrate.calibrate(general(vectors), vectors, short) is None
