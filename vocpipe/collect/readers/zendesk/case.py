"""A Zendesk ticket, whose words it may hold, and what all its parts share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.jsonfile import Item, as_id, as_text, dig
from vocpipe.collect.parsing.textfile import time_or_refuse
from vocpipe.collect.reader import Reading
from vocpipe.records import Feedback, LeftOut, Refused
from vocpipe.wording import say

People = Mapping[str, Mapping[str, Any]]

STAFF = ("agent", "admin")
_API_URL = re.compile(r"(https://[^/]+)/api/v2/tickets/(\d+)\.json")


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket and what is needed to judge whose words are in it."""

    ticket: dict[str, Any]
    requester_id: str | None
    people: People
    zone: ZoneInfo
    common: Feedback  # what all parts of the ticket share
    refused: list[Refused]
    row: int
    left_out: list[LeftOut] = field(default_factory=list)
    stated: Mapping[str, str] = field(default_factory=dict)  # who is who, from the settings
    own: tuple[str, ...] = ()  # the company's names

    def role(self, person_id: str | None, author: object = None) -> str | None:
        """end-user, agent or admin, if the export says so: in its list of users, or in the comment or ticket."""
        requester = self.ticket.get("requester") if person_id == self.requester_id else None
        roles = (dig(person, "role") for person in (author, self.people.get(person_id or ""), requester))
        return next((role for role in roles if isinstance(role, str)), None)

    def part(self, suffix: str, text: str | None, *, number: int, created: object, where: str = "") -> Feedback:
        """A part of the ticket; `created` is its time as written, `where`: in which part of the ticket."""
        return replace(
            self.common,
            source_id=f"{self.common.thread_id}{suffix}",
            text=text,
            part_no=number,
            created_at=time_or_refuse(f"{where}created_at", created, self.zone, self.refused),
            created_at_raw=None if created is None else str(created),
            attrs=dict(self.common.attrs),
        )

    def refuse(self, name: str, key: str) -> None:
        """Note that a part of the ticket could not be taken, for the reason under `key`."""
        self.refused.append(Refused(name, say(key)))

    def leave_out(self, key: str, text: str | None, speaker: str | None = None) -> None:
        """Note that `text`, which `speaker` wrote, is not a customer's, for the reason under `key`."""
        self.left_out.append(LeftOut(self.row, say(key), text, speaker))


def case_of(item: Item, ticket_id: str, people: People, reading: Reading, refused: list[Refused]) -> Case:
    """The ticket with everything that is needed to judge its parts; what can't be read is added to `refused`."""
    ticket = item.value
    requester_id = as_id(ticket.get("requester_id")) or as_id(dig(ticket, "requester", "id"))
    requester = people.get(requester_id or "", {})
    column = customer_column(reading)
    reference = (
        (find(ticket, column) if column else None)
        or as_id(dig(ticket, "requester", "external_id"))
        or as_id(requester.get("external_id"))
        or (f"zendesk:{requester_id}" if requester_id else None)
    )
    addresses = (
        dig(ticket, "requester", "email"),
        requester.get("email"),
        dig(ticket, "via", "source", "from", "address"),
    )
    changed = ticket.get("updated_at") or ticket.get("generated_timestamp")
    common = Feedback(
        thread_id=ticket_id,
        updated_at=time_or_refuse("updated_at", changed, reading.timezone, refused),
        customer_ref=reference,
        customer_email=next((address for address in addresses if isinstance(address, str) and "@" in address), None),
        account_ref=as_id(ticket.get("organization_id")),
        url=_page_url(as_text(ticket.get("url"))),
        attrs=_attrs(ticket),
    )
    return Case(
        ticket,
        requester_id,
        people,
        reading.timezone,
        common,
        refused,
        item.row,
        stated=reading.source.speakers,
        own=reading.own_names,
    )


def customer_column(reading: Reading) -> str | None:
    """The ticket field that the settings name for customer_id, if they do."""
    column = reading.source.columns.get("customer_id")
    return next(iter(column), None) if isinstance(column, list) else column


def find(ticket: Mapping[str, Any], name: str) -> str | None:
    """A field of the ticket as text: by its name, by a path like `requester.name`, or by a custom field's id."""
    return as_id(ticket.get(name)) or as_id(dig(ticket, *name.split("."))) or as_id(_custom_fields(ticket).get(name))


def _page_url(url: str | None) -> str | None:
    """The ticket's page for people; the API's own address shows JSON."""
    return _API_URL.sub(r"\1/agent/tickets/\2", url) if url else None


def _attrs(ticket: dict[str, Any]) -> dict[str, Any]:
    attrs = {name: ticket.get(name) for name in ("status", "priority", "tags", "organization_id")}
    attrs |= {"channel": dig(ticket, "via", "channel"), "custom_fields": _custom_fields(ticket)}
    return {name: value for name, value in attrs.items() if value not in (None, "", [], {})}


def _custom_fields(ticket: Mapping[str, Any]) -> dict[str, Any]:
    """Custom field id -> value; the API lists them as objects."""
    fields = ticket.get("custom_fields")
    if isinstance(fields, dict):
        return fields
    objects = [item for item in fields if isinstance(item, dict)] if isinstance(fields, list) else []
    named = [(as_id(item.get("id")), item.get("value")) for item in objects]
    return {name: value for name, value in named if name and value is not None}
