"""Freshdesk tickets: pages of the API, a list, one per line, or the account's export.

Traps: the account's export wraps each ticket and each note in an object. Lists of ratings and of conversations come as
files of their own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.jsonfile import Item, as_id, read_items
from vocpipe.collect.parsing.textfile import head
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.freshdesk_json.rating import rating_outcome
from vocpipe.collect.readers.freshdesk_json.ticket import message_outcome, ticket_outcome
from vocpipe.collect.tabular.profile import format_of
from vocpipe.records import Outcome, Rejected
from vocpipe.wording import say

_PAGE = ("tickets", "results", "satisfaction_ratings", "ticket", "data")  # a ticket has "conversations" itself
_WRAPS = ("helpdesk_ticket", "ticket")
_TICKET = {"responder_id", "description_text", "helpdesk_ticket", "fr_due_by", "is_escalated", "spam"}
_MESSAGE = {"incoming", "private", "ticket_id"}
_RATING = {"ratings", "survey_id", "ticket_id"}


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per ticket, message or rating. Raises ReadError if the file is not JSON."""
    for item in read_items(reading, *_PAGE):
        yield _outcome(_unwrapped(item), reading)


def recognizes(path: Path) -> bool:
    """Whether the head holds names that only Freshdesk's objects have together."""
    text = head(path)
    if text.lstrip()[:1] not in ("{", "["):
        return False
    names = set(re.findall(r'"(\w+)"\s*:', text))
    is_ticket = "requester_id" in names and bool(names & _TICKET)
    return is_ticket or names >= _MESSAGE or names >= _RATING


def _outcome(item: Item, reading: Reading) -> Outcome:
    value = item.value
    if item.problem:
        return Rejected(item.row, item.problem, item.raw)
    if "ticket_id" in value and "ratings" in value:
        return rating_outcome(item, reading)
    if "ticket_id" in value and "incoming" in value:
        return message_outcome(item, reading)
    if as_id(value.get("display_id")) is None and as_id(value.get("id")) is None:
        return Rejected(item.row, say("collect.row.no_ticket_id"), item.raw)
    return ticket_outcome(item, reading)


def _unwrapped(item: Item) -> Item:
    """The object without the one around it, with the notes of the account's export as conversations."""
    value: Mapping[str, Any] = item.value
    for name in _WRAPS:
        inside = value.get(name)
        value = inside if isinstance(inside, dict) else value
    notes = value.get("notes")
    if "conversations" not in value and isinstance(notes, list):
        inside = [note.get("helpdesk_note", note) if isinstance(note, dict) else note for note in notes]
        value = {**value, "conversations": inside}
    return replace(item, value=dict(value))


READER = Reader("freshdesk_json", "ticket", read, recognizes, order=4, format=format_of("freshdesk_json"))
