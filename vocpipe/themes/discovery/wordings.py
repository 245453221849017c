"""Wordings: texts that are worded nearly alike count as one node of the neighbor graph.

Copies with a lead-in, a typo or another ending are each other's nearest neighbors. If there are many of them, they fill
each other's lists of neighbors, and groups form around wordings instead of subjects. Sentences that share only their
lead-in would group in that way too, so lead-ins are left out of the comparison.
"""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from vocpipe.themes.clauses import key, lead_ins, without_lead_in
from vocpipe.themes.space import Indices

_GRAM = 3
# Only texts that share at least _MIN_SHARED of their _RAREST rarest 3-grams are compared; 3-grams in more than
# _MAX_TEXTS texts are ignored.
_MIN_SHARED, _RAREST, _MAX_TEXTS = 3, 8, 200
# Texts have one wording if nearly all 3-grams of the shorter are in the longer one, which is not much longer.
_MIN_CONTAINED = 0.8
_MIN_LENGTH_RATIO = 0.5
_BLOCK = 200_000


def representatives(texts: list[str], languages: npt.NDArray[np.str_]) -> Indices:
    """The place of the text that represents each text, shape (texts,): the one of its wording with the most variants.

    languages: shape (texts,). Ties go to a text without a lead-in, then to the lower place. A text without variants
    represents itself.
    """
    compared = _without_lead_ins(texts, languages)
    has_lead_in = np.array([bare != text for bare, text in zip(compared, texts, strict=True)], dtype=bool)
    first, second = _alike(compared)
    size = len(texts)
    half = sparse.csr_matrix((np.ones(len(first), np.int8), (first, second)), shape=(size, size))
    alike = (half + half.T).tocsr()
    stands_for = np.full(size, -1, np.int64)
    for place in np.lexsort((np.arange(size), has_lead_in, -np.diff(alike.indptr))):
        if stands_for[place] < 0:
            others = alike.indices[alike.indptr[place] : alike.indptr[place + 1]]
            stands_for[others[stands_for[others] < 0]] = place
            stands_for[place] = place
    return stands_for


def _without_lead_ins(texts: list[str], languages: npt.NDArray[np.str_]) -> list[str]:
    """The texts without lead-ins, which are learned from all texts of the language."""
    bare = list(texts)
    for language in np.unique(languages).tolist():
        rows = np.flatnonzero(languages == language).tolist()
        leading = lead_ins([texts[row] for row in rows], language)
        for row in rows:
            bare[row] = without_lead_in(texts[row], language, leading.__contains__)
    return bare


def _alike(texts: list[str]) -> tuple[Indices, Indices]:
    """The pairs of texts that are one wording, each once: the lower and the higher place."""
    from sklearn.feature_extraction.text import CountVectorizer

    folded = [key(text) for text in texts]
    if max(map(len, folded), default=0) < _GRAM:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    grams = CountVectorizer(
        analyzer="char", ngram_range=(_GRAM, _GRAM), lowercase=False, binary=True, dtype=np.int32
    ).fit_transform(folded)
    rare = _rarest(grams)
    candidates = sparse.triu(rare @ rare.T, 1).tocoo()
    likely = candidates.data >= _MIN_SHARED
    first, second = candidates.row[likely].astype(np.int64), candidates.col[likely].astype(np.int64)
    sizes = np.diff(grams.indptr)
    shorter, longer = np.minimum(sizes[first], sizes[second]), np.maximum(sizes[first], sizes[second])
    same = (_in_common(grams, first, second) >= _MIN_CONTAINED * shorter) & (shorter >= _MIN_LENGTH_RATIO * longer)
    return first[same], second[same]


def _rarest(grams: sparse.csr_matrix) -> sparse.csr_matrix:
    """Each text's rarest grams that another text has too."""
    rows = np.repeat(np.arange(grams.shape[0]), np.diff(grams.indptr))
    texts = np.bincount(grams.indices, minlength=grams.shape[1])[grams.indices]
    telling = (texts >= 2) & (texts <= _MAX_TEXTS)
    rows, columns, texts = rows[telling], grams.indices[telling], texts[telling]
    order = np.lexsort((columns, texts, rows))
    rows, columns = rows[order], columns[order]
    rarest = np.arange(len(rows)) - np.searchsorted(rows, rows) < _RAREST
    ones = np.ones(int(rarest.sum()), np.int32)
    return sparse.csr_matrix((ones, (rows[rarest], columns[rarest])), shape=grams.shape)


def _in_common(grams: sparse.csr_matrix, first: Indices, second: Indices) -> npt.NDArray[np.int64]:
    """How many grams the texts of each pair share, shape (pairs,)."""
    shared = np.zeros(len(first), np.int64)
    for start in range(0, len(first), _BLOCK):
        part = slice(start, start + _BLOCK)
        shared[part] = np.asarray(grams[first[part]].multiply(grams[second[part]]).sum(axis=1)).ravel()
    return shared
