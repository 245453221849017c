"""The cells of a table as a file holds them: numbers and days instead of texts, the ends of intervals in columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from math import isfinite
from typing import Any

from vocpipe.app.words import Words
from vocpipe.wording.readback import Written, day_in, is_nothing, numbers_in


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, a day, a text or nothing, and how Excel is to write it."""

    value: int | float | date | str | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the order of its chart: human headers, cells as the language writes them, or plain values."""

    name: str  # of the file
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    numeric: Sequence[int] = ()


def cells(table: Table, words: Words) -> tuple[list[str], list[list[Cell]]]:
    """The head and the rows of the file; a number with its interval becomes three columns."""
    columns = zip_longest(*table.rows) if table.rows else ([] for _ in table.head)
    head: list[str] = []
    filled: list[list[Cell]] = []
    for index, (name, column) in enumerate(zip(table.head, columns, strict=True)):
        parts = _split(column, words) if index in set(table.numeric) else [[_cell(v, words) for v in column]]
        names = [name, words("download.low", name=name), words("download.high", name=name)]
        kept = [place for place, part in enumerate(parts) if place == 0 or any(cell.value is not None for cell in part)]
        if len(kept) > 1 and all(cell.value is None for cell in parts[0]):
            kept = kept[1:]
        head += [names[place] for place in kept]
        filled += [parts[place] for place in kept]
    return head, [list(row) for row in zip(*filled, strict=True)]


def _split(column: Iterable[Any], words: Words) -> list[list[Cell]]:
    """A numeric column as that of its numbers and those of the ends; what is no number alone stays in the first."""
    rows = []
    for value in column:
        found = numbers_in(value, words.lang) if isinstance(value, str) else None
        rows.append([_written(part, words) for part in found] if found else [_cell(value, words), Cell(), Cell()])
    return [list(part) for part in zip(*rows, strict=True)]


def _cell(value: Any, words: Words) -> Cell:
    if value is None or (isinstance(value, str) and is_nothing(value)):
        return Cell()
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = float(value)
        whole = number.is_integer()
        return Cell(int(value) if whole else number, "#,##0" if whole else "#,##0.0##") if isfinite(number) else Cell()
    if isinstance(value, date):
        return Cell(value, words("excel.day"))
    day = day_in(value, words.lang) if isinstance(value, str) else None
    return _written(day, words) if day else Cell(str(value))


def _written(written: Written | None, words: Words) -> Cell:
    """The cell of what was written, with as many decimals."""
    if written is None:
        return Cell()
    if isinstance(written.value, date):
        return Cell(written.value, words(f"excel.{written.kind}"))
    digits = f"0.{'0' * written.digits}" if written.digits else "0"
    form = {
        "percent": f"{digits}%",
        "signed": f"+#,##{digits};−#,##{digits};0",
        "ratio": words("excel.ratio", digits=digits),
    }.get(written.kind, f"#,##{digits}")
    whole = written.kind != "percent" and written.value.is_integer()
    return Cell(int(written.value) if whole else written.value, form)
