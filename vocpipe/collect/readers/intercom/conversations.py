"""Intercom conversations in a file: pages of the API, a list, one per line, or a warehouse's table of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.cells import Cells, each_row, sheet_of
from vocpipe.collect.parsing.columns import Columns, fold
from vocpipe.collect.parsing.grid import header_of, open_grid
from vocpipe.collect.parsing.jsonfile import Item, read_items
from vocpipe.collect.parsing.textfile import head
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.intercom.conversation import outcome
from vocpipe.collect.tabular.profile import format_of
from vocpipe.records import Outcome

_PAGE = ("conversations", "conversation", "data")
_OWN_NAMES = {"conversation_parts", "conversation_rating", "delivered_as", "waiting_since", "snoozed_until"}
_COLUMNS = {"id", "sourcebody", "sourceauthortype"}


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per conversation. Raises ReadError if the file is neither JSON nor a table."""
    if _is_json(head(reading.path)):
        for item in read_items(reading, *_PAGE):
            yield outcome(item, reading)
    else:
        yield from _read_table(reading)


def recognizes(path: Path) -> bool:
    """Whether the head holds names that only Intercom's conversations have together."""
    text = head(path)
    if _is_json(text):
        names = set(re.findall(r'"(\w+)"\s*:', text))
        return "source" in names and len(names & _OWN_NAMES) > 1
    return set(map(fold, header_of(path))) >= _COLUMNS


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def _read_table(reading: Reading) -> Iterator[Outcome]:
    grid = open_grid(reading)
    sheet = sheet_of(grid, Columns(), reading, times=())
    zoned = replace(reading, timezone=sheet.zone)
    yield from each_row(grid, sheet, lambda row: outcome(_item(row), zoned))


def _item(row: Cells) -> Item:
    """A row of the table in the API's shape."""
    cell = {fold(name): text for name, text in zip(row.sheet.header, row.texts, strict=True) if text.strip()}
    conversation = {
        **{name: cell.get(fold(name)) for name in ("id", "title", "created_at", "updated_at", "state", "priority")},
        "source": _source(cell),
        "conversation_rating": {
            "rating": cell.get("conversationratingvalue") or cell.get("conversationratingrating"),
            "remark": cell.get("conversationratingremark"),
            "created_at": cell.get("conversationratingcreatedat"),
        },
    }
    return Item(row.number, conversation, refused=list(row.refused))


def _source(cell: Mapping[str, str]) -> dict[str, Any]:
    return {
        **{name: cell.get(f"source{fold(name)}") for name in ("type", "delivered_as", "subject", "body")},
        "author": {
            "id": cell.get("sourceauthorid"),
            "type": cell.get("sourceauthortype"),
            "email": cell.get("sourceauthoremail"),
        },
        "redacted": cell.get("sourceredacted", "").casefold() == "true",
    }


READER = Reader("intercom", "message", read, recognizes, order=3, format=format_of("intercom"))
