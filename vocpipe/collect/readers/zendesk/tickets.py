"""Zendesk tickets: pages of the API, a list, or the account export's ticket per line; CSV exports without bodies.

Traps (those of a single ticket are in `ticket`): JSON comes in three shapes; users are listed on the page of their
tickets or inside each ticket; the last line of an export may be cut off; a CSV export has subjects but no bodies.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.archive import content
from vocpipe.collect.parsing.cells import zone_of
from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.csvfile import read_records
from vocpipe.collect.parsing.jsonfile import Item, as_id, read_items
from vocpipe.collect.parsing.not_data import why_not_row
from vocpipe.collect.parsing.textfile import head, read_text, records_of, without_odd
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.zendesk.case import People, customer_column, find
from vocpipe.collect.readers.zendesk.ticket import outcome
from vocpipe.collect.tabular.profile import format_of
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Outcome, Refused, Rejected
from vocpipe.wording import say

_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_OWN_NAMES = {"submitter_id", "via", "satisfaction_rating", "brand_id", "generated_timestamp"}
_FRESHDESK_NAMES = {"responder_id", "description_text"}


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per ticket. Raises ReadError if the file is neither JSON nor a CSV export of tickets."""
    json_name = reading.path.suffix.lower() in _JSON_SUFFIXES  # an export's first line may be broken
    yield from (_read_json if json_name or _is_json(_start(reading.path)) else _read_csv)(reading)


def recognizes(path: Path) -> bool:
    """Whether the head holds names that only Zendesk's tickets have together."""
    text = head(path)
    if _is_json(text):
        names = set(re.findall(r'"(\w+)"\s*:', text))
        asked = "requester_id" in names or {"requester", "submitter"} <= names  # an account export has whole people
        return asked and bool(names & _OWN_NAMES) and not names & _FRESHDESK_NAMES
    header = {fold(cell) for _, cells in _first(text) for cell in cells}
    return {"id", "subject", "status"} <= header and bool({"requesterid", "summationcolumn", "tickettype"} & header)


def _start(path: Path) -> str:
    """The first characters that are ASCII: the file may be in whatever encoding the settings state."""
    try:
        return content(path, limit=64).replace(b"\0", b"").decode("ascii", "ignore")
    except (OSError, ReadError):
        return ""  # the reader of the whole file says what is wrong


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def _first(text: str) -> Iterator[tuple[int, list[str]]]:
    yield next(read_records(text), (1, []))


def _read_json(reading: Reading) -> Iterator[Outcome]:
    column, has_column = customer_column(reading), False
    page: object = None
    people: People = {}
    for item in read_items(reading, "tickets", "ticket"):
        if item.page is not page:
            page, people = item.page, _people(item.page.get("users"))
        has_column = has_column or bool(column and find(item.value, column) is not None)
        yield outcome(item, people, reading)
    if column and not has_column:
        reading.warnings.append(say("collect.warning.no_customer_field", field=column))


def _people(users: object) -> People:
    """User id -> user, of the users that were exported with the tickets."""
    objects = [user for user in users if isinstance(user, dict)] if isinstance(users, list) else []
    known = [(as_id(user.get("id")), user) for user in objects]
    return {user_id: user for user_id, user in known if user_id}


def _read_csv(reading: Reading) -> Iterator[Outcome]:
    decoded = read_text(reading)
    records = records_of(decoded)
    header = [cell.strip() for cell in next(records, (1, []))[1]]
    _check(header, customer_column(reading))
    reading = replace(reading, timezone=zone_of(header, reading))
    if "description" not in map(fold, header):
        reading.warnings.append(say("collect.warning.no_bodies"))
    for line, cells in records:
        problem = why_not_row(cells, header)
        if problem:
            yield Rejected(line, problem, ",".join(cells))
            continue
        row = dict(zip(header, cells, strict=False))
        refused: list[Refused] = []
        clean = {name: without_odd(name, cell, decoded, refused).strip() for name, cell in row.items()}
        result = outcome(Item(line, _ticket(clean), refused=refused), {}, reading)
        if isinstance(result, Accepted) and result.raw:
            result.raw = dict(row)
        yield result


def _check(header: list[str], column: str | None) -> None:
    folded = {fold(name) for name in header}
    columns = ", ".join(header) or "none"
    if not {"id", "subject"} <= folded:
        raise ReadError(say("collect.file.no_tickets", columns=columns))
    if column and column not in header:
        raise ReadError(say("collect.file.no_customer_id", name=column, columns=columns))


def _ticket(row: dict[str, str]) -> dict[str, Any]:
    """A row of the CSV in the API's shape; the row's own columns stay in it for the settings to name."""
    cell = {fold(name): value for name, value in row.items() if value}
    requester_id = cell.get("requesterid")
    by_customer = cell.get("submitter") == cell.get("requester")
    return {
        **row,
        "id": cell.get("id"),
        "url": cell.get("url"),
        "subject": cell.get("subject"),
        "description": cell.get("description"),
        "status": cell.get("status", "").casefold(),
        "priority": cell.get("priority"),
        "tags": re.split(r"[\s,]+", cell["tags"]) if cell.get("tags") else [],
        "created_at": cell.get("createdat"),
        "updated_at": cell.get("updatedat"),
        "requester_id": requester_id,
        "submitter_id": cell.get("submitterid") or (requester_id if by_customer else cell.get("submitter")),
        "requester": {"external_id": cell.get("requesterexternalid"), "email": cell.get("requesteremail")},
        "via": {
            "channel": cell.get("via") or cell.get("viachannel"),
            "source": {"from": {"address": cell.get("viasourcefromaddress")}},
        },
        "organization_id": cell.get("organizationid") or cell.get("organization"),
        "custom_fields": {name: value for name, value in row.items() if value and re.search(r"\[\w+\]$", name)},
        "satisfaction_rating": cell.get("satisfactionscore"),
    }


READER = Reader("zendesk", "ticket", read, recognizes, format=format_of("zendesk"))
