"""The names in the columns of a row; the writer's are masked wherever the text repeats them, whole or in parts."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.introductions import CAPITALIZED, LETTER

_WORDS = lexicon("names")
_COLUMNS = {
    "writer": re.compile(alternatives(_WORDS["columns"])),
    "staff": re.compile(alternatives(_WORDS["staff_columns"])),
    "company": re.compile(alternatives(_WORDS["company_columns"])),
}
_PERSONS = {
    "writer": re.compile(alternatives(_WORDS["persons"])),
    "staff": re.compile(alternatives(_WORDS["staff_persons"])),
    "company": re.compile(alternatives(_WORDS["firms"])),
}
_EVERYDAY = frozenset(_WORDS["everyday"].split())
_STOP_WORDS = frozenset(lexicon("stop_words")["en"].split())
_STAFF_ROLES = frozenset(_WORDS["staff_roles"])
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-龥々ヶ]")
_MAX_LENGTH, _MAX_WORDS = 60, 6
_MARK = "[NAME]"
_MORE = re.compile(rf"\[NAME\](?:[ ](?:{CAPITALIZED}|\[NAME\]))*[ ]\[NAME\]")
_NEXT = re.compile(rf"\[NAME\][ ]({CAPITALIZED})(?![{LETTER}])")


def row_names(raw: str | None) -> list[tuple[str, str]]:
    """(kind, name) of each name in the columns of a row (JSON): of its writer, of staff, of a company."""
    row = json.loads(raw) if raw else None
    return list(dict.fromkeys(_values(row))) if isinstance(row, dict) else []


def writer_names(raw: str | None) -> list[str]:
    """The names in the columns of a row (JSON) that hold the name of who wrote it, the longest first."""
    return with_orders([name for kind, name in row_names(raw) if kind == "writer"])


def with_orders(values: list[str]) -> list[str]:
    """Names with each other in both orders, if they are a first and a last name; the longest first."""
    if len(values) == 2:
        one, two = values
        values = [*values, f"{one} {two}", f"{two} {one}", one + two, two + one]
    return sorted(values, key=len, reverse=True)


def people_in(row: Mapping[str, object]) -> list[str]:
    """The names of people in the columns of a row."""
    return list(dict.fromkeys(name for kind, name in _values(row) if kind != "company"))


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


def _values(row: Mapping[str, object], person: str | None = None) -> Iterator[tuple[str, str]]:
    """(kind, name) of each name under the keys of `row`, which stands for a `person` of that kind if given."""
    for key, value in row.items():
        column, whose = _stands_for(key)
        if isinstance(value, dict):
            yield from _values(value, _kind_of(value, whose) if whose else None)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from _values(item)
        elif isinstance(value, str):
            kind = person if person and (column or key.casefold() == "name") else column
            name = " ".join(unicodedata.normalize("NFC", value).split())
            if kind and _is_name(name, kind):
                yield kind, name


def _kind_of(person: Mapping[str, object], kind: str) -> str:
    """The kind of a person in JSON, who may be one of the staff by what it says of them."""
    roles = {str(person.get(key)).casefold() for key in ("type", "role", "user_type", "sender_type", "author_type")}
    return "staff" if roles & _STAFF_ROLES else kind


@lru_cache(maxsize=10_000)
def _stands_for(key: str) -> tuple[str | None, str | None]:
    """Whose name is under a key, and whom an object under it stands for: a `writer`, `staff`, a `company`; or None."""
    column = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", key).casefold()).strip()
    name = next((kind for kind, pattern in _COLUMNS.items() if pattern.fullmatch(column)), None)
    return name, next((kind for kind, pattern in _PERSONS.items() if pattern.fullmatch(column)), None)


def _is_name(value: str, kind: str) -> bool:
    fits = len(value) <= _MAX_LENGTH and len(value.split()) <= _MAX_WORDS
    if kind == "company":
        return fits and sum(char.isalnum() for char in value) >= 2 and not re.search(r"[@/]|^\d+$", value)
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
