"""JSON text to its values: the elements of an array, a value per line, or one value after another.

What can't be read costs only itself, or the rest of its line.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vocpipe.collect.parsing.json_text import Unplaced, every_pair, what_is_wrong
from vocpipe.errors import ReadError
from vocpipe.wording import say

_BETWEEN = re.compile(r"[\s,\x1e\ufeff]*")  # a record separator begins each value of a JSON text sequence
_BEGINS_OBJECT = re.compile(r"\n(?=[ \t]{0,40},?[ \t]{0,4}\{)")
_FIRST_NAME = re.compile(r'\{\s{0,8}("[^"\n]{0,80}")')
_MAX_RAW = 2000  # characters of an unreadable value that are kept


@dataclass(frozen=True, slots=True)
class Value:
    """A value, or what is wrong with the text in its place.

    `row` is its number in its array, else its line, or the next number if another value stands in that line.
    """

    row: int
    value: Any = None
    problem: str | None = None
    raw: str = ""
    alone: bool = False  # not in an array


def read_values(text: str) -> Iterator[Value]:
    """Every value in `text`: of an array, which may be cut off, its elements.

    Raises ReadError if one of its elements is damaged so that nobody can say how many follow it.
    """
    document = Unplaced(text)
    at, number, line, counted, inside, by_line = 0, 0, 1, 0, False, True
    while True:
        at = _skip(text, at)
        if at == len(text):
            return
        line, counted = line + text.count("\n", counted, at), at
        if not inside and text[at] == "[":
            inside, at = True, at + 1
            continue
        if inside and text[at] == "]":
            inside, at = False, at + 1
            continue
        number = number + 1 if inside else max(line, number + 1)
        try:
            value, end = _DECODER.raw_decode(document, at)
        except (ValueError, RecursionError) as error:
            end = _line_end(text, at) if by_line and not inside else _next(text, at)
            if inside:
                _refuse_if_more(text, at, end, number)
            problem = _problem(line, error, last=_skip(text, end) == len(text))
            yield Value(number, problem=problem, raw=text[at : min(end, at + _MAX_RAW)], alone=not inside)
        else:
            by_line = by_line and text.find("\n", at, end) < 0
            yield Value(number, value, alone=not inside)
        at = end


def _skip(text: str, at: int) -> int:
    gap = _BETWEEN.match(text, at)
    return gap.end() if gap else at


def _next(text: str, at: int) -> int:
    """Where reading goes on after an unreadable value: the next line that begins an object, else the end."""
    following = _BEGINS_OBJECT.search(text, at)
    return following.end() if following else len(text)


def _refuse_if_more(text: str, at: int, end: int, number: int) -> None:
    """Raise ReadError if further elements begin in what an unreadable one costs: nobody knows how many there are."""
    name = _FIRST_NAME.match(text, at)
    begins = re.escape(name[1]) if name else ""
    if re.compile(rf"\}}[ \t]{{0,8}},\s{{0,8}}\{{\s{{0,8}}{begins}").search(text, at, end):
        raise ReadError(say("faults.lost.broken_list", row=number))


def _line_end(text: str, at: int) -> int:
    """The end of the line of an unreadable value; that of the text if it spans lines, as an object that is cut off."""
    end = text.find("\n", at)
    if end < 0 or text[at:end].rstrip(" \t\r,")[-1:] in ("{", "[", ""):
        return _next(text, at)
    return end


def _problem(line: int, error: Exception, *, last: bool) -> str:
    return say("collect.row.json_cut_off" if last else "collect.row.no_json", line=line, error=what_is_wrong(error))


def _no_number(_: str) -> None:
    """NaN and Infinity, which some programs write for an empty cell."""
    return


_DECODER = json.JSONDecoder(parse_constant=_no_number, strict=False, object_pairs_hook=every_pair)
