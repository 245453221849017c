"""BERTopic beside vocpipe: its default on the same texts and the same vectors, in the same run."""

import time
from dataclasses import asdict, dataclass
from importlib.util import find_spec

import numpy as np

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.corpus import Corpus, agreement
from vocpipe.themes.graph import Space
from vocpipe.themes.lexical import Matrix


@dataclass(frozen=True, slots=True)
class BertopicScores:
    """themes, coverage, ari, nmi: see Agreement; what BERTopic calls outliers has no theme. seconds: of its fit."""

    themes: int
    coverage: float
    ari: float
    nmi: float
    seconds: float


def check_bertopic() -> None:
    """Raises EvaluationError, naming the extra, where BERTopic is not installed."""
    if find_spec("bertopic") is None:
        raise EvaluationError("BERTopic is not installed; add it with: pip install 'vocpipe[bertopic]'")


def measure_bertopic(corpus: Corpus) -> BertopicScores:
    """How well BERTopic's topics, by its defaults, agree with the labels; raises EvaluationError.

    Its default draws from an unseeded generator, so the figures differ a little from run to run.
    """
    check_bertopic()
    from bertopic import BERTopic

    vectors = one_matrix(corpus.space)
    start = time.monotonic()
    topics, _ = BERTopic().fit_transform(corpus.words.texts, vectors)
    seconds = time.monotonic() - start
    return BertopicScores(**asdict(agreement(np.array(topics, np.int64), corpus)), seconds=seconds)


def one_matrix(space: Space) -> Matrix:
    """The vectors for an engine that takes one encoder: the best for the language, or the shared one for several."""
    languages = np.unique(space.languages)
    return space.inside(str(languages[0])) if len(languages) == 1 else space.shared
