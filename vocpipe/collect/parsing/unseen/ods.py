"""Errors, formulas never computed and merged cells in the XML of an .ods."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from vocpipe.collect.parsing.unseen.found import UNCOMPUTED, Unseen

_ANY = re.compile(rb'"error"|:formula="|rows-spanned="(?!1")|columns-spanned="(?!1")')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_VALUE_TYPE = "value-type"


def unseen_in(data: bytes, title: str) -> Unseen:
    """What is unseen in sheet `title`."""
    found = Unseen(ranges=[])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    if not _ANY.search(content):
        return found
    try:
        for row, column, cell in _cells(content, title):
            _look_at(row, column, cell, found)
    except ElementTree.ParseError:
        return found
    return found


def _cells(content: bytes, title: str) -> Iterator[tuple[int, int, Any]]:
    """(row, column, element) for the cells of a sheet; repeated ones come once."""
    row, inside = 0, False
    for event, element in ElementTree.iterparse(io.BytesIO(content), events=("start", "end")):  # noqa: S314 - see found
        if element.tag == f"{_TABLE}table" and event == "start":
            inside, row = element.get(f"{_TABLE}name") == title, 0
        elif element.tag == f"{_TABLE}table-row" and event == "end":
            column = 0
            for cell in element if inside else ():
                yield row, column, cell
                column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))
            row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
            element.clear()


def _look_at(row: int, column: int, cell: Any, found: Unseen) -> None:
    rows = int(cell.get(f"{_TABLE}number-rows-spanned", 1))
    columns = int(cell.get(f"{_TABLE}number-columns-spanned", 1))
    if found.ranges is not None and (rows > 1 or columns > 1):
        found.ranges.append(((row, column), (row + rows - 1, column + columns - 1)))
    kinds = {name.rpartition("}")[2]: value for name, value in cell.items() if name.endswith(_VALUE_TYPE)}
    formula = cell.get(f"{_TABLE}formula")
    if any(value == "error" for name, value in cell.items() if name.endswith(_VALUE_TYPE)):
        found.mark(row, column, "".join(cell.itertext()).strip() or "#ERROR!")
    elif formula is not None and not kinds:
        found.mark(row, column, f"{UNCOMPUTED} ={formula.partition('=')[2]}")
