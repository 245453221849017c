"""How well themes agree with labels that people gave, without the labels being used."""

import time
from dataclasses import asdict, dataclass

import numpy as np

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.against import BertopicScores, TaughtScores, measure_bertopic, measure_taught
from vocpipe.evaluate.corpus import agreement, embed_rows
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.evaluate.stability import StabilityScores, measure_stability
from vocpipe.extras import require
from vocpipe.settings import Settings
from vocpipe.themes.discovery.consensus import Progress
from vocpipe.themes.discovery.discover import discover


@dataclass(frozen=True, slots=True)
class ThemeScores:
    """themes, coverage, ari, nmi: see Agreement. seconds: of the discovery alone; seconds_embedding: before it."""

    rows: int
    labels: int
    themes: int
    coverage: float
    ari: float
    nmi: float
    seconds: float
    seconds_embedding: float
    stability: StabilityScores | None = None
    bertopic: BertopicScores | None = None
    taught: TaughtScores | None = None


def evaluate_themes(
    rows: LabelledRows,
    settings: Settings,
    *,
    stability: bool = False,
    bertopic: bool = False,
    taught: bool = False,
    progress: Progress | None = None,
) -> ThemeScores:
    """Discover themes in the rows' texts with the settings' engine, and compare them with the labels.

    Each row is one sentence. Equal texts are one, as in a refresh. `stability`, `bertopic` and `taught` measure those
    too, on the same vectors. Raises MissingExtraError where BERTopic is asked for and not installed.
    """
    if bertopic:
        require("bertopic")
    corpus = embed_rows(rows, settings)
    start = time.monotonic()
    found = discover(corpus.space, corpus.words, settings.themes, progress=progress).themes
    seconds = time.monotonic() - start
    return ThemeScores(
        rows=len(rows.texts),
        labels=len(set(rows.labels)),
        **asdict(agreement(found, corpus)),
        seconds=seconds,
        seconds_embedding=corpus.seconds,
        stability=measure_stability(corpus, settings) if stability else None,
        bertopic=measure_bertopic(corpus) if bertopic else None,
        taught=measure_taught(corpus) if taught else None,
    )


def some_rows(rows: LabelledRows, count: int, *, seed: int = 0) -> LabelledRows:
    """So many of the rows drawn at random, in the file's order, always the same ones; raises EvaluationError."""
    if not 0 < count <= len(rows.texts):
        raise EvaluationError(f"{count} rows were asked for; the file has {len(rows.texts)} with a text and a label")
    chosen = np.sort(np.random.default_rng(seed).choice(len(rows.texts), count, replace=False)).tolist()
    return LabelledRows([rows.texts[row] for row in chosen], [rows.labels[row] for row in chosen])
