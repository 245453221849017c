"""Delimited text to records, each with the line it begins in; a quote that is never closed costs one line only."""

import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterator

from vocpipe.collect.parsing.headers import is_known
from vocpipe.wording import say

DELIMITERS = ("\t", ",", ";", "|")  # on a tie the first one wins: text has commas, but no tabs
_HEAD = 1 << 16  # characters from which the delimiter is guessed
_RECORDS = 60
ONE_COLUMN = "\x1f"  # the delimiter of a table that has none: a character that no text has
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)  # whose ; separates nothing
_ESCAPED_QUOTE = re.compile(r'(?<!\\)((?:\\\\)*)\\"')
_SAMPLE = 1 << 20  # characters from which it is decided whether quotes are escaped
_MAX_EVEN = 0.6  # share of the rows: if fewer are alike, commas are not what separates cells
csv.field_size_limit(1 << 24)  # Python's own limit of 131,072 characters is less than a long mail thread


class Broken(list[str]):
    """A record that can't be split into cells: its line as the only cell, and the `reason`."""

    def __init__(self, line: str, reason: str) -> None:
        super().__init__([line.rstrip("\r\n")])
        self.reason = reason


class Loose(list[str]):
    """A record with careless quotes, taken apart all the same."""


def sniff(text: str) -> str:
    """The delimiter that cuts the head of `text` into the most even rows of two cells or more; else ",".

    ONE_COLUMN if the header is a single cell, and what the delimiter cuts below it is text.
    """
    hint = text[:6].rstrip("\r\n").lower()
    if hint.startswith("sep=") and hint[4:] in DELIMITERS:  # Excel's own hint
        return hint[4:]
    head = _ENTITY.sub("&", text[:_HEAD])
    even = {delimiter: _evenness(head, delimiter) for delimiter in DELIMITERS}
    names = {delimiter: _names(head, delimiter) if even[delimiter] else 0 for delimiter in DELIMITERS}
    best = max(even, key=lambda delimiter: (min(names[delimiter], 2), even[delimiter]))
    delimiter = best if even[best] else ","
    return ONE_COLUMN if _is_one_column(head, delimiter) else delimiter


def _names(head: str, delimiter: str) -> int:
    """How many known names of columns the first line has, if the delimiter cuts it."""
    first = _records(head.partition("\n")[0], delimiter)
    return sum(map(is_known, first[0])) if first and len(first[0]) > 1 else 0


def _is_one_column(head: str, delimiter: str) -> bool:
    """Whether the first record is the name of the only column: a known one, or one above rows of any width."""
    first, *rest = _records(head, delimiter) or [[]]
    below = Counter(map(len, rest))
    if len(first) != 1 or max(below, default=1) == 1 or ONE_COLUMN in head:
        return False
    if sum(map(is_known, rest[0])) > 1:  # the first one is a title
        return False
    return is_known(first[0]) or (below[1] > 0 and max(below.values()) < _MAX_EVEN * below.total())


def _records(head: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    with contextlib.suppress(csv.Error):  # the rows read so far have to do
        records.extend(cells for cells, _ in zip(reader, range(_RECORDS), strict=False) if cells)
    return records


def read_records(text: str, *, delimiter: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """(line where the record begins, from 1; its cells) for every record that is not an empty line.

    A line whose quote is never closed, or is closed only by the next record's opening quote, comes as a `Broken`, and
    reading goes on with the line after it. Quotes inside a quoted cell may be doubled, or escaped by a backslash.
    """
    delimiter = delimiter or sniff(text)
    lines = list(io.StringIO(_with_doubled_quotes(text, delimiter), newline=""))
    yield from _read(lines, delimiter)


def _with_doubled_quotes(text: str, delimiter: str) -> str:
    """`text` with `\\"` as `""`, if it fits better into rows that way."""
    if '\\"' not in text:
        return text
    sample = text[:_SAMPLE].rpartition("\n")[0] if len(text) > _SAMPLE else text
    if _misfits(_ESCAPED_QUOTE.sub(r'\1""', sample), delimiter) < _misfits(sample, delimiter):
        return _ESCAPED_QUOTE.sub(r'\1""', text)
    return text


def _misfits(text: str, delimiter: str) -> int:
    """How many records have careless quotes or not as many cells as most of them."""
    records = [cells for _, cells in _read(list(io.StringIO(text, newline="")), delimiter)]
    width = Counter(map(len, records)).most_common(1)[0][0] if records else 0
    return sum(isinstance(cells, Broken | Loose) or len(cells) != width for cells in records)


def _read(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    start = 1 if lines and lines[0][:4].lower() == "sep=" else 0
    while start < len(lines):
        start = yield from _until_broken(lines, start, delimiter)


def _until_broken(lines: list[str], start: int, delimiter: str) -> Generator[tuple[int, list[str]], None, int]:
    """Yields the records from line `start` (from 0) to the end or a broken one; returns the next line to read."""
    reader = csv.reader((lines[at] for at in range(start, len(lines))), delimiter=delimiter, strict=True)
    begin = start
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return len(lines)
        except csv.Error as error:
            yield (
                begin + 1,
                _first_line(lines[begin], delimiter, str(error), alone=start + reader.line_num == begin + 1),
            )
            return begin + 1
        if cells:
            yield begin + 1, cells
        begin = start + reader.line_num


def _first_line(line: str, delimiter: str, error: str, *, alone: bool) -> list[str]:
    """The record that begins in `line`: a careless quote inside one line is harmless, one that swallows more is not."""
    if alone and "end of data" not in error:
        try:
            return Loose(next(csv.reader([line], delimiter=delimiter)))
        except csv.Error as worse:
            return Broken(line, say("collect.row.line_unreadable", error=worse))
    return Broken(line, say("collect.row.open_quote"))


def _evenness(head: str, delimiter: str) -> float:
    widths = Counter(len(cells) for cells in _records(head, delimiter))
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count / widths.total() * (1 - 1 / width)
