"""The company's own themes as the engine sees them, and what people taught them."""

import re
import unicodedata
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from vocpipe.themes.space import Indices, Space
from vocpipe.themes.words import Words

_NO_BLANKS = re.compile(r"[ぁ-んァ-ヶ一-鿿々ｦ-ﾟ]")


@dataclass(frozen=True, slots=True)
class Guide:
    """The guided themes, and their texts: names and examples.

    ids: of the themes. terms: of each theme, the words that only it has. space, texts: vectors and words of the texts.
    owner: the number of each text's theme, shape (texts,). is_example: shape (texts,), else the text is a name.
    """

    ids: list[str]
    terms: list[list[str]]
    space: Space
    texts: Words
    owner: Indices
    is_example: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Taught:
    """Sentences that are known to belong to guided themes: their places, their themes' numbers, and their weights."""

    places: Indices = field(default_factory=lambda: np.empty(0, np.int64))
    themes: Indices = field(default_factory=lambda: np.empty(0, np.int64))
    weights: npt.NDArray[np.float64] = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True, slots=True)
class Guided:
    """The guide of a workspace, and what people taught it."""

    guide: Guide
    taught: Taught


NO_GUIDE = Guided(
    Guide(
        [],
        [],
        Space(np.empty((0, 0), np.float32), np.empty(0, np.str_), {}),
        Words([], []),
        np.empty(0, np.int64),
        np.empty(0, bool),
    ),
    Taught(),
)


def saying(term: str, texts: list[str]) -> Indices:
    """The places of the texts that have the term: as a whole word where blanks stand between words."""
    wanted = _folded(term)
    if _NO_BLANKS.search(wanted):
        return np.flatnonzero([wanted in _folded(text) for text in texts])
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?![^\W\d_ぁ-んァ-ヶ一-鿿々])")
    return np.flatnonzero([whole.search(_folded(text)) is not None for text in texts])


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
