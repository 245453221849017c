"""How common wordings are in a language, so that titles are neither mistyped nor unusual."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from vocpipe.themes.clauses import MAX_TEXTS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Up to this length one changed letter usually gives another real word: "fast" and "last".
_MAX_SHORT_WORD = 4
# A word looks mistyped if a word one letter away is used at least this many times as often.
_MISTYPED_RATIO = 4
_GRAM = 3


@dataclass(frozen=True, slots=True)
class WordingFrequency:
    """The number of texts of one language that contain each word; in Japanese, each run of three letters."""

    language: str
    texts: Counter[str] = field(default_factory=Counter)
    mistyped: dict[str, bool] = field(default_factory=dict)  # a cache: word -> whether it looks mistyped

    @classmethod
    def of(cls, texts: list[str], language: str) -> "WordingFrequency":
        """The frequencies in these texts."""
        counted: Counter[str] = Counter()
        for text in texts[:MAX_TEXTS]:
            counted.update(set(_pieces(text, language)))
        return cls(language, counted)

    def unusual(self, part: str) -> float:
        """The share of a part that occurs in no other text, 0 to 1, plus 2 for each word that looks mistyped."""
        pieces = _pieces(part, self.language)
        lone = sum(self.texts[piece] <= 1 for piece in pieces) / max(len(pieces), 1)
        return lone + (0 if self.language == "ja" else 2 * sum(self._is_mistyped(word) for word in set(pieces)))

    def _is_mistyped(self, word: str) -> bool:
        if word not in self.mistyped:
            often = max(self.texts[word], 1) * _MISTYPED_RATIO
            self.mistyped[word] = any(self.texts[other] >= often for other in _neighbors(word))
        return self.mistyped[word]


def _pieces(text: str, language: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    if language == "ja":
        return [folded[at : at + _GRAM] for at in range(len(folded) - _GRAM + 1)]
    return [word.replace("’", "'") for word in _WORD.findall(folded)]


def _neighbors(word: str) -> Iterator[str]:
    """The word with an apostrophe and, unless short, with a letter less, more or changed, or two letters swapped.

    Its last letter stays: "invoices" is not a mistyped "invoice".
    """
    for at in range(1, len(word)):
        head, tail = word[:at], word[at:]
        yield f"{head}'{tail}"
        if len(word) > _MAX_SHORT_WORD and len(tail) > 1:
            yield head + tail[1:]
            yield head + tail[1] + tail[0] + tail[2:]
            for letter in _LETTERS:
                yield head + letter + tail
                yield head + letter + tail[1:]
