"""People's names in Japanese text, by the parts of speech of Sudachi's dictionary and by what stands around them.

Surname and given name in a row are a name, and so is what stands before さん or 様. A surname alone, which is often a
firm's or a place's too, needs a sign that a person is meant: 担当の…, …と申します, …に電話した.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.japanese_called import called_names
from vocpipe.masking.japanese_words import (
    GIVEN,
    KATAKANA,
    MAYBE_GIVEN,
    MAYBE_SURNAME,
    NAMES,
    NOUN,
    NOUNS,
    OTHER,
    PERSON,
    PLACE,
    SURNAME,
    SURNAMES,
    Word,
    is_kana_full_name,
    is_kana_given_name,
    words_of,
)

_WORDS = lexicon("japanese_names")
_ROLES = frozenset(_WORDS["roles"].split())
_NOT_NAMES = frozenset(_WORDS["not_names"].split()) | _ROLES
_PLACES = frozenset(_WORDS["places"].split())
_TITLES = (*_WORDS["titles"], *_WORDS["honorifics"])

_HONORIFIC = re.compile(rf"[ 　]?(?:{alternatives(_WORDS['honorifics'])})")
_CHILD = re.compile("[ 　]?(?:くん|君|ちゃん)")
_TITLE = re.compile(rf"[ 　]?(?:{alternatives(_WORDS['titles'])})")
_INTRODUCED = re.compile(rf"[ 　]?(?:{alternatives(_WORDS['introduced'])})")
_SURELY = re.compile(rf"[ 　]?(?:{alternatives(_WORDS['surely'])})")
_INTRODUCING = re.compile(rf"(?:{alternatives(_WORDS['introducing'])})[ 　「『\"]?\Z")
_AT_FIRM = re.compile(rf"(?:{alternatives(_WORDS['firms'])})[ 　]?\Z")
_FAMILY = re.compile(rf"(?:{alternatives(_WORDS['family'])})(?:の|、|は|が|（|\()?[ 　]?\Z")
_END = re.compile(rf"[ 　]?(?:{alternatives(_WORDS['ends'])}|\s|\Z)")
_NAME_END = re.compile(
    rf"(?:{alternatives(_WORDS['honorifics'])}|と申|でございます|より|です|名義|宛|って|[がはにをとのでへも、。\s]|\Z)"
)
_MORE = re.compile(r"[ 　]?([一-龥々ヶ]{1,3}|[ぁ-ん]{2,4}|[ァ-ヶー]{2,6})")
_KANJI = re.compile(r"[一-龥々ヶ]")
_NEW_WORD = re.compile(rf"[{KATAKANA}]{{2,10}}|[一-龥々ヶ]+")
_GAP = re.compile(r"[ 　・=＝]")
_KANA_RUN = re.compile(rf"(?<![{KATAKANA}])[{KATAKANA}]{{2,7}}(?:[ 　・]?[{KATAKANA}]{{2,6}})(?![{KATAKANA}])")
_HIRAGANA_RUN = re.compile(rf"(?:^|(?<=[。、「\s]))[ぁ-ん]{{4,12}}?(?=[ 　]?(?:{alternatives(_WORDS['surely'])}|様))")
_AREA = tuple("都道府県市区町村国")
_SPOKEN = re.compile(rf"{_HONORIFIC.pattern}|{alternatives(_WORDS['family'])}")
_VARIANTS = str.maketrans("髙﨑邊邉齋齊濵濱嶋瀨栁廣澤櫻", "高崎辺辺斎斉浜浜島瀬柳広沢桜")
_HARMLESS = frozenset({NOUN, OTHER})
_MAX_LINE, _NEAR = 10_000, 24
JAPANESE_HINT = re.compile(r"[一-龥ぁ-んァ-ヶ]")


def japanese_names(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every name in Japanese letters in `text`."""
    at = 0
    for line in text.split("\n"):
        for start in range(0, len(line), _MAX_LINE):
            piece = line[start : start + _MAX_LINE]
            if JAPANESE_HINT.search(piece):
                offset = at + start
                yield from ((offset + first, offset + last) for first, last in _names(piece))
        at += len(line) + 1


