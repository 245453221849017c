"""Survey invitations, CSV or Excel: who was asked, when, and whether they answered."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.cells import Cells, Sheet, cells_of, days_first, joined
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import feedback_columns, invitation_columns
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.table import header_of
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Invitation, Outcome, Rejected

_YES = frozenset(
    [
        *("1", "yes", "y", "true", "answered", "responded", "complete", "completed", "finished"),
        *("はい", "有", "あり", "済", "済み", "回答", "回答済", "回答済み", "完了", "○", "〇"),
    ]
)
_NO = frozenset(
    [
        *(
            "0",
            "no",
            "n",
            "false",
            "sent",
            "delivered",
            "opened",
            "clicked",
            "partial",
            "pending",
            "bounced",
            "unanswered",
        ),
        *("いいえ", "無", "なし", "未", "未回答", "送信済", "送信済み", "未完了", "×", "✕"),
    ]
)
_NAMES = ("invit", "招待", "送信", "配信", "依頼", "案内")


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row: an invitation, or why not. Raises ReadError where no column tells who, or when."""
    grid = open_grid(reading)
    columns = invitation_columns(grid.header, reading.source.columns)
    if not columns.of.keys() & {"customer_id", "email"} or "sent_at" not in columns.of:
        names = ", ".join(grid.header)
        raise ReadError(
            "no column tells who was asked, or none when; name them: "
            f'columns = {{ customer_id = "…", sent_at = "…" }}; it has: {names}'
        )
    days = days_first(grid, columns, ("sent_at", "answered"))
    sheet = Sheet(grid.header, columns, reading.timezone, grid.decoded, day_first=days)
    for number, cells in grid.rows():
        yield _outcome(number, cells, sheet)


def recognizes(path: Path) -> bool:
    """Whether this is a table of invitations, by its name and by its columns: who, when, and nothing said."""
    if not any(word in unicodedata.normalize("NFKC", path.stem).lower() for word in _NAMES):
        return False
    header = header_of(path)
    found, feedback = invitation_columns(header, {}), feedback_columns(header, {}).of
    said = {number for name in ("text", "score") for number in feedback.get(name, ())}
    whose = found.of.keys() & {"customer_id", "email"}
    return bool(whose) and "sent_at" in found.of and said <= found.taken  # 回答 may be a text, or whether there was one


def _outcome(number: int, cells: list[Any], sheet: Sheet) -> Outcome:
    row = cells_of(sheet, cells)
    if isinstance(row, str):
        return Rejected(number, row, joined(cells))
    ref, email, sent_at = row.ident("customer_id"), row.email(), row.time("sent_at")
    why = f": {row.refused[0].reason}" if row.refused else ""
    if ref is None and email is None:
        return Rejected(number, f"no customer in it{why}", joined(cells))
    if sent_at is None:
        return Rejected(number, f"no time of sending in it{why}", joined(cells))
    invitation = Invitation(sent_at, ref, email, _answered(row))
    return Accepted(number, invitation=invitation, refused=row.refused)


def _answered(row: Cells) -> bool | None:
    """Yes or no, or a time of answering; an empty cell is no, and without such a column nobody knows."""
    if row.sheet.columns.one("answered") is None:
        return None
    text = row.value("answered")
    if text is None:
        return False
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    try:
        parse_time(text, row.sheet.zone, day_first=row.sheet.day_first.get("answered"))
    except ValueError:
        row.refuse("answered", "neither yes, nor no, nor a time", text)
        return None
    return True


READER = Reader("invitations", "invitations", read, recognizes)
