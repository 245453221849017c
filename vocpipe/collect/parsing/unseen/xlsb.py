"""Errors and merged cells in the binary parts of an .xlsb, as [MS-XLSB] of Microsoft's open specifications has them."""

import io
import struct
import zipfile
from collections.abc import Iterator

from vocpipe.collect.parsing.unseen.found import Unseen, targets_in

_ROW, _CELL_ERROR, _FORMULA_ERROR, _SHEET, _MERGED = 0, 3, 11, 156, 176  # types of records
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


def unseen_in(data: bytes, title: str) -> Unseen:
    """What is unseen in sheet `title`."""
    found = Unseen(ranges=[])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        path = _paths(archive).get(title)
        content = archive.read(path) if path in archive.namelist() else b""
    row = 0
    for kind, record in _records(content):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", record)
        elif kind in (_CELL_ERROR, _FORMULA_ERROR):
            column, _, code = struct.unpack_from("<IIB", record)
            found.mark(row, column, _ERRORS.get(code, "#ERROR!"))
        elif kind == _MERGED and found.ranges is not None:
            top, bottom, left, right = struct.unpack_from("<4I", record)
            found.ranges.append(((top, left), (bottom, right)))
    return found


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Title -> part of each sheet."""
    targets = targets_in(archive, "xl/_rels/workbook.bin.rels")
    paths = {}
    for kind, record in _records(archive.read("xl/workbook.bin")):
        if kind == _SHEET:
            ident, at = _text(record, 8)
            paths[_text(record, at)[0]] = targets.get(ident, "")
    return paths


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """(type, content) of every record of a part."""
    at = 0
    while at < len(content):
        kind, at = _number(content, at, 2)
        size, at = _number(content, at, 4)
        yield kind, content[at : at + size]
        at += size


def _number(content: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number of seven bits per byte, the lowest first, and where it ends."""
    number = 0
    for place in range(longest):
        byte = content[at] if at < len(content) else 0
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return number, at


def _text(record: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", record, at)
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le", "replace"), end
