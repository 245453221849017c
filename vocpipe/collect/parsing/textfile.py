"""What every reader of text files needs: the file's text, its head, and values refused with their reason."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.archive import content
from vocpipe.collect.parsing.csvfile import Broken, read_records
from vocpipe.collect.parsing.date_order import Order
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.parsing.decoded import Decoded, strip_odd
from vocpipe.collect.parsing.limits import MB, check, limits
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Refused
from vocpipe.wording import say

_HEAD = 1 << 16  # bytes
_MARK = re.compile(r"(?:\\x[0-9a-f]{2})+")
_MAX_RAW = 200  # characters of a refused value that are kept; the whole row is kept too


def read_text(reading: Reading) -> Decoded:
    """The file's text, unpacked if it is a .gz or a .zip of one file.

    `reading` gets its encoding, and a warning about bytes that did not fit.
    Raises ReadError if the file can't be opened, unpacked or decoded.
    """
    try:
        data = content(reading.path)
    except OSError as error:
        raise ReadError(say("collect.file.closed", file=reading.path.name, error=error.strerror)) from error
    decoded = decode(data, stated=reading.source.encoding)
    reading.encoding = decoded.encoding
    reading.warnings.extend(decoded.warnings())
    return decoded


def head(path: Path) -> str:
    """The text of the file's first 64 kB, empty if it can't be read; only to recognize whose export it is."""
    try:
        return decode(content(path, limit=_HEAD)).text
    except (OSError, ReadError):
        return ""


def records_of(decoded: Decoded, *, delimiter: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """The records of a file with the lines they begin in; one in another encoding than the file is a `Broken`.

    Raises ReadError if a line is longer than the limits allow.
    """
    check("line_mb", longest_line(decoded.text))
    foreign = {run.shown for run in decoded.odd if run.foreign}
    reason = say("collect.row.other_encoding", encoding=decoded.encoding)
    for line, cells in read_records(decoded.text, delimiter=delimiter):
        if foreign and any(run in foreign for cell in cells for run in _MARK.findall(cell)):
            yield line, Broken(",".join(cells), reason)
        else:
            yield line, cells


def longest_line(text: str) -> int:
    """The characters of the longest line; those of a file that is shorter than any limit are not counted."""
    if len(text) <= limits().line_mb * MB:
        return 0
    longest, at = 0, 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        longest, at = max(longest, end - at), end + 1
    return longest


def odd_runs(text: str, decoded: Decoded) -> list[str]:
    """The runs of odd bytes that `decode` left in this part of its text, shown like `\\x8c\\xe6`."""
    if not decoded.odd:
        return []
    return [run for run in _MARK.findall(text) if run in decoded.shown]


def without_odd(field: str, text: str, decoded: Decoded, refused: list[Refused]) -> str:
    """`text` without the odd bytes in it; each run of them is added to `refused`."""
    runs = odd_runs(text, decoded)
    refused.extend(Refused(field, say("collect.value.odd_bytes"), run) for run in runs)
    return strip_odd(text) if runs else text


def time_or_refuse(
    field: str, raw: object, zone: ZoneInfo, refused: list[Refused], *, order: Order | None = None
) -> datetime | None:
    """The time in `raw`, in UTC; None if it is empty, or not a plausible time (then it is added to `refused`)."""
    if raw is None or raw == "":
        return None
    try:
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            raise ValueError(say("collect.value.no_time"))
        return parse_time(raw, zone, order=order)
    except (ValueError, OverflowError) as error:
        refused.append(Refused(field, str(error), str(raw)[:_MAX_RAW]))
        return None


def misfit(cells: Sequence[str], width: int) -> str | None:
    """Why a record can't be a row of a table that is `width` cells wide; None if it can."""
    if isinstance(cells, Broken):
        return cells.reason
    if len(cells) != width and any(cell.strip() for cell in cells[width:]):
        return say("collect.row.too_many_cells", n=len(cells), width=width)
    if len(cells) < width:
        return say("collect.row.too_few_cells", n=len(cells), width=width)
    return None
