"""JSON files to objects: one document, an array, or a value per line; each an object or an API's page of them."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NoReturn, TypeAlias

from vocpipe.collect.parsing.decoded import Decoded
from vocpipe.collect.parsing.json_text import Unplaced, every_pair, what_is_wrong
from vocpipe.collect.parsing.textfile import read_text, without_odd
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Refused
from vocpipe.wording import say

Json: TypeAlias = Any  # any JSON value

_SEPARATORS = re.compile(r"[\s,]*")  # commas too: the elements of an array that was cut off come one per line
_UNDOUBLED_MARK = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=x[0-9a-f]{2})")
_LONE = re.compile("[\ud800-\udfff]+")
_MAX_RAW = 2000  # characters of a rejected object that are kept


@dataclass(frozen=True, slots=True)
class Item:
    """One object of the file, or another value in its place (then `problem` says what is wrong).

    `row` is the line in a file with one value per line, else the object's number in the file.
    """

    row: int
    value: dict[str, Any] = field(default_factory=dict)
    key: str = ""  # the list of its page that holds it
    page: Mapping[str, Any] = field(default_factory=dict)  # its page, with everything else that is on it
    problem: str | None = None
    shown: str = ""  # what the file has instead of an object
    refused: list[Refused] = field(default_factory=list)  # characters that text can't hold, left out of `value`

    @property
    def raw(self) -> str:
        """The object as JSON, or what the file has instead, cut at 2,000 characters; for a rejected row."""
        return (self.shown or json.dumps(self.value, ensure_ascii=False))[:_MAX_RAW]


@dataclass(frozen=True, slots=True)
class _Value:
    line: int
    value: Any = None
    problem: str | None = None
    raw: str = ""


def read_items(reading: Reading, *keys: str, marks: tuple[str, ...] = ()) -> Iterator[Item]:
    """Every object of the file, in its order: those in the lists `keys` of a page, or objects without a page.

    An object with one of `keys` or `marks` is a page; all other objects count as members of the first of `keys`.
    Raises ReadError if the file is not JSON at all, or one document that is cut off.
    """
    yield from items_in(read_text(reading), *keys, marks=marks)


def items_in(decoded: Decoded, *keys: str, marks: tuple[str, ...] = ()) -> Iterator[Item]:
    """Every object of a text, in its order: those in the lists `keys` of a page, or objects without a page.

    An object with one of `keys` or `marks` is a page. Raises ReadError if the text is not JSON at all, or cut off.
    """
    number = count(1)
    for value in _values(json_text(decoded)):
        if value.problem:
            yield Item(value.line, key=keys[0], problem=value.problem, shown=value.raw)
            continue
        alone = not isinstance(value.value, list) and not _is_page(value.value, keys, marks)
        for key, member, page in _members(value.value, keys, marks):
            row = value.line if alone else next(number)
            yield _item(row, key, member, page, decoded)


def as_id(value: object) -> str | None:
    """An id as text, whatever JSON type it came in; None if there is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def as_text(value: object) -> str | None:
    """A text that has something in it, else None."""
    return value if isinstance(value, str) and value.strip() else None


