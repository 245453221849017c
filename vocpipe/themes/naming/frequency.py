"""How common wordings are in a language, so that titles are not unusual."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from vocpipe.themes.clauses import MAX_TEXTS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GRAM = 3


@dataclass(frozen=True, slots=True)
class WordingFrequency:
    """The number of texts of one language that contain each word; in Japanese, each run of three letters."""

    language: str
    texts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: list[str], language: str) -> "WordingFrequency":
        """The frequencies in these texts."""
        counted: Counter[str] = Counter()
        for text in texts[:MAX_TEXTS]:
            counted.update(set(_pieces(text, language)))
        return cls(language, counted)

    def unusual(self, part: str) -> float:
        """The share of a part that occurs in no other text, 0 to 1."""
        pieces = _pieces(part, self.language)
        return sum(self.texts[piece] <= 1 for piece in pieces) / max(len(pieces), 1)


def _pieces(text: str, language: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    if language == "ja":
        return [folded[at : at + _GRAM] for at in range(len(folded) - _GRAM + 1)]
    return [word.replace("’", "'") for word in _WORD.findall(folded)]
