"""The language of a sentence (ISO 639-1): by its script, by words that only English has, or else by lingua."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from vocpipe.lexicon import lexicon
from vocpipe.masking.redact import MARK

if TYPE_CHECKING:
    from lingua import LanguageDetector

COMMON = ("en", "ja", "zh", "ko", "de", "fr", "es", "it", "pt", "nl")  # distinguished in every workspace
_MIN_CONFIDENCE = 0.9  # of lingua, for a language that the workspace doesn't name
_MIN_WORDS = 3  # for lingua to be trusted
_MAX_SHORT = 3  # words of an answer that is told by a list

_KANA = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾟ]")
_HAN = re.compile(r"[一-鿿㐀-䶿々〆]")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ſ]")
_WORD = re.compile(r"[a-z']+")
_LETTER = re.compile(r"[^\W\d_]")
# Scripts of one language, or nearly: the others can't be recognized from a sentence, or are not common.
_SCRIPTS = (
    ("ko", re.compile(r"[가-힣ㄱ-ㆎ]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[А-яЁё]")),
    ("th", re.compile(r"[ก-๛]")),
    ("ar", re.compile(r"[ء-ي]")),
    ("he", re.compile(r"[א-ת]")),
    ("el", re.compile(r"[Α-ωά-ώ]")),
    ("hi", re.compile(r"[ऄ-ह]")),
)


class LanguageFinder:
    """Finds the language of texts in a workspace that expects `languages`; each distinct text is analyzed once."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(languages)
        words = lexicon("language")
        self._latin = tuple(language for language in languages if language in words["latin"].split())
        self._known: dict[str, str | None] = {}
        self._english = frozenset(words["english"].split())
        self._short = {code: frozenset(listed.split()) for code, listed in words["short"].items()}

    def find(self, text: str) -> str | None:
        """The language of `text`; None if it has no letters."""
        if text not in self._known:
            self._known[text] = self._find(MARK.sub(" ", text) if "[" in text else text)
        return self._known[text]

    def _find(self, text: str) -> str | None:
        latin = len(_LATIN.findall(text))
        if not text.isascii():
            han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
            for language, letters in _SCRIPTS:
                count = len(letters.findall(text))
                if 2 * count > latin and count > 2 * (han + kana):
                    return language
            if (han or kana) and 3 * (han + kana) >= latin:  # a Japanese or Chinese character weighs more than a letter
                return "ja" if kana else self._by_characters(text)
        if latin:
            return self._by_words(text)
        return None if not _LETTER.search(text) else self._languages[0]

    def _by_characters(self, text: str) -> str:
        """Chinese or Japanese, for a text without kana."""
        from vocpipe.structure.han import is_chinese

        expected = [language for language in self._languages if language in ("ja", "zh")]
        return "zh" if is_chinese(text, in_doubt=expected[:1] != ["ja"]) else "ja"

    def _by_words(self, text: str) -> str:
        words = _WORD.findall(text.lower().replace("’", "'"))
        english = sum(word in self._english for word in words)
        if "en" in self._languages and english and 10 * english >= len(words):
            return "en"
        if not english and (other := self._by_short_words(text)):
            return other
        short = len(words) < _MIN_WORDS
        if short and len(self._latin) == 1:
            return self._latin[0]
        values = self._confidence(text)
        best = max(values, key=lambda language: values[language])
        if best in self._languages or not self._latin or (values[best] >= _MIN_CONFIDENCE and not short):
            return best
        return max(self._latin, key=lambda language: values.get(language, 0.0))

    def _by_short_words(self, text: str) -> str | None:
        """The language that all words of a very short text belong to: muy bueno, schlecht, sangat bagus."""
        words = re.findall(r"[^\W\d_]+", text.lower())
        if len(words) > _MAX_SHORT:
            return None
        return next((code for code, known in self._short.items() if words and known.issuperset(words)), None)

    def _confidence(self, text: str) -> dict[str, float]:
        values = self._detector.compute_language_confidence_values(text)
        return {value.language.iso_code_639_1.name.lower(): value.value for value in values}

    @cached_property
    def _detector(self) -> "LanguageDetector":
        from lingua import IsoCode639_1, LanguageDetectorBuilder

        wanted = sorted({*COMMON, *(code for code in self._languages if hasattr(IsoCode639_1, code.upper()))})
        codes = [getattr(IsoCode639_1, code.upper()) for code in wanted]
        return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
