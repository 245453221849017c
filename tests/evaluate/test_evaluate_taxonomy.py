import pytest

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.evaluate.taxonomy import evaluate_taxonomy
from vocpipe.settings import EmbedSettings, Settings, ThemesSettings

SETTINGS = Settings(
    embed=EmbedSettings(model="universal-sentence-encoder-multilingual-3"), themes=ThemesSettings(min_size=4)
)
SAID = {
    "delivery": (
        "The parcel from {} came late",
        "My delivery to {} has not arrived",
        "Shipping to {} took three weeks",
    ),
    "price": ("{} has become too expensive", "The price of {} went up again", "I pay far too much for {}"),
    "配送": ("{}への荷物がまだ届きません", "{}宛ての配達が遅れています", "{}までの配送に三週間かかりました"),
}
PLACES = ["Oslo", "Kyoto", "Lima", "Paris", "Cairo", "Quito", "Delhi", "Rome"]


def rows():
    pairs = [(form.format(place), label) for label, forms in SAID.items() for form in forms for place in PLACES]
    return LabelledRows([text for text, _ in pairs], [label for _, label in pairs])


def test_what_is_said_plainly_is_found_in_both_languages():
    scores = evaluate_taxonomy(rows(), SETTINGS, guided=2, examples=3, draws=2)
    assert (scores.labels, scores.guided, scores.draws) == (3, 2, 2)
    assert scores.f1 > 0.65
    assert 0 <= scores.precision <= 1
    assert 0 <= scores.recall <= 1


def test_too_few_labels_are_told():
    with pytest.raises(EvaluationError):
        evaluate_taxonomy(rows(), SETTINGS, guided=4, examples=3, draws=1)
