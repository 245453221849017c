import pytest

from tests.sentiment import trained
from vocpipe.errors import EvaluationError
from vocpipe.evaluate import vectors
from vocpipe.evaluate.causes import evaluate_facet, evaluate_held_back, lines
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.settings import Settings


@pytest.fixture(autouse=True)
def embed_once(monkeypatch):
    monkeypatch.setattr(vectors, "encode", trained.cached_encode)


def test_the_held_back_sentences_are_told_as_well_as_the_page_says():
    found = evaluate_held_back(Settings())
    assert {language: of.macro_f1 >= 0.7 for language, of in found["cause"].items()} == {"ja": True, "en": True}
    assert min(label.f1 for of in found["cause"].values() for label in of.labels.values()) > 0.5
    assert min(of.macro_f1 for of in found["feeling"].values()) > 0.5


def test_labels_may_be_words_of_either_language():
    rows = LabelledRows(["It is far too expensive.", "料金が高すぎます。", "It crashes."], ["Price", "価格", "価格"])
    scores = evaluate_facet(rows, Settings(), "cause")
    assert (scores.n, scores.accuracy) == (3, pytest.approx(2 / 3))
    assert {name: (of.precision, of.n) for name, of in scores.labels.items()} == {"price": (1.0, 3)}
    assert scores.labels["price"].recall == pytest.approx(2 / 3)
    assert len(list(lines(scores))) == 2
    with pytest.raises(EvaluationError, match="missing_function"):
        evaluate_facet(LabelledRows(["x"], ["weather"]), Settings(), "cause")
