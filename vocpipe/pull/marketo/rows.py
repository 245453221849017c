"""Rows of a CSV file that comes in pieces, each cut behind its last whole row; cells may have new lines."""

import csv
import io
from dataclasses import dataclass

from vocpipe.store.raw import Json


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows of a piece, the bytes that they take, and the names of the columns."""

    rows: list[Json]
    content: bytes
    header: list[str]


def cut(piece: bytes, header: list[str], *, is_last: bool) -> Cut:
    """The whole rows in a piece that begins with a row, or with the header if that is not known yet."""
    end = len(piece) if is_last else _end_of_rows(piece)
    lines = list(csv.reader(io.StringIO(piece[:end].decode("utf-8-sig"), newline="")))
    names = header or (lines.pop(0) if lines else [])
    return Cut([dict(zip(names, cells, strict=False)) for cells in lines if cells], piece[:end], names)


def _end_of_rows(piece: bytes) -> int:
    """Where the last row ends that is whole: behind a new line with an even number of quotes before it."""
    end = piece.rfind(b"\n")
    while end >= 0 and piece.count(b'"', 0, end) % 2:
        end = piece.rfind(b"\n", 0, end)
    return end + 1
