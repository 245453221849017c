"""Tables in HTML, which some programs export under the name of an .xls."""

import re
from collections.abc import Iterator
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
    inner = [table for table in page.find_all("table") if table.find("table") is None]
    tables = [rows for table in inner if (rows := list(_rows(table)))]
    return [_part(f"table {number}", rows, decoded) for number, rows in enumerate(tables, start=1)]


def _part(name: str, rows: list[Row], decoded: Decoded) -> Part:
    return Part(name, decoded.encoding, lambda: iter(rows), decoded, warnings=decoded.warnings())


def _rows(table: Any) -> Iterator[Row]:
    """(row of the table, its cells) for every row that is not empty, then what damaged tags left outside of cells."""
    number = 0
    shared: dict[int, tuple[int, str]] = {}  # column -> rows that still take the cell above, and its text
    inside, texts = _cells_by_row(table), _texts_by_cell(table)
    for number, row in enumerate(table.find_all("tr"), start=1):
        cells: list[Any] = []
        for cell in inside.get(id(row), []):
            _fill_down(cells, shared)
            text = "\n".join(texts.get(id(cell), []))
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            if rows > 1:
                shared[len(cells)] = (rows - 1, text)
            cells += [text or None, *[None] * (columns - 1)]
        _fill_down(cells, shared)
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield number, cells
    for text in _strays(table):
        number += 1
        yield number, Broken(text, say("collect.row.outside_cells"))


def _cells_by_row(table: Any) -> dict[int, list[Any]]:
    """The cells of each row, by its identity: where end tags are missing, later rows stand inside earlier ones."""
    found: dict[int, list[Any]] = {}
    for cell in table.find_all(_CELLS):
        row = cell.find_parent(("tr", "table"))
        found.setdefault(id(row), []).append(cell)
    return found


def _texts_by_cell(table: Any) -> dict[int, list[str]]:
    """What each cell says, by the cell's identity, without what a cell inside of it says."""
    from bs4.element import CData, NavigableString

    found: dict[int, list[str]] = {}
    for string in table.find_all(string=str.strip):
        if type(string) in (NavigableString, CData):
            cell = string.find_parent((*_CELLS, "table"))
            found.setdefault(id(cell), []).append(string.strip())
    return found


def _strays(table: Any) -> list[str]:
    """The texts of the table that are in no cell of a row, by the element that they are in."""
    from bs4.element import NavigableString

    found: dict[int, list[str]] = {}
    for element in table.find_all(lambda tag: _TAG.fullmatch(tag.name) is None):
        found[id(element)] = [" ".join([element.name, *element.attrs])]
    for string in table.find_all(string=str.strip):
        inside = [parent.name for parent in string.parents]
        inside = inside[: inside.index("table")]
        is_read = "tr" in inside and any(name in _CELLS for name in inside[: inside.index("tr")])
        if type(string) is NavigableString and not is_read and not any(name in inside for name in _NOT_DATA):
            cell = next((parent for parent in string.parents if parent.name in (*_CELLS, "table")), table)
            found.setdefault(id(string.parent if cell is table else cell.parent), []).append(string.strip())
    return [" ".join(texts) for texts in found.values()]


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
