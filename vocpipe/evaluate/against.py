"""What is measured beside vocpipe on the same texts and vectors, in the same run: BERTopic, and a taught classifier."""

import time
import warnings
from dataclasses import asdict, dataclass

import numpy as np

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.corpus import Corpus, agreement, compare
from vocpipe.extras import require
from vocpipe.themes.discovery.graph import Space
from vocpipe.themes.discovery.lexical import Matrix

# How little the taught classifier is held back (scikit-learn's C): unit vectors are short, so more than its default.
_TAUGHT_C = 10.0


@dataclass(frozen=True, slots=True)
class BertopicScores:
    """themes, coverage, ari, nmi: see Agreement; what BERTopic calls outliers has no theme. seconds: of its fit."""

    themes: int
    coverage: float
    ari: float
    nmi: float
    seconds: float


@dataclass(frozen=True, slots=True)
class TaughtScores:
    """accuracy, ari, nmi: of the labels that a classifier taught with the other rows' labels gives to each row.

    What is found without labels can hardly agree with them better than this.
    """

    accuracy: float
    ari: float
    nmi: float


def measure_bertopic(corpus: Corpus) -> BertopicScores:
    """How well BERTopic's topics, by its defaults, agree with the labels; raises MissingExtraError.

    Its default draws from an unseeded generator, so the figures differ a little from run to run.
    """
    require("bertopic")
    from bertopic import BERTopic

    vectors = one_matrix(corpus.space)
    start = time.monotonic()
    topics, _ = BERTopic().fit_transform(corpus.words.texts, vectors)
    seconds = time.monotonic() - start
    return BertopicScores(**asdict(agreement(np.array(topics, np.int64), corpus)), seconds=seconds)


def measure_taught(corpus: Corpus, *, folds: int = 5) -> TaughtScores:
    """How well logistic regression on the vectors, taught with the labels of all folds but one, knows those of the one.

    Raises EvaluationError where no two labels have as many rows as there are folds.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    labels = np.array(corpus.rows.labels)
    if sum(np.unique(labels, return_counts=True)[1] >= folds) < 2:
        raise EvaluationError(f"to teach a classifier, two labels with at least {folds} rows each are needed")
    vectors = one_matrix(corpus.space)[corpus.places]
    order = StratifiedKFold(folds, shuffle=True, random_state=0)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The least populated class", UserWarning)  # a rare label is hard to learn
        taught = cross_val_predict(LogisticRegression(C=_TAUGHT_C, max_iter=300), vectors, labels, cv=order)
    return TaughtScores(float((taught == labels).mean()), *compare(corpus.rows.labels, taught))


def one_matrix(space: Space) -> Matrix:
    """The vectors for an engine that takes one encoder: the best for the language, or the shared one for several."""
    languages = np.unique(space.languages)
    return space.inside(str(languages[0])) if len(languages) == 1 else space.shared
