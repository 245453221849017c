"""Labeled rows, ready for any theme engine: each distinct text once, with its vectors and words."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.encoders.models import encode
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.masking.redact import redact
from vocpipe.own_names import OwnNames
from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan, text_hash
from vocpipe.structure.clean import clean
from vocpipe.structure.language import LanguageFinder
from vocpipe.structure.split import split
from vocpipe.themes.space import NOWHERE, Indices, Labels, Space
from vocpipe.themes.words import Words


@dataclass(frozen=True, slots=True)
class Corpus:
    """Distinct texts in the order of their hashes, as a refresh has them, and the text of each row.

    hashes, space, words: of shape (texts,). places: shape (rows,), the place of each row's text. seconds: of embedding.
    """

    rows: LabelledRows
    hashes: list[str]
    space: Space
    words: Words
    places: Indices
    seconds: float

    def part(self, texts: Indices) -> tuple[Space, Words]:
        """Some of the texts as a discovery takes them; `texts` in rising order."""
        return self.space.part(texts), self.words.of(texts)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well the themes agree with the labels.

    themes: how many there are. coverage: share of rows in a theme. ari, nmi: agreement with the labels over all
    rows, the unthemed as one group.
    """

    themes: int
    coverage: float
    ari: float
    nmi: float


def agreement(labels: Labels, corpus: Corpus) -> Agreement:
    """How well groups of the texts, shape (texts,), -1 for none, agree with the rows' labels."""
    groups = labels[corpus.places]
    ari, nmi = compare(corpus.rows.labels, groups)
    return Agreement(
        themes=len(np.unique(labels[labels != NOWHERE])), coverage=float((groups != NOWHERE).mean()), ari=ari, nmi=nmi
    )


def compare(labels: Sequence[str], groups: npt.NDArray[Any]) -> tuple[float, float]:
    """(ari, nmi) of the rows' labels and groups.

    Adjusted Rand index: Hubert and Arabie 1985; normalized mutual information: arithmetic mean, as in scikit-learn.
    """
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    return float(adjusted_rand_score(labels, groups)), float(normalized_mutual_info_score(labels, groups))


def embed_rows(rows: LabelledRows, settings: Settings) -> Corpus:
    """The rows' texts with their vectors and words, cleaned and embedded as in a refresh.

    Each row is one sentence, even if cleaning leaves nothing of its text.
    """
    start = time.monotonic()
    cleaned = [redact(clean(text).text).text or text for text in rows.texts]
    own = OwnNames(settings.workspace.own_names)
    keys = {text: text_hash(own.neutral(text)) for text in sorted(set(cleaned))}
    distinct = dict(sorted((key, text) for text, key in keys.items()))
    texts = list(distinct.values())
    space = embed_texts(texts, settings)
    tokens = [[word for part in parts for word in part.tokens] for parts in split(texts, own)]
    words = Words(texts, tokens, plain=[own.neutral(text) for text in texts])
    number = {key: place for place, key in enumerate(distinct)}
    places = np.array([number[keys[text]] for text in cleaned], np.int64)
    return Corpus(rows, list(distinct), space, words, places, time.monotonic() - start)


def embed_texts(texts: Sequence[str], settings: Settings) -> Space:
    """The texts' vectors, computed as in a refresh; shape of each matrix (texts, dimensions)."""
    plan, own_names = encoder_plan(settings.embed), OwnNames(settings.workspace.own_names)
    finder = LanguageFinder(settings.workspace.languages)
    languages: npt.NDArray[np.str_] = np.array([finder.find(text) or "und" for text in texts], dtype=np.str_)
    plain = [own_names.neutral(text) for text in texts]
    own = {
        language: encode(model, [text for text, other in zip(plain, languages, strict=True) if other == language])
        for language, model in plan.own.items()
        if (languages == language).any()
    }
    return Space(encode(plan.shared, plain), languages, own)
