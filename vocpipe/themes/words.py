"""The texts and content words of sentences, by which themes are compared and named."""

from dataclasses import dataclass, field
from typing import Any

from vocpipe.themes.space import Indices


@dataclass(frozen=True, slots=True)
class Words:
    """The text, words and sentiment of each sentence; every list has the shape (sentences,), or is empty where noted.

    tokens: content words. times: how often the text occurs; empty: once each. sentiment: -1 to 1, None if it is
    not known; empty: not known for any. plain: the texts as they are compared, without own names; empty: as in `texts`.
    """

    texts: list[str]
    tokens: list[list[str]]
    times: list[int] = field(default_factory=list)
    sentiment: list[float | None] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)

    @property
    def compared(self) -> list[str]:
        """The texts as they are compared."""
        return self.plain or self.texts

    def of(self, rows: Indices) -> "Words":
        """The words of the sentences at these places, in the order of `rows`."""
        columns: tuple[list[Any], ...] = (self.texts, self.tokens, self.times, self.sentiment, self.plain)
        return Words(*([column[row] for row in rows] if column else [] for column in columns))

    def joined(self, other: "Words") -> "Words":
        """The words of these sentences, then those of the other ones."""
        return Words(
            self.texts + other.texts,
            self.tokens + other.tokens,
            (self.times or [1] * len(self.texts)) + (other.times or [1] * len(other.texts)),
            (self.sentiment or [None] * len(self.texts)) + (other.sentiment or [None] * len(other.texts)),
            self.compared + other.compared,
        )
