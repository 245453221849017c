"""Whether a packed workbook is whole, before a library reads it: damage that would lose rows, and sizes out of bounds.

The library puts cells where they say they belong, so that a damaged number hides or overwrites what other cells say.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.parsers import expat

import numpy as np

from vocpipe.collect.parsing.archive import read_within
from vocpipe.collect.parsing.limits import check, limits
from vocpipe.errors import ReadError
from vocpipe.wording import say

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
_MAX_ROW, _MAX_COLUMN = 1 << 20, 1 << 14  # of any spreadsheet program
_LEFT_ASIDE = ("xl/media/", "xl/embeddings/", "Pictures/", "Thumbnails/", "xl/theme/")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_PLAIN_CELL = rb"<%sc r=\"([A-Z]{1,7}\d{1,11})\""  # as all programs write it; to look for it is fast
_CELL = rb"<%sc\s[^>]*?\br=\"([A-Z]{1,7}\d{1,11})\""
_FILLED = rb"<%sc\s[^>]*?\br=\"([A-Z]{1,7}\d{1,11})\"[^>]*?(?<!/)>"
_ROW = rb"<%srow\s[^>]*?\br=\"(\d{1,11})\""
_PAIRED = (b"row", b"c", b"v", b"is", b"sheetData")
_REPEATED = re.compile(rb'number-(rows|columns)-repeated="(\d+)"')
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_CONTENT = re.compile(rb"value-type=|<text:p")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>)")
_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')


def check_workbook(data: bytes) -> None:
    """Raise ReadError if a part of the workbook is damaged, if rows would be lost, or it is beyond the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name, part in _parts(archive, len(data)):
                if _SHEET.fullmatch(name):
                    _check_sheet(part)
                elif name == "content.xml":
                    _check_ods(part)
    except _DAMAGED as error:
        raise ReadError(say("faults.lost.part_damaged", error=error)) from error


def _parts(archive: zipfile.ZipFile, packed: int) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every part with cells or texts, one at a time; their checksums are tested."""
    names = set[str]()
    for info in archive.infolist():
        if info.is_dir() or info.filename.startswith(_LEFT_ASIDE):
            continue
        if info.filename in names:
            raise ReadError(say("faults.lost.part_damaged", error="duplicate"))
        names.add(info.filename)
        with archive.open(info) as file:
            yield info.filename, read_within(file, packed)


def _check_sheet(part: bytes) -> None:
    """Raise ReadError if cells of an .xlsx's sheet are out of order, twice, out of bounds, or outside of any row."""
    found = _PREFIX.search(part, 0, 4096)
    prefix = (found[1] or b"") if found else b""
    if not _is_well_formed(
        part
    ):  # perhaps only by a character that XML does not allow, such as programs leave in texts
        for tag in _PAIRED:
            _check_pairs(part, prefix + tag)
    rows = np.array(re.findall(_ROW % prefix, part), dtype="S12").astype(np.int64)
    cells = _Places.of(re.findall(_PLAIN_CELL % prefix, part))
    if len(cells.rows) != part.count(b"<%sc " % prefix):
        cells = _Places.of(re.findall(_CELL % prefix, part))
    if max(rows.max(initial=0), cells.rows.max(initial=0)) > _MAX_ROW or cells.columns.max(initial=0) > _MAX_COLUMN:
        raise ReadError(say("faults.lost.sheet_far"))
    _check_order(rows)
    _check_order((cells.rows << 15) + cells.columns, shift=15)
    if len(rows) and len(rows) == part.count(b"<%srow " % prefix) + part.count(b"<%srow>" % prefix):
        strays = cells.rows[~np.isin(cells.rows, rows)]
        if len(strays):
            raise ReadError(say("faults.lost.sheet_order", row=int(strays[0])))
    if cells.span > limits().cells:  # perhaps of cells that have a color alone
        check("cells", _Places.of(re.findall(_FILLED % prefix, part)).span)


@dataclass(frozen=True, slots=True)
class _Places:
    """Rows and columns of cells, from 1."""

    rows: "Numbers"
    columns: "Numbers"

    @classmethod
    def of(cls, written: list[bytes]) -> "_Places":
        """The places of cells that are written like B12."""
        width = max(map(len, written), default=1)
        signs = np.array(written, dtype=f"S{width}").view(np.uint8).reshape(len(written), width).astype(np.int64)
        rows, columns = np.zeros(len(written), dtype=np.int64), np.zeros(len(written), dtype=np.int64)
        for sign in signs.T:
            rows = np.where((sign >= 48) & (sign <= 57), rows * 10 + sign - 48, rows)
            columns = np.where(sign >= 65, columns * 26 + sign - 64, columns)
        return cls(rows, columns)

    @property
    def span(self) -> int:
        """How many cells are in the smallest rectangle that holds them all."""
        return int((np.ptp(self.rows) + 1) * (np.ptp(self.columns) + 1)) if len(self.rows) else 0


def _is_well_formed(part: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(part, True)
    except expat.ExpatError:
        return False
    return True


def _check_pairs(part: bytes, tag: bytes) -> None:
    """Raise ReadError if elements are opened that nothing closes, or the other way round."""
    opened = part.count(b"<%s " % tag) + part.count(b"<%s>" % tag) + part.count(b"<%s/>" % tag)
    closed = part.count(b"</%s>" % tag)
    if opened != closed and opened != closed + len(re.findall(rb"<%s(?:\s[^>]*)?/>" % tag, part)):
        raise ReadError(say("faults.lost.part_damaged", error=f"{tag.decode('ascii', 'replace')}"))


def _check_order(places: "Numbers", *, shift: int = 0) -> None:
    """Raise ReadError unless each place is after the one before."""
    steps = np.diff(places)
    if (steps > 0).all():
        return
    first = int(np.argmax(steps <= 0))
    key = "faults.lost.sheet_twice" if steps[first] == 0 else "faults.lost.sheet_order"
    raise ReadError(say(key, row=int(places[first] >> shift)))


def _check_ods(part: bytes) -> None:
    """Raise ReadError if an .ods repeats rows or columns beyond any spreadsheet, or filled ones beyond the limits."""
    if any(int(number) > _MAX_ROW for _, number in _REPEATED.findall(part)):
        raise ReadError(say("faults.lost.sheet_far"))
    total = 0
    for attributes, inside in _ODS_ROW.findall(part) if b"-repeated=" in part else ():
        if not _CONTENT.search(inside):
            continue
        cells = [_repeats(_COLUMNS, cell) for cell in _ODS_CELL.findall(inside)]
        total += _repeats(_ROWS, attributes) * sum(cells[:-1] or cells)
        check("cells", total)


def _repeats(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
