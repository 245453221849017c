"""How well themes agree with labels that people gave, without the labels being used."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.evaluate.rows import LabelledRows
from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan, text_hash
from vocpipe.structure.encoders import encode
from vocpipe.structure.language import LanguageFinder
from vocpipe.structure.split import split
from vocpipe.themes.discover import NOWHERE, Progress, discover
from vocpipe.themes.graph import Space
from vocpipe.themes.lexical import Words


@dataclass(frozen=True, slots=True)
class ThemeScores:
    """themes: how many were found. coverage: share of rows in a theme. ari, nmi: agreement with the labels over all
    rows, the unthemed as one group. seconds: of the discovery alone; seconds_embedding: before it.
    """

    rows: int
    labels: int
    themes: int
    coverage: float
    ari: float
    nmi: float
    seconds: float
    seconds_embedding: float


def evaluate_themes(rows: LabelledRows, settings: Settings, *, progress: Progress | None = None) -> ThemeScores:
    """Discover themes in the rows' texts with the settings' engine, and compare them with the labels.

    Each row is one sentence, as it stands. Equal texts are one, as in a refresh. Adjusted Rand index: Hubert and
    Arabie 1985; normalized mutual information: arithmetic mean, as in scikit-learn.
    """
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    texts = sorted({text_hash(text): text for text in sorted(rows.texts)}.items())
    start = time.monotonic()
    distinct = [text for _, text in texts]
    space = embed_texts(distinct, settings)
    words = Words(distinct, [[word for part in parts for word in part.tokens] for parts in split(distinct)])
    embedded = time.monotonic()
    found = discover(space, words, settings.themes, progress=progress).themes
    done = time.monotonic()
    place = {text: number for number, (text, _) in enumerate(texts)}
    groups = found[[place[text_hash(text)] for text in rows.texts]]
    return ThemeScores(
        rows=len(rows.texts),
        labels=len(set(rows.labels)),
        themes=int(found.max(initial=NOWHERE)) + 1,
        coverage=float((groups != NOWHERE).mean()),
        ari=float(adjusted_rand_score(rows.labels, groups)),
        nmi=float(normalized_mutual_info_score(rows.labels, groups)),
        seconds=done - embedded,
        seconds_embedding=embedded - start,
    )


def embed_texts(texts: Sequence[str], settings: Settings) -> Space:
    """The texts' vectors, as a refresh would make them; shape of each matrix (texts, dimensions)."""
    plan = encoder_plan(settings.embed)
    finder = LanguageFinder(settings.workspace.languages)
    languages: npt.NDArray[np.str_] = np.array([finder.find(text) or "und" for text in texts], dtype=np.str_)
    own = {
        language: encode(model, [text for text, found in zip(texts, languages, strict=True) if found == language])
        for language, model in plan.own.items()
        if (languages == language).any()
    }
    return Space(encode(plan.shared, list(texts)), languages, own)
