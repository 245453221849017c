"""How well the causes and feelings of sentences agree with labels that people gave."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.evaluate.vectors import vectors_beside
from vocpipe.facets import CAUSES, FEELINGS
from vocpipe.sentiment.facets.head import train_facets
from vocpipe.sentiment.facets.training import facet_sentences
from vocpipe.settings import Settings
from vocpipe.wording import Language, say, tell

LANGUAGES: tuple[Language, ...] = ("ja", "en")
_FACETS = {"cause": CAUSES, "feeling": FEELINGS}


@dataclass(frozen=True, slots=True)
class LabelScores:
    """How well one label is told. precision: of those called so; recall, n: of those that are so."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class FacetScores:
    """How well a facet agrees with labels. macro_f1: the mean over the labels that the rows have; n: rows."""

    macro_f1: float
    accuracy: float
    n: int
    labels: dict[str, LabelScores]


def evaluate_facet(rows: LabelledRows, settings: Settings, facet: str) -> FacetScores:
    """How well the `facet` (cause or feeling) of the rows' texts agrees with their labels.

    Labels are the values in the tables, or what the explorer calls them in either language. Raises EvaluationError for
    another label.
    """
    truth = np.array([_label(label, facet) for label in rows.labels])
    return _compare(_told(rows.texts, settings)[facet], truth, _FACETS[facet])


def evaluate_held_back(settings: Settings) -> dict[str, dict[str, FacetScores]]:
    """Facet -> language -> how well the facet of the sentences that are held back is told."""
    texts = [held_back(language, "cause").texts for language in LANGUAGES]
    told = _told([text for of in texts for text in of], settings)
    found: dict[str, dict[str, FacetScores]] = {}
    for facet, labels in _FACETS.items():
        parts = np.split(told[facet], np.cumsum([len(of) for of in texts])[:-1])
        truths = [np.array(held_back(language, facet).labels) for language in LANGUAGES]
        scores = [_compare(part, truth, labels) for part, truth in zip(parts, truths, strict=True)]
        found[facet] = dict(zip(LANGUAGES, scores, strict=True))
    return found


def lines(scores: FacetScores) -> Iterator[str]:
    """The means, then a line per label: precision, recall, F1 and how many there are."""
    yield tell("evaluate.causes.mean", macro_f1=scores.macro_f1, accuracy=scores.accuracy, n=scores.n)
    for label, of in scores.labels.items():
        measures = {"precision": of.precision, "recall": of.recall, "f1": of.f1, "n": of.n}
        yield "  " + tell("evaluate.causes.of_label", label=f"{label:<17}", **measures)


def held_back(language: str, facet: str) -> LabelledRows:
    """The sentences in `language` that were labeled by hand before there was a head, with their `facet`."""
    file = resources.files("vocpipe.evaluate") / "held_back" / f"causes.{language}.tsv"
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    place = rows[0].index(facet)
    return LabelledRows([row[-1] for row in rows[1:]], [row[place] for row in rows[1:]])


def _told(texts: list[str], settings: Settings) -> dict[str, npt.NDArray[np.str_]]:
    """Facet -> what the head tells of each text."""
    ours, theirs = vectors_beside(facet_sentences(), texts, settings)
    return dict(zip(_FACETS, train_facets(ours).facets(theirs, texts), strict=True))


def _compare(told: npt.NDArray[np.str_], truth: npt.NDArray[np.str_], labels: tuple[str, ...]) -> FacetScores:
    from sklearn.metrics import precision_recall_fscore_support

    known = [label for label in labels if label in truth]
    scores = zip(*precision_recall_fscore_support(truth, told, labels=known, zero_division=0.0), strict=True)
    found = {
        label: LabelScores(float(precision), float(recall), float(f1), int(n))
        for label, (precision, recall, f1, n) in zip(known, scores, strict=True)
    }
    mean = float(np.mean([score.f1 for score in found.values()]))
    return FacetScores(mean, float((told == truth).mean()), len(truth), found)


def _label(label: str, facet: str) -> str:
    wanted = label.strip().casefold()
    for name in _FACETS[facet]:
        if wanted in {name, *(str(say(f"explorer.{facet}.{name}", language)).casefold() for language in LANGUAGES)}:
            return name
    raise EvaluationError(tell("evaluate.causes.unknown_label", label=label, labels=", ".join(_FACETS[facet])))
