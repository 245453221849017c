"""How well the sentiment of what a sentence judges agrees with labels, where it judges more than one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.evaluate.sentiment import sentiment_class
from vocpipe.evaluate.vectors import vectors_beside
from vocpipe.sentiment.head import train
from vocpipe.sentiment.training import training_sentences
from vocpipe.settings import Settings
from vocpipe.structure.split import split
from vocpipe.wording import Language, tell

LANGUAGES: tuple[Language, ...] = ("ja", "en")
_ASPECT = re.compile(r"\{([^{}]+)\}")
Classes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AspectScores:
    """How well sentiment agrees with labels of the things that sentences judge.

    sentences, aspects: how many there are. macro_f1, accuracy: of the aspects by the sentiment of their clauses, and
    whole_macro_f1, whole_accuracy by that of their sentences. opposed: sentences that praise one thing and blame
    another; opposed_right, whole_opposed_right: the share of them in which all things are told right. divided: the share of them
    in which these stand in different clauses. divided_others: the share of the other sentences that are divided.
    """

    sentences: int
    aspects: int
    macro_f1: float
    accuracy: float
    whole_macro_f1: float
    whole_accuracy: float
    opposed: int
    opposed_right: float
    whole_opposed_right: float
    divided: float
    divided_others: float


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a row judges: its label, the sentence that it stands in, and the clause, which may be the sentence."""

    row: int
    label: int
    whole: str
    clause: str


def held_back(language: str) -> LabelledRows:
    """The sentences in `language` that were written and labeled before there was a rule for clauses."""
    file = resources.files("vocpipe.evaluate") / "held_back" / f"aspects.{language}.tsv"
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return LabelledRows([text for _, text in rows], [labels for labels, _ in rows])


def evaluate_aspects(rows: LabelledRows, settings: Settings) -> AspectScores:
    """The scores of rows whose texts have what is judged in braces, with a label for each, separated by blanks.

    Raises EvaluationError for a row without braces, with more or fewer labels than braces, or with an unknown label.
    """
    judged = list(_judged(rows))
    texts = [part for of in judged for part in (of.clause, of.whole)]
    ours, theirs = vectors_beside(training_sentences(), texts, settings)
    told = train(ours).probabilities(theirs, texts).argmax(axis=1) - 1
    return _scores(judged, told[::2], told[1::2])


def _judged(rows: LabelledRows) -> Iterator[_Judged]:
    plain = [_ASPECT.sub(r"\1", text) for text in rows.texts]
    for row, (text, sentences) in enumerate(zip(plain, split(plain), strict=True)):
        labels, places = rows.labels[row].split(), list(_places(rows.texts[row]))
        if not places or len(labels) != len(places):
            raise EvaluationError(tell("evaluate.aspects.labels", text=rows.texts[row], labels=rows.labels[row]))
        for label, place in zip(labels, places, strict=True):
            start = 0
            for sentence in sentences:
                start = text.index(sentence.text, start)
                if place < start + len(sentence.text):
                    inside = (at for at in sentence.clauses if at[0] <= place - start < at[1])
                    begins, ends = next(inside, (0, len(sentence.text)))
                    yield _Judged(row, sentiment_class(label), sentence.text, sentence.text[begins:ends])
                    break
                start += len(sentence.text)


def _places(text: str) -> Iterator[int]:
    """Where what is judged begins in the text without braces."""
    for number, found in enumerate(_ASPECT.finditer(text)):
        yield found.start() - 2 * number


def _scores(judged: list[_Judged], by_clause: Classes, by_whole: Classes) -> AspectScores:
    from sklearn.metrics import accuracy_score, f1_score

    truth = np.array([of.label for of in judged])
    rows: dict[int, list[int]] = {}
    for place, of in enumerate(judged):
        rows.setdefault(of.row, []).append(place)
    opposed = [places for places in rows.values() if {-1, 1} <= set(truth[places].tolist())]
    others = [places for places in rows.values() if not {-1, 1} <= set(truth[places].tolist())]
    return AspectScores(
        sentences=len(rows),
        aspects=len(judged),
        macro_f1=float(f1_score(truth, by_clause, average="macro")),
        accuracy=float(accuracy_score(truth, by_clause)),
        whole_macro_f1=float(f1_score(truth, by_whole, average="macro")),
        whole_accuracy=float(accuracy_score(truth, by_whole)),
        opposed=len(opposed),
        opposed_right=_share([bool((by_clause[places] == truth[places]).all()) for places in opposed]),
        whole_opposed_right=_share([bool((by_whole[places] == truth[places]).all()) for places in opposed]),
        divided=_share([len({judged[place].clause for place in places}) > 1 for places in opposed]),
        divided_others=_share([any(judged[at].clause != judged[at].whole for at in places) for places in others]),
    )


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