@lru_cache(maxsize=1_000)
def _names(written: str) -> tuple[tuple[int, int], ...]:
    """The names in a line; many texts repeat their lines."""
    return tuple(_find_names(written))


def _find_names(written: str) -> Iterator[tuple[int, int]]:
    line = written.translate(_VARIANTS)
    if words := words_of(line, unless=frozenset() if _SPOKEN.search(line) else _HARMLESS):
        yield from _Line(line, words).names()
    yield from called_names(line)
    for run in (*_KANA_RUN.finditer(line), *_HIRAGANA_RUN.finditer(line)):
        if len(run[0]) > 4 and is_kana_full_name(run[0]):
            yield run.span()


class _Line:
    """A line of text with its words."""

    def __init__(self, line: str, words: Sequence[Word]) -> None:
        self.line = line
        self.words = words

    def names(self) -> Iterator[tuple[int, int]]:
        """(start, end) of every name."""
        at = 0
        while at < len(self.words):
            size = self._run(at)
            end = self._end_of_run(at, size) if size > 1 else self._end_of_one(at)
            if end:
                yield self.words[at].start, end
            at += max(size, 1)

    def _run(self, at: int) -> int:
        """How many words from `at` on are one name, with blanks and dots between; 0 if they are none."""
        if self.words[at].part not in NAMES and not self._begins_name(at):
            return 0
        size, names = 1, 1
        for index in range(at + 1, min(at + 6, len(self.words))):
            word = self.words[index]
            second = word.part == MAYBE_GIVEN and names == 1 and self.words[at].part in SURNAMES
            if word.part in NAMES or second:
                size, names = index - at + 1, names + 1
            elif at + size < index or not _GAP.fullmatch(word.text):
                break
        return size

    def _begins_name(self, at: int) -> bool:
        """Whether a surname that is a place or another word too has a given name behind it."""
        if self.words[at].part not in (MAYBE_SURNAME, PLACE):
            return False
        behind = self.words[at + 1 : at + 3]
        if behind and _GAP.fullmatch(behind[0].text):
            behind = behind[1:]
        if not behind:
            return False
        surely = self.words[at].part == MAYBE_SURNAME
        return behind[0].part == GIVEN or (surely and behind[0].part == MAYBE_GIVEN)

    def _end_of_run(self, at: int, size: int) -> int:
        """Where the name ends that several words are; 0 if they are the name of a firm."""
        words = self.words[at : at + size]
        if "".join(word.text for word in words if not _GAP.fullmatch(word.text)) in _NOT_NAMES:
            return 0
        return self._with_rest(words[-1].end)

    def _end_of_one(self, at: int) -> int:
        """Where the name ends that begins with one word, whose rest may be in no dictionary; 0 if it is none."""
        word = self.words[at]
        if word.text in _ROLES or len(word.text) > 10:
            return 0
        if word.part in NAMES or word.part in (MAYBE_SURNAME, MAYBE_GIVEN):
            return self._end_if_expected(at)
        return word.end if self._is_called(at) else 0

    def _end_if_expected(self, at: int) -> int:
        """Where a surname or given name ends, if a person is meant; else 0."""
        word = self.words[at]
        if _HONORIFIC.match(self.line, word.end):
            return 0 if word.part in (MAYBE_GIVEN, GIVEN) and self._is_inside(at) else word.end
        if _TITLE.match(self.line, word.end) and word.part != PERSON and word.text not in _NOT_NAMES:
            return word.end
        end = self._with_rest(word.end) if word.part in SURNAMES else word.end
        if end > word.end:
            return end if not self._follows_noun(at) or _INTRODUCING.search(self._before(at)) else 0
        return end if _END.match(self.line, word.end) and self._is_expected(at) else 0

    def _is_expected(self, at: int) -> bool:
        """Whether one surname or given name without an honorific stands where a person is meant."""
        word, before = self.words[at], self._before(at)
        doubtful = word.part == MAYBE_GIVEN or word.text in _NOT_NAMES
        if _INTRODUCING.search(before) and (not doubtful or _INTRODUCED.match(self.line, word.end)):
            return True
        if word.text not in _NOT_NAMES and (_AT_FIRM if word.part in SURNAMES else _FAMILY).search(before):
            return True
        if _SURELY.match(self.line, word.end) and (not before.strip() or before[-1] in "。、「 　はがで"):
            return word.part != MAYBE_GIVEN
        if word.part not in SURNAMES or word.text in _NOT_NAMES or self._follows_noun(at):
            return False
        is_line = not self.line[: word.start].strip(" 　・:：") and not self.line[word.end :].strip(" 　。.")
        told = bool(_INTRODUCED.match(self.line, word.end))
        if word.text in _PLACES:
            return told and word.part == SURNAME
        return told or is_line or word.part == SURNAME

    def _is_called(self, at: int) -> bool:
        """Whether a word that is no name in the dictionary is called さん, or is one of the family in kana."""
        word, polite = self.words[at], _HONORIFIC.match(self.line, self.words[at].end)
        in_kana = is_kana_given_name(word.text)
        if in_kana and _FAMILY.search(self._before(at)):
            return bool(polite or _END.match(self.line, word.end))
        if not polite or (self._follows_noun(at) and len(word.text) == 1):
            return False
        if word.part == PLACE:
            return len(word.text) <= 3 and not word.text.endswith(_AREA)
        if in_kana:
            return word.part in (NOUN, OTHER) and len(word.text) > 2
        is_child = len(word.text) == 1 and _KANJI.match(word.text) and _CHILD.match(self.line, word.end)
        return bool(is_child) or (not word.is_known and bool(_NEW_WORD.fullmatch(word.text)))

    def _with_rest(self, end: int) -> int:
        """Where a name ends that has a part the dictionary does not know: 西園寺 琉斗さん."""
        more = _MORE.match(self.line, end)
        if not more or not _NAME_END.match(self.line, more.end()):
            return end
        rest, spaced = more[1], more[0] != more[1]
        if rest in _ROLES or rest.startswith(_TITLES) or rest.endswith(_TITLES):
            return end
        sure = spaced or _SURELY.match(self.line, more.end()) or _HONORIFIC.match(self.line, more.end())
        return more.end() if _is_given(rest, sure=bool(sure), spaced=spaced) else end

    def _before(self, at: int) -> str:
        start = self.words[at].start
        return self.line[max(0, start - _NEAR) : start]

    def _is_inside(self, at: int) -> bool:
        """Whether the word is a part of a longer one, such as 税理士, and no given name of its own."""
        return (
            at > 0
            and (self.words[at - 1].part in (MAYBE_GIVEN, NOUN))
            and self.words[at - 1].end == self.words[at].start
        )

    def _follows_noun(self, at: int) -> bool:
        """Whether the word is the end of a compound, such as the name of a firm."""
        return at > 0 and self.words[at - 1].part in NOUNS and bool(self.words[at - 1].text.strip())


def _is_given(rest: str, *, sure: bool, spaced: bool) -> bool:
    """Whether what follows a surname is a given name: a known one, or characters that are no other word."""
    if len(rest) == 1:
        return sure and bool(_KANJI.match(rest))
    if not _KANJI.match(rest):
        return is_kana_given_name(rest) and (spaced or rest[0] >= "ァ")
    words = words_of(rest)
    if len(words) == 1 and words[0].is_known:
        return words[0].part in (GIVEN, SURNAME, MAYBE_GIVEN)
    return all(word.part in (OTHER, NOUN, GIVEN, PERSON, MAYBE_GIVEN) for word in words)
