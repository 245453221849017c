"""Errors and formulas that were never computed in the XML of an .xlsx."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree

from vocpipe.collect.parsing.unseen.found import UNCOMPUTED, Unseen, targets_in

_CHUNK = 8 << 20  # bytes
_MAX_FORMULA = 100  # characters that are shown
_ERROR = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>.*?<(?:\w+:)?v>([^<]*)</', re.DOTALL)
# A formula whose result is the empty text has t="str", and was computed.
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt="str")[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CELL_END = re.compile(rb"</(?:\w+:)?c>")


def unseen_in(data: bytes, title: str) -> Unseen:
    """What is unseen in sheet `title`."""
    found = Unseen()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        path = _path_of(archive, title)
        if path not in archive.namelist():
            return found
        for chunk in _chunks(archive, path):
            for letters, row, text in _found(chunk):
                found.mark(int(row) - 1, _column(letters), text)
    return found


def _found(chunk: bytes) -> Iterator[tuple[bytes, bytes, str]]:
    if b't="e"' in chunk:
        yield from ((letters, row, _text(error)) for letters, row, error in _ERROR.findall(chunk))
    if b"f>" in chunk or b"<f" in chunk:
        for letters, row, formula in _FORMULA.findall(chunk):
            yield letters, row, f"{UNCOMPUTED} ={_text(formula)[:_MAX_FORMULA]}"


def _chunks(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """The sheet's XML in pieces that end between two cells."""
    rest = b""
    with archive.open(path) as file:
        while block := file.read(_CHUNK):
            text = rest + block
            ends = [match.end() for match in _CELL_END.finditer(text, max(0, len(text) - (1 << 16)))]
            cut = ends[-1] if ends else 0
            yield text[:cut]
            rest = text[cut:]
    yield rest


def _path_of(archive: zipfile.ZipFile, title: str) -> str:
    """Where the sheet is in the workbook; empty if it is not there."""
    targets = targets_in(archive, "xl/_rels/workbook.xml.rels")
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat itself limits entities
    except (KeyError, ElementTree.ParseError):
        return ""
    for sheet in book.findall(".//{*}sheet"):
        if sheet.get("name") == title:
            ident = next((value for name, value in sheet.items() if name.endswith("}id")), "")
            return targets.get(ident, "")
    return ""


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace")).strip()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
