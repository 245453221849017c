"""The names of the person who wrote, from the columns of the row: they are masked wherever the text repeats them."""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.introductions import CAPITALIZED, LETTER

_WORDS = lexicon("names")
_COLUMN = re.compile(alternatives(_WORDS["columns"]))
_PERSON = re.compile(alternatives(_WORDS["persons"]))
_EVERYDAY = frozenset(_WORDS["everyday"].split())
_STOP_WORDS = frozenset(lexicon("stop_words")["en"].split())
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-龥々ヶ]")
_MAX_LENGTH, _MAX_WORDS = 60, 6
_MARK = "[NAME]"
_MORE = re.compile(rf"\[NAME\](?:[ ](?:{CAPITALIZED}|\[NAME\]))*[ ]\[NAME\]")
_NEXT = re.compile(rf"\[NAME\][ ]({CAPITALIZED})(?![{LETTER}])")


def writer_names(raw: str | None) -> list[str]:
    """The names in the columns of a row (JSON) that hold the name of a person, the longest first."""
    row = json.loads(raw) if raw else None
    if not isinstance(row, dict):
        return []
    values = list(dict.fromkeys(_values(row)))
    if len(values) == 2:  # a first and a last name
        values += [f"{values[0]} {values[1]}", f"{values[1]} {values[0]}", values[0] + values[1], values[1] + values[0]]
    return sorted(values, key=len, reverse=True)


def without_names(text: str, names: list[str]) -> tuple[str, int]:
    """`text` with the names masked, whole or in parts, and how many were masked.

    One word of a name counts if it is written exactly like that and is no everyday word, such as May or Will.
    """
    masked, folded = text, text.casefold()
    for name in names:
        if all(word.casefold() in folded for word in name.split()) and (pattern := _pattern(name)):
            masked = pattern.sub(_MARK, masked)
    for part in sorted({part for name in names for part in _parts(name) if part in masked}, key=len, reverse=True):
        masked = re.sub(rf"(?<![{LETTER}]){re.escape(part)}(?![{LETTER}一-龥])", _MARK, masked)
    if masked == text:
        return text, 0
    masked = _NEXT.sub(_with_next, _MORE.sub(_MARK, masked))
    return masked, masked.count(_MARK) - text.count(_MARK)


def _with_next(match: re.Match[str]) -> str:
    """The mark alone where the next word is the rest of the name: a column may have the first name alone."""
    return match[0] if match[1].casefold() in _STOP_WORDS | _EVERYDAY else _MARK


def _values(row: dict[str, object], *, person: bool = False) -> Iterator[str]:
    for key, value in row.items():
        if isinstance(value, dict) and not person:
            yield from _values(value, person=_stands_for(key) is not None)
        elif isinstance(value, str) and (_stands_for(key) == "name" or (person and key.casefold() == "name")):
            name = " ".join(unicodedata.normalize("NFC", value).split())
            if _is_name(name):
                yield name


@lru_cache(maxsize=10_000)
def _stands_for(key: str) -> str | None:
    """What is under a key: a `name`, a `person`, or something else."""
    column = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", key).casefold()).strip()
    if _COLUMN.fullmatch(column):
        return "name"
    return "person" if _PERSON.fullmatch(column) else None


def _is_name(value: str) -> bool:
    fits = len(value) <= _MAX_LENGTH and len(value.split()) <= _MAX_WORDS
    return fits and sum(char.isalpha() for char in value) >= 2 and not re.search(r"[\d@/]", value)


def _pattern(name: str) -> re.Pattern[str] | None:
    """The whole name, in any case if it has several words; None if it is one word, which is looked for as a part."""
    words = name.split()
    if len(words) == 1:
        return None
    blank = r"[ 　]?" if _JAPANESE.search(name) else r"[ \u00a0]+"
    return re.compile(rf"(?<![{LETTER}]){blank.join(map(re.escape, words))}(?![{LETTER}])", re.IGNORECASE)


def _parts(name: str) -> Iterator[str]:
    for word in name.split():
        long_enough = len(word) >= (2 if _JAPANESE.search(word) else 3)
        if long_enough and (word[0].isupper() or _JAPANESE.match(word)) and word.casefold() not in _EVERYDAY:
            yield word
