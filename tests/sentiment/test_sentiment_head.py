import numpy as np
import pytest

from tests.sentiment import trained
from vocpipe.sentiment.head import MIN_LEAD, Heads
from vocpipe.sentiment.training import training_labels, training_sentences
from vocpipe.store.vectors import text_hash

# Written before anyone had seen their scores; none is in the training files.
GOOD = [
    "I love how fast this is.",
    "The team fixed my problem within an hour, wonderful.",
    "Best purchase I have made this year.",
    "Everything works perfectly and looks great.",
    "Setup was a breeze and the guide is excellent.",
    "Very happy with the new dashboard.",
    "Your staff were so friendly and helpful.",
    "It saves us hours every week, highly recommended.",
    "使いやすくてとても気に入っています。",
    "担当の方の対応が丁寧で感動しました。",
    "動作が速くて快適です。",
    "今年買った中で一番よかったです。",
    "導入してから作業時間が半分になり助かっています。",
    "デザインがきれいで見やすいです。",
    "説明が分かりやすく、安心して使えました。",
    "本当に素晴らしいサービスだと思います。",
]
BAD = [
    "The app keeps crashing and I lose my work.",
    "Terrible service, nobody ever answers.",
    "I waited forty minutes and hung up in frustration.",
    "The latest update broke everything.",
    "Far too expensive for such poor quality.",
    "I am very disappointed with the delivery.",
    "It is painfully slow and full of bugs.",
    "The refund never arrived and they ignore my mails.",
    "アプリがすぐ落ちて仕事になりません。",
    "問い合わせても返事がなく最悪です。",
    "画面が重くてイライラします。",
    "値段のわりに品質が悪すぎます。",
    "更新してから不具合だらけで困っています。",
    "届いた商品が壊れていてがっかりしました。",
    "説明が分かりにくくて不親切です。",
    "何度もエラーが出て保存できません。",
]


@pytest.fixture(scope="module")
def scored():
    texts = GOOD + BAD
    langs = ["en" if text.isascii() else "ja" for text in texts]
    scores = trained.heads().score(trained.vectors(texts, langs), texts)
    return {text: (scores.sentiment[at], scores.label[at], scores.intent[at]) for at, text in enumerate(texts)}


@pytest.mark.parametrize("text", GOOD)
def test_plain_praise_is_positive(scored, text):
    assert scored[text][0] > 0


@pytest.mark.parametrize("text", BAD)
def test_a_plain_complaint_is_negative(scored, text):
    assert scored[text][0] < 0


def test_no_test_sentence_is_in_the_training_files():
    assert not {text_hash(text) for text in GOOD + BAD} & set(training_sentences().column("text_hash").to_pylist())


def test_scores_are_within_bounds(scored):
    sentiment = np.array([value[0] for value in scored.values()])
    assert (np.abs(sentiment) <= 1).all()
    assert {value[1] for value in scored.values()} <= {"positive", "neutral", "negative", "unsure"}
    learned = set(training_sentences().column("intent").to_pylist())
    assert {value[2] for value in scored.values()} <= learned


def test_training_sentences_are_mostly_predicted_right():
    texts = training_sentences().column("text").to_pylist()
    predicted = trained.heads().probabilities(trained.training_vectors(), texts).argmax(axis=1) - 1
    assert (predicted == training_labels()).mean() > 0.75


# Plain cases, none in the training files; the hard ones stand in test_intents.py.
MEANT = {
    "Please cancel my subscription at the end of this month.": "cancellation",
    "今月末で解約したいので手続きをお願いします。": "cancellation",
    "A night mode would be great, please add one.": "request",
    "夜用の表示を追加してください。": "request",
    "領収書の再発行、希望。": "request",
    "How can I change my address?": "question",
    "住所はどこで変更できますか？": "question",
    "Wonderful staff, thank you so much.": "praise",
    "受付の方がとても親切でした。": "praise",
}


def test_plain_sentences_are_predicted_right():
    texts = list(MEANT)
    langs = ["en" if text.isascii() else "ja" for text in texts]
    intents = trained.heads().intents(trained.vectors(texts, langs), texts)
    assert dict(zip(texts, intents.tolist(), strict=True)) == MEANT
    assert not {text_hash(text) for text in texts} & set(training_sentences().column("text_hash").to_pylist())


class Says:
    """A classifier with a fixed answer."""

    def __init__(self, answer):
        self.answer = answer

    def predict_proba(self, features):
        return np.array(self.answer)

    def likeliest(self, probabilities, *, min_lead):
        return np.array(["statement"] * len(probabilities))


@pytest.mark.parametrize(
    ("chances", "label", "sentiment"),
    [
        ([0.8, 0.1, 0.1], "negative", -0.7),
        ([0.1, 0.8, 0.1], "neutral", 0.0),
        ([0.1, 0.2, 0.7], "positive", 0.6),
        ([0.34, 0.33, 0.33], "unsure", -0.01),
        ([0.3, 0.31, 0.39], "unsure", 0.09),
        ([0.0, 0.5 - MIN_LEAD / 2 + 0.001, 0.5 + MIN_LEAD / 2 - 0.001], "unsure", 0.5 + MIN_LEAD / 2 - 0.001),
        ([0.0, 0.5 - MIN_LEAD / 2 - 0.001, 0.5 + MIN_LEAD / 2 + 0.001], "positive", 0.5 + MIN_LEAD / 2 + 0.001),
    ],
)
def test_the_likeliest_label_is_given_unless_all_are_about_as_likely(chances, label, sentiment):
    scores = Heads(Says([chances]), Says([chances])).score(np.zeros((1, 2), np.float32), ["x"])
    assert scores.label.tolist() == [label]
    assert scores.sentiment[0] == pytest.approx(sentiment)
