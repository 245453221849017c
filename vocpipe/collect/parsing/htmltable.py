"""Tables in HTML, which some programs export under the name of an .xls."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.decoded import Decoded
from vocpipe.collect.parsing.part import Part, Row
from vocpipe.wording import say

_CELLS = ("td", "th")
_NOT_DATA = ("caption", "script", "style", "template")
_TAG = re.compile(r"[a-z][a-z0-9]*(?:[:-][a-z0-9]+)*")
_MAX_SPAN = 1000  # cells that one may cover


def read_html(decoded: Decoded) -> list[Part]:
    """Every table of the page that has cells and no table in it; cells that rows share are filled down."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(decoded.text, "html.parser")
    found = page.find_all("table")
    outer = {id(table.find_parent("table")) for table in found}  # downwards, deep nesting costs its square
    tables = [rows for table in found if id(table) not in outer and (rows := list(_rows(table)))]
    return [_part(f"table {number}", rows, decoded) for number, rows in enumerate(tables, start=1)]


def _part(name: str, rows: list[Row], decoded: Decoded) -> Part:
    return Part(name, decoded.encoding, lambda: iter(rows), decoded, warnings=decoded.warnings())


def _rows(table: Any) -> Iterator[Row]:
    """(row of the table, its cells) for every row that is not empty, then what damaged tags left outside of cells."""
    number = 0
    shared: dict[int, tuple[int, str]] = {}  # column -> rows that still take the cell above, and its text
    content = _Content(table)
    for number, row in enumerate(content.rows, start=1):
        cells: list[Any] = []
        for cell in content.cells.get(id(row), []):
            _fill_down(cells, shared)
            text = "\n".join(content.texts.get(id(cell), []))
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            if rows > 1:
                shared[len(cells)] = (rows - 1, text)
            cells += [text or None, *[None] * (columns - 1)]
        _fill_down(cells, shared)
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield number, cells
    for texts in content.strays.values():
        number += 1
        yield number, Broken(" ".join(texts), say("collect.row.outside_cells"))


@dataclass(frozen=True, slots=True)
class _Place:
    """The row and the cell that an element stands in, the nearest of each, and whether what it says is no data."""

    row: Any = None
    cell: Any = None
    is_hidden: bool = False


class _Content:
    """What a table holds: rows in their order, cells by row, texts by cell, and texts in no cell by their element.

    Where end tags are missing, later cells and rows stand inside earlier ones, thousands deep. So each element takes
    its place from its parent: to look upwards from each of them would cost the square of the depth.
    """

    def __init__(self, table: Any) -> None:
        self.rows: list[Any] = []
        self.cells: dict[int, list[Any]] = {}
        self.texts: dict[int, list[str]] = {}
        self.strays: dict[int, list[str]] = {}
        places = {id(table): _Place()}
        for node in table.descendants:
            place = places[id(node.parent)]
            if isinstance(node, str):
                self._add_text(node, place)
            else:
                places[id(node)] = self._enter(node, place)

    def _enter(self, element: Any, place: _Place) -> _Place:
        if _TAG.fullmatch(element.name) is None:
            self.strays[id(element)] = [" ".join([element.name, *element.attrs])]
        if element.name == "tr":
            self.rows.append(element)
            return replace(place, row=element, cell=None)
        if element.name in _CELLS:
            self.cells.setdefault(id(place.row), []).append(element)
            return replace(place, cell=element)
        return replace(place, is_hidden=True) if element.name in _NOT_DATA else place

    def _add_text(self, string: Any, place: _Place) -> None:
        from bs4.element import CData, NavigableString

        if not (text := string.strip()):
            return
        if place.row is not None and place.cell is not None:
            if type(string) in (NavigableString, CData):
                self.texts.setdefault(id(place.cell), []).append(text)
        elif type(string) is NavigableString and not place.is_hidden:
            element = string.parent if place.cell is None else place.cell.parent
            self.strays.setdefault(id(element), []).append(text)


def _fill_down(cells: list[Any], shared: dict[int, tuple[int, str]]) -> None:
    """Add the cells that belong to a row above, up to the next one of this row."""
    while len(cells) in shared:
        at = len(cells)
        left, text = shared.pop(at)
        if left > 1:
            shared[at] = (left - 1, text)
        cells.append(text or None)


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name, 1)).strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() else 1
