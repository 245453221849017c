"""Word vectors that complement those of an encoder: sentences that share a rare word are nearer than it says.

An encoder knows that "charge" and "fee" are alike, but blurs names, codes and terms that set one theme apart from the
next. Latent semantic analysis (Deerwester et al. 1990) of the sentences' own words keeps them sharp.
"""

import re
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vocpipe.themes.space import Matrix

# Against 1 for the encoder; measured on held-out labeled sets of both languages, flat between .3 and .7.
WORDS_WEIGHT = 0.5
_DIMENSIONS = 300
# Only the most frequent words and pairs count, so that time and memory stay bounded beyond some 100,000 sentences.
_VOCABULARY = 60_000
_WITHOUT_BLANKS = ("ja", "zh", "th")
_WORD = re.compile(r"\w\w+")
# Fewer sentences do not show which words are rare.
_MIN_SENTENCES = 100


def with_words(views: list[tuple[Matrix, float]], language: str, texts: list[str], tokens: list[list[str]]) -> Matrix:
    """Unit vectors of shape (sentences, more dimensions): the encoders' centered ones, joined with those of the words.

    views: vectors of shape (sentences, dimensions) and how much each counts. With too few sentences the result is the
    first view. If a language writes blanks between words, function words count too: "how do I" and "why was" are
    different intents.
    """
    if len(texts) < _MIN_SENTENCES:
        return views[0][0]
    parts = [weight * _unit(vectors - vectors.mean(axis=0)) for vectors, weight in views]
    words = _semantic(tokens if language in _WITHOUT_BLANKS else [_WORD.findall(text.casefold()) for text in texts])
    return _unit(np.hstack(parts if words is None else [*parts, WORDS_WEIGHT * words]))


def _semantic(tokens: list[list[str]]) -> Matrix | None:
    """The words' latent semantic vectors, unit length or zero; None if too few words occur twice."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from threadpoolctl import threadpool_limits

    vectorizer = TfidfVectorizer(
        analyzer=_with_pairs, min_df=2, max_features=_VOCABULARY, sublinear_tf=True, dtype=np.float32
    )
    try:
        weights = vectorizer.fit_transform(tokens)
    except ValueError:  # no word occurs twice
        return None
    if weights.shape[1] <= _DIMENSIONS:
        return None
    # Several threads hardly help, are far slower next to other programs, and their number changes the last digits.
    with threadpool_limits(1, "blas"):
        return _unit(TruncatedSVD(_DIMENSIONS, random_state=0).fit_transform(weights))


def _with_pairs(tokens: list[str]) -> list[str]:
    """The words and the pairs of words that follow each other."""
    return tokens + [f"{first} {second}" for first, second in pairwise(tokens)]


def _unit(matrix: npt.NDArray[np.floating]) -> Matrix:
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: Matrix = np.divide(matrix, length, out=np.zeros_like(matrix), where=length > 1e-9).astype(np.float32)
    return unit
