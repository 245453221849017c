"""The share of planted identities that is masked, and of innocent words, with intervals."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vocpipe.evaluate.privacy.corpus import Item, Planted
from vocpipe.evaluate.privacy.kinds import group_of
from vocpipe.evaluate.privacy.leaks import around, left_of
from vocpipe.evaluate.privacy.words import masked_spans, touches, word_spans
from vocpipe.evaluate.privacy.workspace import Published, publish_corpus
from vocpipe.evaluate.shares import Share, share_of
from vocpipe.settings import Settings


@dataclass(frozen=True, slots=True)
class Missed:
    """An identity of which something stays readable: `left`, in the text as it is published."""

    lang: str
    kind: str
    place: str
    value: str
    left: str
    published: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """Words that were masked though they belong to no identity, and the text as it is published."""

    lang: str
    words: str
    published: str


@dataclass(frozen=True, slots=True)
class PrivacyScores:
    """What was masked of a corpus, by language.

    groups, kinds, places: language -> group, kind or place -> share of the planted identities of which nothing stays
    readable. innocent: language -> share of words masked in texts without any identity; beside: in texts with one,
    outside of it. rows: texts in the corpus; lost: texts of which nothing is published, so that they count nowhere.
    seconds: of reading, cleaning, masking and splitting all of them.
    """

    rows: int
    lost: int
    groups: dict[str, dict[str, Share]]
    kinds: dict[str, dict[str, Share]]
    places: dict[str, dict[str, Share]]
    innocent: dict[str, Share]
    beside: dict[str, Share]
    seconds: float
    missed: list[Missed] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


@dataclass(slots=True)
class _Tally:
    """(language, what) -> how many there are, and how many of them hit."""

    n: Counter[tuple[str, str]] = field(default_factory=Counter)
    hits: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, lang: str, what: str, n: int, hits: int) -> None:
        self.n[lang, what] += n
        self.hits[lang, what] += hits

    def shares(self) -> dict[str, dict[str, Share]]:
        found: dict[str, dict[str, Share]] = {}
        for lang, what in sorted(key for key, n in self.n.items() if n):
            found.setdefault(lang, {})[what] = share_of(self.n[lang, what], self.hits[lang, what])
        return found


@dataclass(slots=True)
class _Results:
    """What is counted over the rows."""

    examples: int
    kinds: _Tally = field(default_factory=_Tally)
    groups: _Tally = field(default_factory=_Tally)
    places: _Tally = field(default_factory=_Tally)
    words: _Tally = field(default_factory=_Tally)
    missed: list[Missed] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    lost: int = 0

    def add(self, item: Item, published: Published) -> None:
        if published.get("text" if "text" in item.texts else "title", "") is None:
            self.lost += 1
            return
        for piece in item.planted:
            self._add_piece(item, piece, published.get(piece.place) or "")
        if item.words:
            self._add_words(item, published.get("text") or published.get("title") or "")

    def _add_piece(self, item: Item, piece: Planted, published: str) -> None:
        whole = item.words if piece.place in ("text", "title") else item.texts[piece.place]
        left = left_of(piece, around(whole, item.planted), published)
        for tally, what in ((self.kinds, piece.kind), (self.groups, group_of(piece.kind)), (self.places, piece.place)):
            tally.add(item.lang, what, 1, left is None)
        if left is not None and len(self.missed) < self.examples:
            self.missed.append(Missed(item.lang, piece.kind, piece.place, piece.value, left, published))

    def _add_words(self, item: Item, published: str) -> None:
        planted = [span for piece in item.planted for span in _occurrences(item.words, piece.value)]
        spans = [span for span in word_spans(item.words) if not touches(span, planted)]
        hidden = masked_spans(item.words, published)
        masked = [item.words[slice(*span)] for span in spans if touches(span, hidden)]
        self.words.add(item.lang, "beside" if item.planted else "innocent", len(spans), len(masked))
        if masked and len(self.wrong) < self.examples:
            self.wrong.append(Wrong(item.lang, " ".join(masked), published))


def evaluate_privacy(
    items: Sequence[Item],
    settings: Settings,
    *,
    customers: Path | None = None,
    examples: int = 0,
    publish: Callable[[Sequence[Item], Settings, Path | None], list[Published]] = publish_corpus,
) -> PrivacyScores:
    """What is masked of the rows' identities and of their other words, after all that a refresh does to texts.

    customers: the customers table, by which own customers are known. examples: how many identities that were missed
    are listed, and how many texts with wrongly masked words. Raises EvaluationError.
    """
    start = time.monotonic()
    published = publish(items, settings, customers)
    seconds, results = time.monotonic() - start, _Results(examples)
    for item, texts in zip(items, published, strict=True):
        results.add(item, texts)
    words = results.words.shares()
    return PrivacyScores(
        rows=len(items),
        lost=results.lost,
        groups=results.groups.shares(),
        kinds=results.kinds.shares(),
        places=results.places.shares(),
        innocent=_of(words, "innocent"),
        beside=_of(words, "beside"),
        seconds=seconds,
        missed=results.missed,
        wrong=results.wrong,
    )


def _of(shares: dict[str, dict[str, Share]], what: str) -> dict[str, Share]:
    return {lang: parts[what] for lang, parts in shares.items() if what in parts}


def _occurrences(text: str, value: str) -> Iterable[tuple[int, int]]:
    at = text.find(value)
    while at >= 0:
        yield at, at + len(value)
        at = text.find(value, at + len(value))
