"""An Intercom conversation as the feedback of its customers.

Traps: the first message is in `source`, not among the parts. Notes, bots and admins are no customers. Times are seconds
or milliseconds since 1970, or written. The rating judges the help, and so becomes a part of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.jsonfile import Item, as_id, as_text, dig
from vocpipe.collect.parsing.scores import parse_score
from vocpipe.collect.parsing.textfile import time_or_refuse
from vocpipe.collect.reader import Reading
from vocpipe.collect.readers.intercom.messages import author_of, title_of, why_not_customers, words_of
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Refused, Rejected
from vocpipe.wording import say

_AFTER_MESSAGES = 100_000  # the rating's part number, however many messages there are
_MAX_RAW = 200  # characters of a message that was left out
_People = Mapping[str, tuple[str | None, str | None]]  # contact id -> the customer's id and address


@dataclass(frozen=True, slots=True)
class _Case:
    """A conversation and what its parts share."""

    item: Item
    people: _People
    zone: ZoneInfo
    common: Feedback
    refused: list[Refused]

    def part(self, suffix: str, number: int, created: object, where: str) -> Feedback:
        """A part of the conversation; `created` is its time as written, `where`: in which part of the object."""
        return replace(
            self.common,
            source_id=f"{self.common.thread_id}{suffix}",
            part_no=number,
            created_at=time_or_refuse(f"{where}created_at", created, self.zone, self.refused),
            created_at_raw=None if created is None else str(created),
            attrs=dict(self.common.attrs),
        )


def outcome(item: Item, reading: Reading) -> Outcome:
    """The customers' messages and the rating, with the messages of others left out."""
    conversation = item.value
    if item.problem:
        return Rejected(item.row, item.problem, item.raw)
    ident = as_id(conversation.get("id")) or as_id(conversation.get("conversation_id"))
    if ident is None:
        return Rejected(item.row, say("vendors.intercom.no_id"), item.raw)
    case = _case(item, ident, reading)
    left_out: list[LeftOut] = []
    feedback = [*_messages(case, left_out), *_rating(case)]
    if feedback:
        return Accepted(item.row, feedback, refused=case.refused, left_out=left_out, raw=conversation)
    reasons, at = {message.reason for message in left_out}, case.common.updated_at
    if reasons:
        reason = reasons.pop() if len(reasons) == 1 else say("vendors.support.no_customer")
        return LeftOut(item.row, reason, item.raw, thread_id=ident, updated_at=at)
    return Rejected(item.row, say("vendors.intercom.no_message"), item.raw, thread_id=ident, updated_at=at)


def _case(item: Item, ident: str, reading: Reading) -> _Case:
    refused = list(item.refused)
    people = _people(item.value)
    reference, address = next(iter(people.values()), (None, None))
    common = Feedback(
        thread_id=ident,
        updated_at=time_or_refuse("updated_at", item.value.get("updated_at"), reading.timezone, refused),
        customer_ref=reference,
        customer_email=address,
        attrs=_attrs(item.value),
    )
    return _Case(item, people, reading.timezone, common, refused)


def _people(conversation: Mapping[str, Any]) -> _People:
    """Every contact of the conversation; the company's own id of a contact is the customer's, if it is there."""
    people: dict[str, tuple[str | None, str | None]] = {}
    for contact in (*_list(conversation.get("contacts"), "contacts"), dig(conversation, "source", "author")):
        ident = as_id(dig(contact, "id"))
        if ident is None or dig(contact, "type") in ("admin", "bot", "team"):
            continue
        known, address = people.get(ident, (None, None))
        own = as_id(dig(contact, "external_id")) or as_id(dig(contact, "user_id"))
        people[ident] = (own or known or ident, as_text(dig(contact, "email")) or address)
    return people


def _messages(case: _Case, left_out: list[LeftOut]) -> Iterator[Feedback]:
    """The customers' messages in their order; those of others are added to `left_out`."""
    for number, (where, message) in enumerate(_written(case)):
        reason = why_not_customers(message)
        if reason:
            shown, name = str(message.get("body") or "")[:_MAX_RAW] or None, as_text(dig(message, "author", "name"))
            left_out.append(LeftOut(case.item.row, say(reason), shown, name))
            continue
        suffix = "" if where == "source." else f"-{as_id(message.get('id')) or number}"
        part = case.part(suffix, number, message.get("created_at"), where)
        part.text, part.updated_at = words_of(message), case.common.updated_at
        author = author_of(message)
        if author:
            part.customer_ref, part.customer_email = case.people.get(author, (author, None))
            part.customer_email = as_text(dig(message, "author", "email")) or part.customer_email
        if where == "source.":
            part.title = title_of(case.item.value, message)
        yield part


def _written(case: _Case) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(where it is, message): the opening, then the parts."""
    conversation = case.item.value
    source = conversation.get("source")
    if isinstance(source, dict) and (as_text(source.get("body")) or source.get("redacted")):
        yield "source.", {"created_at": conversation.get("created_at"), **source}
    parts = conversation.get("conversation_parts")
    if parts is not None and not isinstance(parts, dict | list):
        case.refused.append(Refused("conversation_parts", say("vendors.intercom.not_a_list")))
    for at, part in enumerate(_list(parts, "conversation_parts")):
        if isinstance(part, dict):
            yield f"conversation_parts[{at}].", part
        else:
            case.refused.append(Refused(f"conversation_parts[{at}]", say("collect.value.no_object")))


def _rating(case: _Case) -> Iterator[Feedback]:
    """The customer's rating of the help, with the remark on it."""
    rating = case.item.value.get("conversation_rating")
    raw, remark = dig(rating, "rating"), as_text(dig(rating, "remark"))
    score = None
    if raw not in (None, ""):
        try:
            score = parse_score(raw if isinstance(raw, int | float) else str(raw), "csat")
        except ValueError as error:
            case.refused.append(Refused("conversation_rating.rating", str(error), str(raw)[:_MAX_RAW]))
    if score is None and remark is None:
        return
    part = case.part("-csat", _AFTER_MESSAGES, dig(rating, "created_at"), "conversation_rating.")
    part.created_at = part.created_at or part.updated_at
    part.text, part.score_type, part.score = remark, None if score is None else "csat", score
    yield part


def _attrs(conversation: Mapping[str, Any]) -> dict[str, Any]:
    tags = [as_text(dig(tag, "name")) for tag in _list(conversation.get("tags"), "tags")]
    attrs = {name: conversation.get(name) for name in ("state", "priority", "custom_attributes")}
    attrs |= {"channel": dig(conversation, "source", "type"), "tags": [tag for tag in tags if tag]}
    return {name: value for name, value in attrs.items() if value not in (None, "", [], {})}


def _list(value: object, name: str) -> list[Any]:
    """The members of a list, which the API puts into an object under its own name again."""
    members = value.get(name) if isinstance(value, dict) else value
    return members if isinstance(members, list) else []
