"""The words of Japanese text, with what Sudachi's dictionary and the lists of names know about each."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from vocpipe.lexicon import word_list

KATAKANA = "ァ-ヶー"
_KANA = re.compile(r"[ぁ-んァ-ヶー]+")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}

SURNAME, GIVEN, PERSON = "surname", "given name", "person"
# What is a name by the lists, though the dictionary takes it for a place or another noun here.
MAYBE_SURNAME, MAYBE_GIVEN = "maybe a surname", "maybe a given name"
PLACE, NAME_OF_THING, NOUN, OTHER = "place", "name of a thing", "noun", "other"
NAMES = frozenset({SURNAME, GIVEN, PERSON})
SURNAMES = frozenset({SURNAME, MAYBE_SURNAME})
NOUNS = frozenset({SURNAME, GIVEN, MAYBE_SURNAME, PLACE, NAME_OF_THING, NOUN})


@dataclass(frozen=True, slots=True)
class Word:
    """A word, what it is known as, its place, and whether the dictionary has it."""

    text: str
    part: str
    start: int
    end: int
    is_known: bool


def words_of(line: str, *, unless: frozenset[str] = frozenset()) -> list[Word]:
    """The words of a line of at most 10,000 characters; none if all of them are known as what `unless` lists."""
    found = tokenizer().tokenize(line)
    known = [part_of(word.surface(), word.part_of_speech_id()) for word in found]
    if unless.issuperset(known):
        return []
    return [
        Word(word.surface(), part, word.begin(), word.end(), not word.is_oov())
        for word, part in zip(found, known, strict=True)
    ]


@cache
def tokenizer() -> Any:
    """Sudachi's tokenizer for the longest words that its dictionary has."""
    from sudachipy import SplitMode

    return _dictionary().create(mode=SplitMode.C)


@cache
def _dictionary() -> Any:
    from sudachipy import Dictionary

    return Dictionary(dict="core")


@cache
def _speech(speech_id: int) -> tuple[str, ...]:
    return tuple(_dictionary().pos_of(speech_id))


@lru_cache(maxsize=50_000)
def part_of(word: str, speech_id: int) -> str:
    """What a word is known as, by its part of speech in the dictionary and by the lists of names."""
    speech = _speech(speech_id)
    if speech[0] != "名詞":
        return OTHER
    if speech[2] == "人名":
        return {"姓": SURNAME, "名": GIVEN}.get(speech[3], PERSON)
    if len(word) > 1 and word in word_list("kanji_surnames"):
        return MAYBE_SURNAME
    if word in word_list("kanji_given_names"):
        return MAYBE_GIVEN
    if speech[1] == "固有名詞":
        return PLACE if speech[2] == "地名" else NAME_OF_THING
    return NOUN


@lru_cache(maxsize=10_000)
def is_kana_given_name(word: str) -> bool:
    """Whether a word in kana is a given name."""
    return bool(_KANA.fullmatch(word)) and word.translate(_TO_HIRAGANA) in word_list("kana_given_names")


@lru_cache(maxsize=10_000)
def is_kana_surname(word: str) -> bool:
    """Whether a word in kana is a surname."""
    return bool(_KANA.fullmatch(word)) and word.translate(_TO_HIRAGANA) in word_list("kana_surnames")


@lru_cache(maxsize=10_000)
def is_kana_full_name(word: str) -> bool:
    """Whether a word in kana is a surname and a given name in one: コバヤシサトミ."""
    kana, _, rest = re.sub("[　・]", " ", word.translate(_TO_HIRAGANA)).partition(" ")
    surnames, given = word_list("kana_surnames"), word_list("kana_given_names")
    if rest:
        return kana in surnames and rest in given
    return any(kana[:at] in surnames and kana[at:] in given for at in range(2, len(kana) - 1))
