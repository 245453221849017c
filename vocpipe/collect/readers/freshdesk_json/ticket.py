"""A Freshdesk ticket, and a message of one, as the feedback of its customer.

Traps: only messages that came in and are not private are the customer's. Deleted and spam tickets come in passes of
their own. A ticket that an agent filed after a call, or by writing to the customer, begins with the agent's words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from vocpipe.collect.parsing.jsonfile import Item, as_id, as_text, dig
from vocpipe.collect.parsing.textfile import time_or_refuse
from vocpipe.collect.reader import Reading
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Refused, Rejected
from vocpipe.wording import say

_PHONE, _OUTBOUND = "3", "10"  # where a ticket came from
_BODIES = ("body_text", "body", "body_html")
_DESCRIPTIONS = ("description_text", "description", "description_html")
_ATTRS = ("status", "status_name", "priority", "source", "type", "tags", "product_id", "custom_fields")
_MAX_RAW = 200  # characters of a message that was left out


def ticket_outcome(item: Item, reading: Reading) -> Outcome:
    """The opening and the customer's further messages, with those of others left out."""
    ticket, refused = item.value, list(item.refused)
    ident = as_id(ticket.get("display_id")) or as_id(ticket.get("id"))
    updated = time_or_refuse("updated_at", ticket.get("updated_at"), reading.timezone, refused)
    if ticket.get("deleted") is True:
        return Accepted(item.row, [Feedback(thread_id=ident, updated_at=updated, deleted=True)], refused=refused)
    if ticket.get("spam") is True:
        return LeftOut(item.row, say("vendors.support.spam"), item.raw)
    common = Feedback(
        thread_id=ident,
        updated_at=updated,
        customer_ref=_customer(ticket),
        customer_email=as_text(dig(ticket, "requester", "email")) or as_text(ticket.get("email")),
        account_ref=as_id(ticket.get("company_id")) or as_id(dig(ticket, "company", "id")),
        attrs={name: ticket[name] for name in _ATTRS if ticket.get(name) not in (None, "", [], {})},
    )
    left_out: list[LeftOut] = []
    feedback = list(_voices(item, common, reading, refused, left_out))
    if feedback:
        return Accepted(item.row, feedback, refused=refused, left_out=left_out, raw=ticket)
    reasons = {message.reason for message in left_out}
    if reasons:
        reason = reasons.pop() if len(reasons) == 1 else say("vendors.support.no_customer")
        return LeftOut(item.row, reason, item.raw)
    return Rejected(item.row, say("collect.row.no_text_no_score"), item.raw)


def message_outcome(item: Item, reading: Reading) -> Outcome:
    """A message that stands alone, in a list of conversations."""
    message, refused = item.value, list(item.refused)
    reason = _why_not_customers(message, None)
    if reason:
        return LeftOut(item.row, say(reason), item.raw)
    part = Feedback(
        source_id=f"{as_id(message.get('ticket_id'))}-{as_id(message.get('id'))}",
        text=_first(message, _BODIES),
        created_at=time_or_refuse("created_at", message.get("created_at"), reading.timezone, refused),
        created_at_raw=as_text(message.get("created_at")),
        updated_at=time_or_refuse("updated_at", message.get("updated_at"), reading.timezone, refused),
        customer_ref=as_id(message.get("user_id")),
        customer_email=as_text(message.get("from_email")),
        thread_id=as_id(message.get("ticket_id")),
        part_no=1,
    )
    return Accepted(item.row, [part], refused=refused, raw=message)


def _voices(
    item: Item, common: Feedback, reading: Reading, refused: list[Refused], left_out: list[LeftOut]
) -> Iterator[Feedback]:
    ticket = item.value
    source = as_id(ticket.get("source"))
    text, title = _first(ticket, _DESCRIPTIONS), as_text(ticket.get("subject"))
    reason = {_PHONE: "vendors.support.call", _OUTBOUND: "collect.speakers.agent"}.get(source or "")
    if reason and (text or title):
        left_out.append(LeftOut(item.row, say(reason), (text or title or "")[:_MAX_RAW]))
    elif text or title:
        created = ticket.get("created_at")
        yield replace(_part(common, "", 0, created, reading, refused), text=text, title=title)
    messages = ticket.get("conversations")
    if messages is not None and not isinstance(messages, list):
        refused.append(Refused("conversations", say("collect.value.no_list_of_comments")))
    for number, message in enumerate(messages if isinstance(messages, list) else [], start=1):
        if not isinstance(message, dict):
            refused.append(Refused(f"conversations[{number - 1}]", say("collect.value.no_object")))
            continue
        reason = _why_not_customers(message, ticket)
        if reason:
            left_out.append(LeftOut(item.row, say(reason), (_first(message, _BODIES) or "")[:_MAX_RAW] or None))
            continue
        suffix = f"-{as_id(message.get('id')) or number}"
        part = _part(common, suffix, number, message.get("created_at"), reading, refused)
        yield replace(part, text=_first(message, _BODIES))


def _part(
    common: Feedback, suffix: str, number: int, created: object, reading: Reading, refused: list[Refused]
) -> Feedback:
    return replace(
        common,
        source_id=f"{common.thread_id}{suffix}",
        part_no=number,
        created_at=time_or_refuse("created_at", created, reading.timezone, refused),
        created_at_raw=None if created is None else str(created),
        attrs=dict(common.attrs),
    )


def _why_not_customers(message: Mapping[str, Any], ticket: Mapping[str, Any] | None) -> str | None:
    """The key of the reason why a message is not the customer's words; None if it is."""
    incoming, author = message.get("incoming"), as_id(message.get("user_id"))
    requester = as_id(ticket.get("requester_id")) if ticket else None
    checks = (
        (message.get("private") is True, "collect.speakers.note"),
        (incoming is False, "collect.speakers.agent"),
        (_first(message, _BODIES) is None, "vendors.support.no_words"),
        (incoming is not True and (author is None or author != requester), "vendors.support.unknown"),
    )
    return next((reason for applies, reason in checks if applies), None)


def _customer(ticket: Mapping[str, Any]) -> str | None:
    """The company's own id of the requester if Freshdesk has it, else the requester's."""
    requester = ticket.get("requester")
    names = ("unique_external_id", "external_id")
    own = next((ident for name in names if (ident := as_id(dig(requester, name)))), None)
    return own or as_id(ticket.get("requester_id")) or as_id(dig(requester, "id"))


def _first(value: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := as_text(value.get(name)))), None)