def dig(value: Json, *keys: str) -> Json:
    """The value under `keys`, one object within the other; None if one of them is missing or not an object."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _item(row: int, key: str, member: object, page: Mapping[str, Any], decoded: Decoded) -> Item:
    refused: list[Refused] = []
    try:
        if not isinstance(member, dict):
            return Item(
                row, {}, key, page, problem=say("collect.row.no_object", kind=_kind(member)), shown=json.dumps(member)
            )
        return Item(row, _repaired(member, "", decoded, refused), key, page, refused=refused)
    except RecursionError:
        return Item(row, {}, key, page, problem=say("collect.row.too_deep"))


def _kind(value: object) -> str:
    kinds = {
        "NoneType": "collect.json.null",
        "bool": "collect.json.boolean",
        "str": "collect.json.text",
        "list": "collect.json.list",
    }
    return say(kinds.get(type(value).__name__, "collect.json.number"))


def _is_page(value: object, keys: tuple[str, ...], marks: tuple[str, ...]) -> bool:
    return isinstance(value, dict) and not value.keys().isdisjoint((*keys, *marks))


def _members(
    value: Json, keys: tuple[str, ...], marks: tuple[str, ...]
) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    """(key, member, its page) for every member of a document: an object, a page, or a list of either."""
    for page in value if isinstance(value, list) else [value]:
        if not _is_page(page, keys, marks):
            yield keys[0], page, {}
            continue
        for key in keys:
            inside = page.get(key)
            for member in inside if isinstance(inside, list) else [inside] if inside is not None else []:
                yield key, member, page


def json_text(decoded: Decoded) -> str:
    """The text with the marks of odd bytes made valid JSON, so that no object is lost."""
    return _UNDOUBLED_MARK.sub(r"\1\\\\", decoded.text) if decoded.odd else decoded.text


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(say("collect.json.too_large", number=digits[:20]))
    return number


def _no_number(name: str) -> NoReturn:
    raise ValueError(say("collect.json.no_number", name=name))


_DECODER = json.JSONDecoder(parse_float=_finite, parse_constant=_no_number, object_pairs_hook=every_pair)


def _values(text: str) -> Iterator[_Value]:
    """Every value in `text` with its line; an invalid value costs only the rest of its line."""
    document = Unplaced(text)
    at, line, counted, is_first = 0, 1, 0, True
    while True:
        gap = _SEPARATORS.match(text, at)
        at = gap.end() if gap else at
        if at == len(text):
            return
        line += text.count("\n", counted, at)
        counted = at
        try:
            value, end = _DECODER.raw_decode(document, at)
        except (ValueError, RecursionError) as error:
            end = _line_end(text, at)
            if is_first and not any(map(_is_object, text[end:].split("\n"))):
                raise ReadError(say("collect.file.no_json", error=what_is_wrong(error))) from error
            yield _Value(line, problem=_problem(line, error, last=end == len(text)), raw=text[at:end][:_MAX_RAW])
        else:
            yield _Value(line, value)
        at, is_first = end, False


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_object(line: str) -> bool:
    line = line.strip(" \t\r,")
    try:
        return line[:1] == "{" and isinstance(_DECODER.decode(line), dict)
    except (ValueError, RecursionError):
        return False


def _problem(line: int, error: Exception, *, last: bool) -> str:
    return say("collect.row.json_cut_off" if last else "collect.row.no_json", line=line, error=what_is_wrong(error))


def _repaired(value: Json, path: str, decoded: Decoded, refused: list[Refused]) -> Json:
    """`value` without what text can't hold: odd bytes, NULs, and halves of characters (a cut emoji)."""
    if isinstance(value, str):
        return _repaired_text(value, path, decoded, refused)
    if isinstance(value, list):
        return [_repaired(member, f"{path}[{at}]", decoded, refused) for at, member in enumerate(value)]
    if isinstance(value, dict):
        return dict(_repaired_member(key, member, path, decoded, refused) for key, member in value.items())
    return value


def _repaired_member(key: str, value: Json, path: str, decoded: Decoded, refused: list[Refused]) -> tuple[str, Json]:
    key = _repaired_text(key, path, decoded, refused)
    return key, _repaired(value, f"{path}.{key}" if path else key, decoded, refused)


def _repaired_text(text: str, path: str, decoded: Decoded, refused: list[Refused]) -> str:
    text = without_odd(path, text, decoded, refused)
    if "\0" in text:
        refused.append(Refused(path, say("collect.value.nul")))
        text = text.replace("\0", "")
    if _LONE.search(text):
        refused.append(Refused(path, say("collect.value.half_character"), ascii(text)[1:-1][:_MAX_RAW]))
        text = _LONE.sub("", text)
    return text
