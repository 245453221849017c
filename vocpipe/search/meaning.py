"""Search by meaning: the published vectors of sentences, and those that are nearest to a question in any language.

Languages stand apart in an encoder's space: a Japanese question is nearer to any Japanese sentence than to what says
the same in English. So the mean of its language is taken from each vector first, and from the question's; and how near
a sentence is counts in standard deviations of the cosines of its own language.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々]")
_SCALE = np.float32(127)  # of the whole numbers that are held in memory
_BLOCK = 8192  # vectors that are multiplied at once: as floats, all together would take four times their room
_FAR = 3.0  # standard deviations above the mean of its language: what is below says something else
_NEAR = 0.5  # a cosine that is near by itself: among a few sentences none is three deviations away
_LEAST = 0.02  # a deviation of cosines below this is that of very few sentences, or of rounding
_MOST = 1000  # sentences that one question finds
_FIRST, _ALIKE = 5, 2  # of the first five at most two are of one theme, so that they show different things


@dataclass(frozen=True, slots=True)
class Meanings:
    """The sentences of a snapshot by what they mean.

    ids, themes: of shape (sentences,); a sentence in no theme has "". vectors: shape (sentences, dimensions).
    languages: the place of each one's center. centers: language -> its mean vector. lengths: of the vectors without
    their centers.
    """

    ids: Sequence[str]
    themes: Sequence[str]
    vectors: npt.NDArray[np.int8]
    languages: npt.NDArray[np.int64]
    centers: dict[str, npt.NDArray[np.float32]]
    lengths: npt.NDArray[np.float32]

    def cosines(self, question: str, vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """How near each sentence is to the question, of which `vector` is the unit vector: -1 to 1."""
        asked = vector - self.centers[self._language(question)]
        asked /= max(float(np.linalg.norm(asked)), 1e-9)
        products = _products(self.vectors, asked)
        centers = np.stack(list(self.centers.values()))
        result: npt.NDArray[np.float32] = (products - (centers @ asked)[self.languages]) / self.lengths
        return result

    def near(self, question: str, vector: npt.NDArray[np.float32]) -> list[str]:
        """The ids of the sentences that say similar things, the nearest first; none if nothing does.

        Those are near whose cosine is three standard deviations above the mean of their language, or one half.
        """
        if not len(self.ids):
            return []
        cosines = self.cosines(question, vector)
        scores = self._standardized(cosines)
        places = np.flatnonzero((scores >= _FAR) | (cosines >= _NEAR))
        order = places[np.argsort(-scores[places], kind="stable")][:_MOST]
        said = {int(place): float(scores[place].round(4)) for place in order}
        return [self.ids[place] for place in self._spread(said)]

    def _standardized(self, cosines: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The cosines in standard deviations from the mean of their language."""
        result = np.zeros_like(cosines)
        for place in range(len(self.centers)):
            of_language = self.languages == place
            own = cosines[of_language]
            result[of_language] = (own - own.mean()) / max(float(own.std()), _LEAST)
        return result

    def _spread(self, said: dict[int, float]) -> list[int]:
        """The places of `said` in their order; the first ones show different things.

        Among them no theme has more than its share and, as far as a score can tell, no text stands twice.
        """
        first: list[int] = []
        for place, score in said.items():
            theme = self.themes[place]
            is_new = score not in {said[other] for other in first}
            if is_new and (not theme or sum(self.themes[other] == theme for other in first) < _ALIKE):
                first.append(place)
            if len(first) == _FIRST:
                break
        chosen = set(first)
        return first + [place for place in said if place not in chosen]

    def _language(self, question: str) -> str:
        """The language of the question: Japanese by its letters, else that of most sentences in other languages."""
        known = list(self.centers)
        if _JAPANESE.search(question) and "ja" in known:
            return "ja"
        counts = np.bincount(self.languages, minlength=len(known))
        return max(known, key=lambda name: (name != "ja", counts[known.index(name)]))


def with_vectors(said: pa.Table, vectors: pa.Table | None) -> pa.Table:
    """The rows of `said` that have a vector, with it; both have sentence_id, each once."""
    if vectors is None:
        return said.slice(0, 0).append_column("vector", pa.array([], pa.list_(pa.float32())))
    place = pc.index_in(said["sentence_id"], value_set=vectors["sentence_id"])
    there = said.filter(pc.is_valid(place))
    return there.append_column("vector", vectors["vector"].take(place.drop_null()))


def meanings(table: pa.Table) -> Meanings:
    """The sentences of `table` (sentence_id, lang, theme_id, vector), ready to be asked."""
    vectors = _matrix(table)
    names = table["lang"].fill_null("").to_pylist()
    known = sorted(set(names))
    languages = np.array([known.index(name) for name in names], np.int64)
    lengths = np.empty(len(names), np.float32)
    centers = {name: _center(vectors[languages == place]) for place, name in enumerate(known)}
    means = np.stack(list(centers.values())) if centers else np.zeros((0, 0), np.float32)
    for start in range(0, len(names), _BLOCK):
        block, place = _floats(vectors[start : start + _BLOCK]), languages[start : start + _BLOCK]
        lengths[start : start + _BLOCK] = np.linalg.norm(block - means[place], axis=1)
    themes = table["theme_id"].fill_null("").to_pylist()
    ids = table["sentence_id"].to_pylist()
    return Meanings(ids, themes, vectors, languages, centers, np.maximum(lengths, 1e-9))


def _matrix(table: pa.Table) -> npt.NDArray[np.int8]:
    """The vectors as one matrix of whole numbers, which takes a quarter of their room."""
    if not table.num_rows:
        return np.zeros((0, 0), np.int8)
    blocks = [chunk.flatten().to_numpy().reshape(len(chunk), -1) for chunk in table["vector"].chunks if len(chunk)]
    return np.concatenate([np.rint(_SCALE * block).astype(np.int8) for block in blocks])


def _floats(vectors: npt.NDArray[np.int8]) -> npt.NDArray[np.float32]:
    """The unit vectors that are held as whole numbers."""
    return vectors.astype(np.float32) / _SCALE


def _center(vectors: npt.NDArray[np.int8]) -> npt.NDArray[np.float32]:
    sums = [
        _floats(vectors[start : start + _BLOCK]).sum(axis=0, dtype=np.float64)
        for start in range(0, len(vectors), _BLOCK)
    ]
    mean: npt.NDArray[np.float32] = (np.sum(sums, axis=0) / len(vectors)).astype(np.float32)
    return mean


def _products(vectors: npt.NDArray[np.int8], asked: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    result = np.empty(len(vectors), np.float32)
    for start in range(0, len(vectors), _BLOCK):
        result[start : start + _BLOCK] = vectors[start : start + _BLOCK].astype(np.float32) @ asked
    return result / _SCALE
