"""What customers do, CSV or Excel: a row tells who, when, what, and perhaps how often.

Logins, orders, feature use: any export does, also one that is counted up by day or month.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.cells import Cells, Sheet, cells_of, days_first, joined
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import behaviour_columns, feedback_columns
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.table import header_of
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Behaviour, Outcome, Rejected

_NAMES = (
    *("behavio", "event", "login", "usage", "activit", "access"),
    *("行動", "利用", "ログイン", "操作", "アクセス", "イベント"),
)


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row: something done, or why not. Raises ReadError where no column tells who or when."""
    grid = open_grid(reading)
    columns = behaviour_columns(grid.header, reading.source.columns)
    who, when = columns.of.keys() & {"customer_id", "email"}, "occurred_at" in columns.of
    if not who or not when:
        missing, names = "customer_id" if not who else "occurred_at", ", ".join(grid.header)
        raise ReadError(f'no column tells the {missing}; name it: columns = {{ {missing} = "…" }}; it has: {names}')
    if "event" not in columns.of:
        reading.warnings.append('no column tells the event; every row counts as "use"')
    sheet = Sheet(
        grid.header, columns, reading.timezone, grid.decoded, day_first=days_first(grid, columns, ("occurred_at",))
    )
    for number, cells in grid.rows():
        yield _outcome(number, cells, sheet)


def recognizes(path: Path) -> bool:
    """Whether this is a table of what customers do: who, when, and an event or a name that says so, and no text."""
    header = header_of(path)
    found = behaviour_columns(header, {}).of.keys()
    said = feedback_columns(header, {}).of.keys() & {"text", "score"}
    named = any(word in unicodedata.normalize("NFKC", path.stem).lower() for word in _NAMES)
    whose = found & {"customer_id", "email"}
    return bool(whose) and "occurred_at" in found and ("event" in found or ("n" in found and named)) and not said


def _outcome(number: int, cells: list[Any], sheet: Sheet) -> Outcome:
    row = cells_of(sheet, cells)
    if isinstance(row, str):
        return Rejected(number, row, joined(cells))
    ref, email, occurred_at = row.ident("customer_id"), row.email(), row.time("occurred_at")
    times = _times(row)
    lacking = "customer" if ref is None and email is None else "time" if occurred_at is None else None
    if lacking or occurred_at is None or times is None:
        why = f": {row.refused[-1].reason}" if row.refused else ""
        return Rejected(number, f"no {lacking} in it{why}" if lacking else f"no count in it{why}", joined(cells))
    done = Behaviour(occurred_at, ref, email, row.value("event") or "use", times)
    return Accepted(number, behaviour=done, refused=row.refused)


def _times(row: Cells) -> int | None:
    """How often it was done: once where there is no column of counts; None where the cell is no count."""
    text = row.value("n")
    if text is None:
        return 1 if row.as_written("n") is None else None
    plain = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("回").removesuffix(".0")
    if plain.isascii() and plain.isdigit() and len(plain) <= 12:
        return int(plain)
    row.refuse("n", "this is no count", text)
    return None


READER = Reader("behaviour", "behaviour", read, recognizes)
