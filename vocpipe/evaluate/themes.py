"""How well themes that are discovered without labels agree with the labels that people gave."""

import time
from dataclasses import asdict, dataclass

import numpy as np

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.against import BertopicScores, SupervisedScores, measure_bertopic, measure_supervised
from vocpipe.evaluate.corpus import agreement, embed_rows
from vocpipe.evaluate.purity import purity
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.evaluate.stability import StabilityScores, measure_stability
from vocpipe.extras import require
from vocpipe.settings import Settings
from vocpipe.step import Progress, ignore
from vocpipe.themes.discovery.discover import discover
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True)
class ThemeScores:
    """How well discovered themes agree with labels, and the results of the optional measures.

    themes, coverage, ari, nmi: see Agreement. purity, mixed, found_once: see Purity. seconds: of the discovery alone;
    seconds_embedding: before it.
    """

    rows: int
    labels: int
    themes: int
    coverage: float
    ari: float
    nmi: float
    purity: float
    mixed: float
    found_once: float
    seconds: float
    seconds_embedding: float
    stability: StabilityScores | None = None
    bertopic: BertopicScores | None = None
    taught: SupervisedScores | None = None


def evaluate_themes(
    rows: LabelledRows,
    settings: Settings,
    *,
    stability: bool = False,
    bertopic: bool = False,
    taught: bool = False,
    progress: Progress = ignore,
) -> ThemeScores:
    """Discover themes in the rows' texts with the settings' engine, and compare them with the labels.

    Each row is one sentence. Equal texts are one, as in a refresh. `stability`, `bertopic` and `taught` (a classifier
    trained with the labels) are measured too, on the same vectors. Raises MissingExtraError if BERTopic is asked for
    and not installed.
    """
    if bertopic:
        require("bertopic")
    corpus = embed_rows(rows, settings)
    start = time.monotonic()
    themes = discover(corpus.space, corpus.words, settings.themes, progress=progress).themes
    seconds = time.monotonic() - start
    return ThemeScores(
        rows=len(rows.texts),
        labels=len(set(rows.labels)),
        **asdict(agreement(themes, corpus)),
        **asdict(purity(themes[corpus.places].tolist(), rows.labels)),
        seconds=seconds,
        seconds_embedding=corpus.seconds,
        stability=measure_stability(corpus, settings) if stability else None,
        bertopic=measure_bertopic(corpus) if bertopic else None,
        taught=measure_supervised(corpus) if taught else None,
    )


def some_rows(rows: LabelledRows, count: int, *, seed: int = 0) -> LabelledRows:
    """`count` of the rows, drawn at random by `seed`, in the file's order.

    Raises EvaluationError if there are fewer rows.
    """
    if not 0 < count <= len(rows.texts):
        raise EvaluationError(tell("evaluate.rows.few_rows", count=count, rows=len(rows.texts)))
    chosen = np.sort(np.random.default_rng(seed).choice(len(rows.texts), count, replace=False)).tolist()
    return LabelledRows([rows.texts[row] for row in chosen], [rows.labels[row] for row in chosen])
