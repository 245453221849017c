"""The usual spelling of titles: typing mistakes are corrected where the texts tell how, else counted."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from vocpipe.encoders.vocabulary import english_words
from vocpipe.lexicon import lexicon
from vocpipe.themes.clauses import MAX_TEXTS
from vocpipe.themes.naming.plain_japanese import Word, words_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "ly", "er", "ers", "able", "al", "y")
_BEGINNINGS = ("un", "re", "non", "pre", "over", "mis", "out", "sub", "auto", "multi", "in")
# Up to this length one changed letter usually gives another real word.
_MAX_SHORT_WORD = 4
# A word in so many texts is no slip; a correction is in at least this many.
_MIN_TEXTS = 4
_MIN_CORRECTION = 2
# The share of a word's occurrences that shows how it is usually written.
_USUAL = 0.6
_KANA = re.compile(r"[ぁ-ん]")
_ALL_KANA = re.compile(r"[ぁ-ん]+")
# Kana in a row that are looked at together, and how many such runs there must be to tell what is odd.
_RUN, _MANY_RUNS = 4, 5000
_MASK = re.compile(r"\[[A-Z]+\]")
_HALF_WIDTH = re.compile(r"[｡-ﾟ！-～]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the texts of one language spell words.

    texts: word, case folded -> how many texts have it. forms: word -> how it is written inside sentences.
    """

    language: str
    texts: Counter[str] = field(default_factory=Counter)
    forms: dict[str, Counter[str]] = field(default_factory=dict)
    known: dict[str, bool] = field(default_factory=dict)  # a cache: word -> whether it is spelled well
    runs: Counter[str] = field(default_factory=Counter)  # three kana in a row -> how many texts have them

    @classmethod
    def of(cls, texts: list[str], language: str) -> "Spelling":
        """The spelling of these texts."""
        spelling = cls(language)
        if language == "ja":
            for text in texts[:MAX_TEXTS]:
                spelling.runs.update(set(_runs(text)))
        if language != "en":
            return spelling
        for text in texts[:MAX_TEXTS]:
            words = _WORD.findall(_MASK.sub("", text))
            spelling.texts.update({_folded(word) for word in words})
            if not text.isupper():
                for word in words[1:]:
                    spelling.forms.setdefault(_folded(word), Counter())[word] += 1
        return spelling

    def corrected(self, part: str) -> tuple[str, int]:
        """The part as it is usually spelled, and the number of its words that look mistyped and stay so."""
        if self.language == "ja":
            return _plain_width(part), self._odd_kana(part)
        if self.language != "en":
            return part, 0
        doubts = 0

        def usual(found: re.Match[str]) -> str:
            nonlocal doubts
            word = found.group()
            if part[max(found.start() - 1, 0)] == "[":  # a mask
                return word
            right = self._right(_folded(word))
            doubts += right is None
            return self._cased(word, right or _folded(word))

        text = _WORD.sub(usual, part)
        return text[:1].upper() + text[1:], doubts

    def _odd_kana(self, part: str) -> int:
        """How many places of a Japanese text look mistyped: unknown words of kana, or kana that nobody else writes."""
        unknown = sum(
            bool(_KANA.search(word.text)) and (not word.known or _is_archaic(word)) for word in words_of(part)
        )
        lone = sum(self.runs[run] <= 1 for run in _runs(part)) if self.runs.total() >= _MANY_RUNS else 0
        return unknown + bool(lone) + (lone > _RUN)

    def _right(self, word: str) -> str | None:
        """The word as it is spelled well; None if it looks mistyped and no word of the texts is near it."""
        contraction = lexicon("titles")["en"]["contractions"].get(word)
        if contraction:
            return str(contraction)
        if self._is_known(word):
            return word
        near = {other: self.texts[other] for other in _neighbors(word) if self.texts[other] >= _MIN_CORRECTION}
        near = {other: count for other, count in near.items() if self._is_known(other) and count > self.texts[word]}
        return max(near, key=lambda other: (near[other], other)) if near else None

    def _is_known(self, word: str) -> bool:
        if word not in self.known:
            self.known[word] = self.texts[word] >= _MIN_TEXTS or _is_english(word)
        return self.known[word]

    def _cased(self, word: str, right: str) -> str:
        """`right` as it is written inside sentences, if `word` is all in lower or all in upper case."""
        forms = self.forms.get(right)
        if forms and (word.islower() or (word.isupper() and len(word) > 1)):
            form, count = forms.most_common(1)[0]
            if count >= _USUAL * forms.total() and count > 1:
                return form
        if right == "i" or right.startswith("i'"):
            return "I" + right[1:]
        return word if _folded(word) == right else right.capitalize() if word[:1].isupper() else right


def _is_english(word: str) -> bool:
    """Whether a word, or what is left without a usual ending or beginning, is an English word."""
    vocabulary = english_words()
    if word in vocabulary or len(word) < _MAX_SHORT_WORD or "'" in word:
        return True
    stems = {word, *(word[len(begin) :] for begin in _BEGINNINGS if word.startswith(begin))}
    for stem in tuple(stems):
        for ending in _ENDINGS:
            if stem.endswith(ending) and len(stem) - len(ending) >= _MAX_SHORT_WORD - 1:
                base = stem[: -len(ending)]
                doubled = len(base) > 2 and base[-1] == base[-2]
                stems |= {
                    base,
                    base + "e",
                    base[:-1] + "y" if base.endswith("i") else base,
                    base[:-1] if doubled else base,
                }
    return any(stem in vocabulary and len(stem) > 2 for stem in stems)


def _is_archaic(word: Word) -> bool:
    """Whether a word is in a form of old Japanese, as which swapped kana are read: 「できない」 as 「でなきい」."""
    return word.conjugation.startswith("文語形容詞")


def _runs(text: str) -> list[str]:
    return [text[at : at + _RUN] for at in range(len(text) - _RUN + 1) if _ALL_KANA.fullmatch(text[at : at + _RUN])]


def _plain_width(part: str) -> str:
    """The part without half-width katakana and full-width letters and digits."""
    return _HALF_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found.group()), part)


def _folded(word: str) -> str:
    return word.replace("’", "'").casefold()


def _neighbors(word: str) -> Iterator[str]:
    """The word with an apostrophe and, unless short, with a letter less, more or changed, or two letters swapped."""
    for at in range(1, len(word)):
        head, tail = word[:at], word[at:]
        yield f"{head}'{tail}"
        if len(word) > _MAX_SHORT_WORD:
            yield head + tail[1:]
            if len(tail) > 1:
                yield head + tail[1] + tail[0] + tail[2:]
            for letter in _LETTERS:
                yield head + letter + tail
                yield head + letter + tail[1:]
