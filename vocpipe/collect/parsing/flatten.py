"""Objects within objects to the cells of a row, under dotted names such as "properties.subject"."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

Cell = str | int | float | date | datetime | time | timedelta | None
DEPTH = 8  # objects within objects; what is deeper stays JSON in one cell
EXACT = 10**15  # longer numbers are ids, whose digits text keeps
_BETWEEN = "; "


def flatten(value: Mapping[str, Any], *, depth: int = DEPTH) -> dict[str, Cell]:
    """Dotted name -> cell for every member of an object, and of the objects in it, up to `depth` of them.

    A list of single values is joined by "; ", a list of objects stays JSON, unless each is one named object of another
    name, as in [{"userComment": {}}, {"developerComment": {}}]. True and false become text. Two members
    with one dotted name are numbered, so that none is lost.
    """
    cells: dict[str, Cell] = {}
    for name, cell in _leaves(value, "", depth):
        free, number = name, 2
        while free in cells:
            free, number = f"{name} ({number})", number + 1
        cells[free] = cell
    return cells


def as_cell(value: Any) -> Cell:
    """One value as a cell: numbers and times keep their type, whole numbers of 16 digits and more become text."""
    if value is None or isinstance(value, str | date | time | timedelta):
        return value
    if isinstance(value, bool | int | float | Decimal):
        return _of_number(value)
    if isinstance(value, list | tuple) and not any(isinstance(item, dict | list | tuple) for item in value):
        return _BETWEEN.join(_as_text(item) for item in value if item is not None and item != "") or None
    return as_json(value)


def as_json(value: Any) -> str:
    """Any value as JSON in one line."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _leaves(value: Mapping[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, Cell]]:
    for key, inner in value.items():
        name, member = f"{prefix}{key}", _named(inner) if isinstance(inner, list | tuple) else inner
        if isinstance(member, dict) and depth > 0 and member:
            yield from _leaves(member, f"{name}.", depth - 1)
        else:
            yield name, None if member in ({}, []) else as_cell(member)


def _named(members: Sequence[Any]) -> Any:
    """One object for a list of objects that each hold one object, under different names; else the list."""
    if not all(isinstance(member, dict) and len(member) == 1 for member in members):
        return members
    pairs = [pair for member in members for pair in member.items()]
    apart = len({name for name, _ in pairs}) == len(pairs) and all(isinstance(inner, dict) for _, inner in pairs)
    return dict(pairs) if apart and pairs else members


def _of_number(value: float | Decimal) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value if abs(value) < EXACT else str(value)
    if not math.isfinite(value):
        return None
    if isinstance(value, float):
        return value
    return _of_number(int(value)) if value == value.to_integral_value() else float(value)


def _as_text(item: Any) -> str:
    if isinstance(item, date | time):
        return item.isoformat()
    return str(as_cell(item))
