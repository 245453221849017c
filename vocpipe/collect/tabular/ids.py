"""Whether a column of a table holds the ids of its rows: damaged ones, and those that several rows share."""

import json

from vocpipe.collect.parsing.cells import DAMAGED_ID
from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.grid import Grid, cell_text
from vocpipe.collect.parsing.jsonfile import as_id, dig
from vocpipe.collect.reader import Reading
from vocpipe.wording import say

_MAX_SHARED = 0.1  # of the rows may repeat an id with another text; else the column does not hold ids
_MIN_SHARED = 5  # rows: fewer may be edits


def check_ids(grid: Grid, columns: Columns, reading: Reading) -> None:
    """Warn of ids that a spreadsheet has damaged, and drop a column of "ids" that rows with different texts share."""
    at = columns.first("id")
    if at is None:
        return
    rows, damaged, shared = _count_ids(grid, at, columns.of.get("text", []))
    name = grid.header[at]
    if damaged:
        reading.warnings.append(say("collect.warning.damaged_ids", n=damaged, column=name))
    if not shared or "updated_at" in columns.of:
        return  # with a time of update, they are versions of the same feedback
    if "id" in columns.explicit or shared < _MIN_SHARED or shared < _MAX_SHARED * rows:
        reading.warnings.append(say("collect.warning.shared_ids", n=shared, column=name))
    else:
        del columns.of["id"]
        reading.warnings.append(say("collect.warning.no_ids", n=shared, column=name))


def first_listed(ident: str | None) -> str | None:
    """The first id in a cell that lists several: 17;18, or objects in JSON that have an id each."""
    if ident is None or not (";" in ident or ident.startswith("[")):
        return ident
    try:
        listed = [as_id(dig(member, "id")) or as_id(member) for member in json.loads(ident)]
    except (ValueError, TypeError):
        listed = [part.strip() for part in ident.split(";")]
    return next(filter(None, listed), None)


def _count_ids(grid: Grid, at: int, texts: list[int]) -> tuple[int, int, int]:
    """How many rows have an id in column `at`, a damaged one, and one that an earlier row has with another text."""
    first: dict[str, int] = {}
    rows = damaged = shared = 0
    for _, cells in grid.rows():
        ident = cell_text(cells[at]).strip() if at < len(cells) else ""
        if not ident:
            continue
        rows += 1
        content = hash(tuple(cell_text(cells[text]) for text in texts if text < len(cells)))
        if DAMAGED_ID.fullmatch(ident):
            damaged += 1
        else:
            shared += first.setdefault(ident, content) != content
    return rows, damaged, shared
