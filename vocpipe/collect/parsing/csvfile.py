"""Delimited text to records, each with the line it begins in; a quote that is never closed costs one line only."""

import csv
import io
from collections import Counter
from collections.abc import Generator, Iterator

from vocpipe.wording import say

DELIMITERS = ("\t", ",", ";", "|")  # on a tie the first one wins: text has commas, but no tabs
_HEAD = 1 << 16  # characters from which the delimiter is guessed
_RECORDS = 60


class Broken(list[str]):
    """A record that can't be split into cells: its line as the only cell, and the `reason`."""

    def __init__(self, line: str, reason: str) -> None:
        super().__init__([line.rstrip("\r\n")])
        self.reason = reason


def sniff(text: str) -> str:
    """The delimiter that cuts the head of `text` into the most even rows of two cells or more; else ","."""
    hint = text[:6].rstrip("\r\n").lower()
    if hint.startswith("sep=") and hint[4:] in DELIMITERS:  # Excel's own hint
        return hint[4:]
    head = text[:_HEAD]
    even = {delimiter: _evenness(head, delimiter) for delimiter in DELIMITERS}
    best = max(even, key=lambda delimiter: even[delimiter])
    return best if even[best] else ","


def read_records(text: str, *, delimiter: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """(line where the record begins, from 1; its cells) for every record that is not an empty line.

    A line whose quote is never closed, or is closed only by the next record's opening quote, comes as a `Broken`, and
    reading goes on with the line after it.
    """
    lines = list(io.StringIO(text, newline=""))
    delimiter = delimiter or sniff(text)
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
            return next(csv.reader([line], delimiter=delimiter))
        except csv.Error as worse:
            return Broken(line, say("collect.row.line_unreadable", error=worse))
    return Broken(line, say("collect.row.open_quote"))


def _evenness(head: str, delimiter: str) -> float:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for cells, _ in zip(reader, range(_RECORDS), strict=False):
            widths[len(cells)] += bool(cells)
    except csv.Error:
        pass  # the rows read so far have to do
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count / widths.total() * (1 - 1 / width) if width else 0.0
