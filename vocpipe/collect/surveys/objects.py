"""Responses in JSON as a table, so that they are read like one: a row per response, a column per question."""

from collections.abc import Iterable, Mapping
from typing import Any

from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.jsonfile import Item
from vocpipe.collect.parsing.part import Row
from vocpipe.errors import ReadError
from vocpipe.wording import say


def grid_of(responses: Iterable[tuple[Item, Mapping[str, str]]]) -> Grid:
    """The table of the responses' cells, with every column that any of them has.

    What is no response becomes a broken row with the reason. Raises ReadError if there is no response.
    """
    pairs = list(responses)
    header = list(dict.fromkeys(name for _, cells in pairs for name in cells))
    if not header:
        raise ReadError(say("collect.file.empty"))
    rows = [_row(item, cells, header) for item, cells in pairs]
    return Grid(header, header, 0, lambda: iter(rows), None)


def cell_of(value: Any) -> str:
    """A value as a cell: several ones are joined by "; "."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(cell_of, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _row(item: Item, cells: Mapping[str, str], header: list[str]) -> Row:
    if item.problem or not cells:
        return item.row, Broken(item.raw, item.problem or say("vendors.survey.no_response"))
    return item.row, [cells.get(name, "") for name in header]
