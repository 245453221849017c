import pytest

from tests.sentiment import trained
from vocpipe.errors import EvaluationError
from vocpipe.evaluate import intent, vectors
from vocpipe.evaluate.intent import evaluate_intent
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.settings import Settings

ROWS = {
    "Please send me the key of the shed.": ("request", "ticket"),
    "How late is the bakery open?": ("question", "chat"),
    "契約を今月で解約します。": ("cancellation", "ticket"),
    "店員さんがとても親切でした。": ("praise", "chat"),
}


@pytest.fixture(autouse=True)
def learn_once(monkeypatch):
    monkeypatch.setattr(vectors, "encode", trained.remembering_encode)
    monkeypatch.setattr(intent, "train", trained.remembering_train)


def test_plain_rows_are_right_in_each_group():
    labels, groups = zip(*ROWS.values(), strict=True)
    scores = evaluate_intent(LabelledRows(list(ROWS), list(labels)), list(groups), Settings())
    assert (scores.accuracy, scores.n) == (1.0, 4)
    assert {name: (of.accuracy, of.n) for name, of in scores.groups.items()} == {"chat": (1.0, 2), "ticket": (1.0, 2)}


def test_a_wrong_label_lowers_its_group_alone():
    labels = ["Complaint", *(label for label, _ in list(ROWS.values())[1:])]
    scores = evaluate_intent(LabelledRows(list(ROWS), labels), ["a", "b", "b", "b"], Settings())
    assert scores.accuracy == 0.75
    assert (scores.groups["a"].accuracy, scores.groups["b"].accuracy) == (0.0, 1.0)


def test_a_clear_row_that_is_labeled_unclear_is_wrong():
    scores = evaluate_intent(LabelledRows(["How late is the bakery open?"], ["unclear"]), ["all"], Settings())
    assert (scores.accuracy, scores.unclear) == (0.0, 0.0)


def test_an_unknown_label_and_a_missing_group_are_refused():
    with pytest.raises(EvaluationError, match="applause"):
        evaluate_intent(LabelledRows(["Well done."], ["applause"]), ["all"], Settings())
    with pytest.raises(EvaluationError, match="group"):
        evaluate_intent(LabelledRows(["Well done."], ["praise"]), [], Settings())
