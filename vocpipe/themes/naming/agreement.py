"""Whether titles in two languages say the same: by their meaning, the sentiment, what is asked, and negation."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

import numpy as np
import numpy.typing as npt

from vocpipe.encoders.models import encode
from vocpipe.lexicon import alternatives, lexicon
from vocpipe.settings import EmbedSettings
from vocpipe.store.vectors import encoder_plan
from vocpipe.themes.naming.weights import WEIGHTS
from vocpipe.themes.space import Matrix, Space
from vocpipe.themes.words import Words

Encode = Callable[[list[str]], Matrix]  # unit vectors of texts in one space for all languages

# Below this cosine two titles are not taken to say the same: of pairs that were read, most below it did not.
MIN_SIMILARITY = 0.48
# In a theme of several subjects, titles of two of them are easily taken for each other.
MIN_MIXED = 0.56
_SAME_ENCODER = 0.9  # the cosine of a text's vector and its vector computed again
# Titles are encoded for one theme at a time, so that a batch must leave some to the other cores.
_BATCH = 10
# A difference of sentiment, from -1 to 1, that readers would notice.
_APART = 0.4


def title_encoder(settings: EmbedSettings) -> Encode:
    """The encoder of the space that all languages share; it encodes each text once, for themes and sub-themes."""
    return _Remembering(partial(encode, encoder_plan(settings).shared, batch_size=_BATCH)).of


@dataclass(frozen=True, slots=True)
class Said:
    """What kind of claim a title makes: its sentence's sentiment, -1 to 1; whether it asks, wonders, denies."""

    feeling: float
    asks: bool
    wonders: bool
    denies: bool

    @classmethod
    def by(cls, title: str, sentence: str, language: str, feeling: float) -> "Said":
        """The kind of claim of a title that is cut from a sentence."""
        asks, denies = (_pattern(language, trait) for trait in ("asks", "denies"))
        return cls(
            feeling,
            asks=bool(asks and (asks.search(title) or asks.search(sentence))),
            wonders=title.endswith(("?", "？", "か")),
            denies=bool(denies and denies.search(title)),
        )


@dataclass(frozen=True, slots=True)
class _Remembering:
    encode: Encode
    known: dict[str, npt.NDArray[np.float32]] = field(default_factory=dict)

    def of(self, texts: Sequence[str]) -> Matrix:
        """The vectors of the texts, shape (texts, dimensions)."""
        missing = [text for text in dict.fromkeys(texts) if text not in self.known]
        if missing:
            self.known.update(zip(missing, self.encode(missing), strict=True))
        return np.stack([self.known[text] for text in texts])


@dataclass(frozen=True, slots=True)
class Meanings:
    """The vectors of titles; rows: the place of each sentence in `space`, since a title may be a whole sentence."""

    encode: Encode
    space: Space
    rows: dict[str, int]

    @classmethod
    def within(cls, space: Space, words: Words, encode: Encode) -> "Meanings | None":
        """The vectors of titles in `space`; None if its vectors come from another encoder, so that none compare."""
        rows = {text: row for row, text in enumerate(words.compared) if text}
        row = next(iter(rows.values()), None)
        if row is None:
            return None
        again = encode([words.compared[row]])[0]
        is_same = again.shape == space.shared[row].shape and float(again @ space.shared[row]) >= _SAME_ENCODER
        return cls(encode, space, rows) if is_same else None

    def of(self, titles: Sequence[str]) -> Matrix:
        """Unit vectors of the titles, shape (titles, dimensions)."""
        vectors = np.empty((len(titles), self.space.shared.shape[1]), np.float32)
        places = [self.rows.get(title, -1) for title in titles]
        cut = [place for place, row in enumerate(places) if row < 0]
        whole = [place for place, row in enumerate(places) if row >= 0]
        vectors[whole] = self.space.shared[[places[place] for place in whole]]
        if cut:
            vectors[cut] = self.encode([titles[place] for place in cut])
        return vectors


def disagreement(first: Said, second: Said) -> float:
    """The penalty of two titles that do not say the same, beyond what their vectors tell."""
    cost = WEIGHTS.kind * ((first.asks != second.asks) + (first.wonders != second.wonders))
    cost += WEIGHTS.negation * (first.denies != second.denies)
    apart = abs(first.feeling - second.feeling)
    if first.feeling * second.feeling < 0 and apart >= _APART:
        return cost + WEIGHTS.opposite_sentiment
    return cost + WEIGHTS.feeling * (apart >= _APART)


@cache
def _pattern(language: str, trait: str) -> re.Pattern[str] | None:
    words = lexicon("titles").get(language)
    return re.compile(alternatives(words[trait]), re.IGNORECASE) if words else None
