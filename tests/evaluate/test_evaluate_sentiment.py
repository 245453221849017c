import pytest

from tests.sentiment import trained
from vocpipe.errors import EvaluationError
from vocpipe.evaluate import sentiment, vectors
from vocpipe.evaluate.rows import LabelledRows, read_labelled
from vocpipe.evaluate.sentiment import evaluate_calibrated, evaluate_sentiment, evaluate_taught
from vocpipe.settings import Settings

CSV = """text,label
I love how fast this is.,pos
Everything works perfectly and looks great.,1
本当に素晴らしいサービスだと思います。,ポジティブ
アプリがすぐ落ちて仕事になりません。,neg
更新してから不具合だらけで困っています。,-1
It is painfully slow and full of bugs.,Negative
The refund never arrived and they ignore my mails.,否定
"""


@pytest.fixture(autouse=True)
def learn_once(monkeypatch):
    monkeypatch.setattr(vectors, "encode", trained.remembering_encode)
    monkeypatch.setattr(sentiment, "train", trained.remembering_train)


def test_plain_rows_in_two_languages_and_all_spellings_are_classified(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text(CSV, encoding="utf-8")
    scores = evaluate_sentiment(read_labelled(path, "text", "label"), Settings())
    assert (scores.n, scores.auc) == (7, 1.0)
    assert scores.accuracy >= 6 / 7
    assert 0 < scores.macro_f1 <= 1


def test_reversed_labels_give_the_worst_scores():
    rows = LabelledRows(["I love how fast this is.", "アプリがすぐ落ちて仕事になりません。"], ["neg", "pos"])
    scores = evaluate_sentiment(rows, Settings())
    assert (scores.auc, scores.accuracy, scores.macro_f1) == (0.0, 0.0, 0.0)


def test_with_one_class_there_is_no_auc():
    scores = evaluate_sentiment(LabelledRows(["I love how fast this is.", "It is 5 pm."], ["pos", "neu"]), Settings())
    assert scores.auc is None
    assert scores.n == 2


@pytest.mark.parametrize(
    ("labels", "value"),
    [
        (["-1", "neg", "NEG", "negative", "Negative", "bad", "ネガティブ", "否定"], -1),
        (["0", "neu", "neutral", "Neutral", "mixed", "ニュートラル", "中立"], 0),
        (["1", "+1", "pos", "positive", "POSITIVE", "good", "ポジティブ", "肯定"], 1),
    ],
)
def test_labels_of_all_spellings_are_understood(labels, value):
    assert {sentiment.sentiment_class(label) for label in labels} == {value}


@pytest.mark.parametrize("label", ["5", "happy", "negativ", "-"])
def test_another_label_is_answered_with_what_may_be_written(label):
    with pytest.raises(
        EvaluationError, match=f"the label '{label}' is not a sentiment; write pos, neu, neg, or 1, 0, -1"
    ):
        evaluate_sentiment(LabelledRows(["x"], [label]), Settings())


@pytest.mark.parametrize("sample", [199, 260])
def test_a_sample_of_an_impossible_size_is_an_error_of_one_line(sample):
    with pytest.raises(EvaluationError, match="calibration takes from 200 rows to less than all 260"):
        evaluate_calibrated(LabelledRows([str(n) for n in range(260)], ["pos"] * 260), Settings(), sample)


@pytest.mark.long
def test_calibration_learns_a_private_word_and_measures_the_other_rows():
    texts = [f"{'plenty of zorp' if n % 2 else 'plenty of blick'} in room {n}" for n in range(300)]
    rows = LabelledRows(texts, ["pos" if n % 2 else "neg" for n in range(300)])
    scores = evaluate_calibrated(rows, Settings(), 240)
    assert (scores.n, scores.calibrated_on) == (60, 240)
    assert scores.accuracy > max(0.9, evaluate_sentiment(rows, Settings()).accuracy)


def test_a_taught_classifier_learns_what_the_labels_of_the_rows_mean():
    """Here sentences on food are positive and others negative, which no head can know."""
    food = [f"Have some {what} on {day}." for what in ("soup", "bread", "cake") for day in ("Monday", "Friday")]
    rails = [f"Take the {what} on {day}." for what in ("train", "tram", "bus") for day in ("Monday", "Friday")]
    rows = LabelledRows(food + rails, ["pos"] * len(food) + ["neg"] * len(rails))
    assert evaluate_taught(rows, Settings()).accuracy > 0.9


def test_too_few_rows_of_a_label_teach_nothing():
    with pytest.raises(EvaluationError, match="5 rows"):
        evaluate_taught(LabelledRows(["a", "b"], ["pos", "neg"]), Settings())
