import pytest

from tests.sentiment import trained
from vocpipe.errors import EvaluationError
from vocpipe.evaluate import aspects, vectors
from vocpipe.evaluate.aspects import LANGUAGES, evaluate_aspects, held_back
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.sentiment.training import training_sentences
from vocpipe.settings import Settings


@pytest.fixture(autouse=True)
def learn_once(monkeypatch):
    monkeypatch.setattr(vectors, "encode", trained.cached_encode)
    monkeypatch.setattr(aspects, "train", trained.remembering_train)


def test_clauses_tell_more_than_whole_sentences():
    rows = LabelledRows(
        ["The {screens} are lovely but {support} is terribly slow.", "{部屋}は素晴らしかったが、{食事}は最悪でした。",
         "The {app} is great. The {price} is awful.", "Sorry, but the {export} is broken again."],
        ["pos neg", "pos neg", "pos neg", "neg"],
    )  # fmt: skip
    found = evaluate_aspects(rows, Settings())
    assert (found.sentences, found.aspects, found.opposed) == (4, 7, 3)
    assert (found.opposed_right, found.divided_others) == (1.0, 0.0)
    assert found.divided == 1.0  # the third by its two sentences
    assert found.whole_opposed_right == pytest.approx(1 / 3)


@pytest.mark.parametrize("labels", ["pos", "pos neg neg", "pos lovely"])
def test_labels_that_do_not_fit_are_refused(labels):
    with pytest.raises(EvaluationError):
        evaluate_aspects(LabelledRows(["The {bed} was good but the {food} bad."], [labels]), Settings())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_held_back_sentences_are_enough_and_not_trained_on(language):
    rows = held_back(language)
    plain = {text.replace("{", "").replace("}", "") for text in rows.texts}
    assert len(plain) == len(rows.texts) >= 180
    assert sum({"pos", "neg"} <= set(labels.split()) for labels in rows.labels) >= 150
    assert not plain & set(training_sentences().column("text").to_pylist())
