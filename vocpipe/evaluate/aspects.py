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
from vocpipe.themes.aspects.opposed import opposed
from vocpipe.wording import Language, tell

LANGUAGES: tuple[Language, ...] = ("ja", "en")
_ASPECT = re.compile(r"\{([^{}]+)\}")
Classes = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AspectScores:
    """How well sentiment agrees with labels of the things that sentences judge.

    sentences, aspects: how many there are. macro_f1, accuracy: of the aspects as themes count them, by the sentiment of
    their clauses where these oppose each other. whole_macro_f1, whole_accuracy: by that of their sentences. opposed:
    sentences that praise one thing and blame another. opposed_right, whole_opposed_right: the share of them in which
    all things are told right. divided: the share of them in which these stand in different clauses. divided_others: the
    share of the others in which a clause counts.
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
    """One thing that a row judges, and where the text stands that says it.

    whole: the place of its sentence among all texts. clause: that of its clause, or of the sentence if it stands in
    none. clauses: those of all clauses of the sentence.
    """

    row: int
    label: int
    whole: int
    clause: int
    clauses: range


def held_back(language: str) -> LabelledRows:
    """The sentences in `language` that were written and labeled before there was a rule for clauses."""
    file = resources.files("vocpipe.evaluate") / "held_back" / f"aspects.{language}.tsv"
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return LabelledRows([text for _, text in rows], [labels for labels, _ in rows])


def evaluate_aspects(rows: LabelledRows, settings: Settings) -> AspectScores:
    """The scores of rows whose texts have what is judged in braces, with a label for each, separated by blanks.

    Raises EvaluationError for a row without braces, with more or fewer labels than braces, or with an unknown label.
    """
    texts: list[str] = []
    judged = list(_judged(rows, texts))
    ours, theirs = vectors_beside(training_sentences(), texts, settings)
    heads = train(ours)
    told = heads.probabilities(theirs, texts).argmax(axis=1) - 1
    labels = heads.score(theirs, texts).label.tolist()
    counted = np.array([of.clause if any(_both(of, labels)) else of.whole for of in judged])
    return _scores(judged, told, counted)


def _both(of: _Judged, labels: list[str]) -> list[bool]:
    """As a refresh tells it, for each of the clauses: whether the sentence praises one thing and blames another."""
    return opposed([""] * len(of.clauses), [labels[place] for place in of.clauses])


def _judged(rows: LabelledRows, texts: list[str]) -> Iterator[_Judged]:
    """What the rows judge; the sentences and clauses that it stands in are added to `texts`."""
    plain = [_ASPECT.sub(r"\1", text) for text in rows.texts]
    for row, (text, sentences) in enumerate(zip(plain, split(plain), strict=True)):
        labels, places = rows.labels[row].split(), list(_places(rows.texts[row]))
        if not places or len(labels) != len(places):
            raise EvaluationError(tell("evaluate.aspects.labels", text=rows.texts[row], labels=rows.labels[row]))
        start = 0
        for sentence in sentences:
            start = text.index(sentence.text, start)
            end, whole = start + len(sentence.text), len(texts)
            clauses = range(whole + 1, whole + 1 + len(sentence.clauses))
            texts += [sentence.text, *(sentence.text[begins:ends] for begins, ends in sentence.clauses)]
            for label, place in zip(labels, places, strict=True):
                if start <= place < end:
                    inside = (
                        at
                        for at, (begins, ends) in zip(clauses, sentence.clauses, strict=True)
                        if begins <= place - start < ends
                    )
                    yield _Judged(row, sentiment_class(label), whole, next(inside, whole), clauses)
            start = end


def _places(text: str) -> Iterator[int]:
    """Where what is judged begins in the text without braces."""
    for number, found in enumerate(_ASPECT.finditer(text)):
        yield found.start() - 2 * number


def _scores(judged: list[_Judged], told: Classes, counted: Places) -> AspectScores:
    """The scores; told: of all texts. counted: the place of the text that counts for what is judged."""
    from sklearn.metrics import accuracy_score, f1_score

    truth, whole = np.array([of.label for of in judged]), np.array([of.whole for of in judged])
    by_clause, by_whole = told[counted], told[whole]
    rows: dict[int, list[int]] = {}
    for place, of in enumerate(judged):
        rows.setdefault(of.row, []).append(place)
    both = [places for places in rows.values() if {-1, 1} <= set(truth[places].tolist())]
    others = [places for places in rows.values() if places not in both]
    return AspectScores(
        sentences=len(rows),
        aspects=len(judged),
        macro_f1=float(f1_score(truth, by_clause, average="macro")),
        accuracy=float(accuracy_score(truth, by_clause)),
        whole_macro_f1=float(f1_score(truth, by_whole, average="macro")),
        whole_accuracy=float(accuracy_score(truth, by_whole)),
        opposed=len(both),
        opposed_right=_share([bool((by_clause[places] == truth[places]).all()) for places in both]),
        whole_opposed_right=_share([bool((by_whole[places] == truth[places]).all()) for places in both]),
        divided=_share([len(set(counted[places].tolist())) > 1 for places in both]),
        divided_others=_share([bool((counted[places] != whole[places]).any()) for places in others]),
    )


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
