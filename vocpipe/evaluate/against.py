"""Comparisons with vocpipe on the same texts and vectors: BERTopic, and a classifier trained with the labels."""

import time
import warnings
from dataclasses import asdict, dataclass

import numpy as np

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.corpus import Corpus, agreement, compare
from vocpipe.extras import require
from vocpipe.themes.space import Matrix, Space
from vocpipe.wording import tell

# Weak regularization (scikit-learn's C): unit vectors are short, so a larger value than the default.
_C = 10.0


@dataclass(frozen=True, slots=True)
class BertopicScores:
    """How well BERTopic's topics agree with the labels.

    themes, coverage, ari, nmi: see Agreement; BERTopic's outliers have no theme. seconds: of its fit.
    """

    themes: int
    coverage: float
    ari: float
    nmi: float
    seconds: float


@dataclass(frozen=True, slots=True)
class SupervisedScores:
    """How well a classifier trained with labels predicts them.

    accuracy, ari, nmi: of the labels predicted for each row by a classifier trained on the other rows.

    Themes that are discovered without labels can hardly agree with them better than this.
    """

    accuracy: float
    ari: float
    nmi: float


def measure_bertopic(corpus: Corpus) -> BertopicScores:
    """How well BERTopic's topics, with its default settings, agree with the labels.

    Raises MissingExtraError if it is not installed. Its default draws from an unseeded generator, so the figures
    differ a little from run to run.
    """
    require("bertopic")
    from bertopic import BERTopic

    vectors = one_matrix(corpus.space)
    start = time.monotonic()
    topics, _ = BERTopic().fit_transform(corpus.words.texts, vectors)
    seconds = time.monotonic() - start
    return BertopicScores(**asdict(agreement(np.array(topics, np.int64), corpus)), seconds=seconds)


def measure_supervised(corpus: Corpus, *, folds: int = 5) -> SupervisedScores:
    """The cross-validated scores of logistic regression on the vectors.

    Raises EvaluationError if no two labels have as many rows as there are folds.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    labels = np.array(corpus.rows.labels)
    if sum(np.unique(labels, return_counts=True)[1] >= folds) < 2:
        raise EvaluationError(tell("evaluate.against.few_labels", folds=folds))
    vectors = one_matrix(corpus.space)[corpus.places]
    order = StratifiedKFold(folds, shuffle=True, random_state=0)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The least populated class", UserWarning)  # rare labels are expected
        predicted = cross_val_predict(LogisticRegression(C=_C, max_iter=300), vectors, labels, cv=order)
    return SupervisedScores(float((predicted == labels).mean()), *compare(corpus.rows.labels, predicted))


def one_matrix(space: Space) -> Matrix:
    """The vectors for an engine that takes one encoder: the best for the language, or the shared one for several."""
    languages = np.unique(space.languages)
    return space.inside(str(languages[0])) if len(languages) == 1 else space.shared
