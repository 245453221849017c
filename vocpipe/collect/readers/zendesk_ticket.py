"""One Zendesk ticket to what its customer said.

Traps: `description` is the first comment again. What an agent wrote (a reply, an internal note, a ticket filed after a
phone call) is not a customer's voice. Deleted tickets come with `status: "deleted"` and take their whole thread along.
`satisfaction_rating` is an object or a text, and becomes a part of its own: a ticket's words tell what was wrong before
anybody helped, the rating tells how the help was.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.jsonfile import Item, as_id, as_text, dig
from vocpipe.collect.parsing.textfile import time_or_refuse
from vocpipe.collect.reader import Reading
from vocpipe.records import Accepted, Feedback, Outcome, Refused, Rejected

People = Mapping[str, Mapping[str, Any]]

AGENT = "an agent's words, not a customer's"
NOTE = "internal note"
_BYSTANDER = "another person's words, not the requester's"
_CALL = "the record of a call, not a customer's words"
_NOBODY = "nothing says who wrote it"
_API_URL = re.compile(r"(https://[^/]+)/api/v2/tickets/(\d+)\.json")
_CSAT = {"good": 5.0, "good_with_comment": 5.0, "bad": 1.0, "bad_with_comment": 1.0}
_CSAT |= {str(grade): float(grade) for grade in range(1, 6)}
_LAST = 100_000  # part number of the rating: after all comments, and the same however many there are
_STAFF = ("agent", "admin")
_UNRATED = ("", "offered", "unoffered", "not offered", "received")


@dataclass(frozen=True, slots=True)
class _Case:
    """A ticket and what is needed to judge whose words are in it."""

    ticket: dict[str, Any]
    requester_id: str | None
    people: People
    zone: ZoneInfo
    common: Feedback  # what all parts of the ticket share
    refused: list[Refused]

    def role(self, person_id: str | None, author: object = None) -> str | None:
        """end-user, agent or admin, where the export says so: beside the tickets, or inside the comment or ticket."""
        requester = self.ticket.get("requester") if person_id == self.requester_id else None
        roles = (dig(one, "role") for one in (author, self.people.get(person_id or ""), requester))
        return next((role for role in roles if isinstance(role, str)), None)

    def part(self, suffix: str, text: str | None, *, number: int, created: object, where: str = "") -> Feedback:
        """A part of the ticket; `created` is its time as it stands `where` in the ticket."""
        return replace(
            self.common,
            source_id=f"{self.common.thread_id}{suffix}",
            text=text,
            part_no=number,
            created_at=time_or_refuse(f"{where}created_at", created, self.zone, self.refused),
            created_at_raw=None if created is None else str(created),
            attrs=dict(self.common.attrs),
        )


def outcome(item: Item, people: People, reading: Reading) -> Outcome:
    """The ticket's opening, the requester's further public comments, the rating; or why none of it is a customer's."""
    ticket, ticket_id = item.value, as_id(item.value.get("id"))
    if item.problem:
        return Rejected(item.row, item.problem, item.raw)
    if ticket_id is None:
        return Rejected(item.row, "no ticket id", item.raw)
    refused = list(item.refused)
    case = _case(ticket, ticket_id, people, reading, refused)
    if ticket.get("status") == "deleted":
        tombstone = Feedback(thread_id=ticket_id, updated_at=case.common.updated_at, deleted=True)
        return Accepted(item.row, [tombstone], refused=refused)
    feedback = [*_messages(case), *_rating(case)]
    if not feedback:
        reasons = sorted({one.reason for one in refused})
        return Rejected(item.row, f"nothing of a customer in it: {'; '.join(reasons) or 'no text, no score'}", item.raw)
    return Accepted(item.row, feedback, refused=refused, raw=ticket)


def customer_column(reading: Reading) -> str | None:
    """The ticket field that the settings name for customer_id, if they do."""
    column = reading.source.columns.get("customer_id")
    return next(iter(column), None) if isinstance(column, list) else column


def find(ticket: Mapping[str, Any], name: str) -> str | None:
    """A field of the ticket as text: by its name, by a path like `requester.name`, or by a custom field's id."""
    return as_id(ticket.get(name)) or as_id(dig(ticket, *name.split("."))) or as_id(_custom_fields(ticket).get(name))


def _case(ticket: dict[str, Any], ticket_id: str, people: People, reading: Reading, refused: list[Refused]) -> _Case:
    requester_id = as_id(ticket.get("requester_id")) or as_id(dig(ticket, "requester", "id"))
    known = people.get(requester_id or "", {})
    column = customer_column(reading)
    reference = (
        (find(ticket, column) if column else None)
        or as_id(dig(ticket, "requester", "external_id"))
        or as_id(known.get("external_id"))
        or (f"zendesk:{requester_id}" if requester_id else None)
    )
    addresses = (dig(ticket, "requester", "email"), known.get("email"), dig(ticket, "via", "source", "from", "address"))
    changed = ticket.get("updated_at") or ticket.get("generated_timestamp")
    common = Feedback(
        thread_id=ticket_id,
        updated_at=time_or_refuse("updated_at", changed, reading.timezone, refused),
        customer_ref=reference,
        customer_email=next((one for one in addresses if isinstance(one, str) and "@" in one), None),
        url=_page_url(as_text(ticket.get("url"))),
        attrs=_attrs(ticket),
    )
    return _Case(ticket, requester_id, people, reading.timezone, common, refused)


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
    listed = [one for one in fields if isinstance(one, dict)] if isinstance(fields, list) else []
    named = [(as_id(one.get("id")), one.get("value")) for one in listed]
    return {name: value for name, value in named if name and value is not None}


def _messages(case: _Case) -> Iterator[Feedback]:
    """The opening, then what the requester wrote further, in the order of time."""
    comments = _comments(case)
    description = as_text(case.ticket.get("description"))
    opening = _opening(comments, description)
    if opening is None:
        yield from _described(case, description)
    for position, (at, comment) in enumerate(comments, start=int(opening is None)):
        reason = _not_the_customers(case, comment, opens=at == opening)
        if reason:
            field = "description" if at == opening and description else f"comments[{at}]"
            case.refused.append(Refused(field, reason))
        elif at == opening:
            yield _first(case, _body(comment), comment.get("created_at") or case.ticket.get("created_at"))
        elif _body(comment):
            suffix = f"-{as_id(comment.get('id')) or position}"
            created = comment.get("created_at")
            yield case.part(suffix, _body(comment), number=position, created=created, where=f"comments[{at}].")


def _comments(case: _Case) -> list[tuple[int, dict[str, Any]]]:
    """(place in the list, comment), by time; the API lists them in either order."""
    listed = case.ticket.get("comments")
    if listed is not None and not isinstance(listed, list):
        case.refused.append(Refused("comments", "not a list of comments"))
    comments = list(enumerate(listed)) if isinstance(listed, list) else []
    broken = [at for at, comment in comments if not isinstance(comment, dict)]
    case.refused.extend(Refused(f"comments[{at}]", "not an object") for at in broken)
    objects = [(at, comment) for at, comment in comments if isinstance(comment, dict)]
    return sorted(objects, key=lambda one: str(one[1].get("created_at") or ""))


def _opening(comments: list[tuple[int, dict[str, Any]]], description: str | None) -> int | None:
    """The place of the comment that `description` repeats, or of the first if there is no description; else None."""
    if description is None:
        return comments[0][0] if comments else None
    said = _squeezed(description)
    return next((at for at, comment in comments if said in _forms(comment)), None)


def _forms(comment: dict[str, Any]) -> set[str]:
    texts = [as_text(comment.get(name)) or "" for name in ("plain_body", "html_body", "body")]
    return {_squeezed(text) for text in texts} | {_squeezed(re.sub(r"<[^>]*>", "", text)) for text in texts}


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", html.unescape(text)))


def _body(comment: dict[str, Any]) -> str | None:
    return next((text for name in ("plain_body", "html_body", "body") if (text := as_text(comment.get(name)))), None)


def _by_phone(case: _Case) -> bool:
    """Whether an agent wrote down what was said on the telephone, under whosever name."""
    return str(dig(case.ticket, "via", "channel")).casefold().startswith(("phone", "voice"))


def _agent_made(case: _Case) -> bool:
    """Whether the ticket itself, where no comment's author tells, looks like an agent's."""
    submitter = as_id(case.ticket.get("submitter_id"))
    by_another = submitter not in (None, case.requester_id) and case.role(submitter) != "end-user"
    return _by_phone(case) or by_another or case.role(case.requester_id) in _STAFF


def _described(case: _Case, description: str | None) -> Iterator[Feedback]:
    """The opening where no comment tells who wrote the description."""
    if description is None and as_text(case.ticket.get("subject")) is None:
        return
    if _agent_made(case):
        case.refused.append(Refused("description" if description else "subject", AGENT))
    else:
        yield _first(case, description, case.ticket.get("created_at"))


def _not_the_customers(case: _Case, comment: dict[str, Any], *, opens: bool) -> str | None:
    """Why a comment is not the requester's own public words; None if it is."""
    author = as_id(comment.get("author_id")) or as_id(dig(comment, "author", "id"))
    role = case.role(author, comment.get("author"))
    checks = (
        (comment.get("public") is False, NOTE),
        (comment.get("type") == "VoiceComment", _CALL),
        (role in _STAFF or (opens and _by_phone(case)), AGENT),
        (author is None and role is None and not opens, _NOBODY),
        (author is None and role is None and _agent_made(case), AGENT),
        (author not in (None, case.requester_id), _BYSTANDER if role == "end-user" else AGENT),
    )
    return next((reason for applies, reason in checks if applies), None)


def _first(case: _Case, text: str | None, created: object) -> Feedback:
    return replace(case.part("", text, number=0, created=created), title=as_text(case.ticket.get("subject")))


def _rating(case: _Case) -> Iterator[Feedback]:
    """The rating of the help as a part of its own, with the customer's comment on it."""
    rating = case.ticket.get("satisfaction_rating")
    given = rating.get("score") if isinstance(rating, dict) else rating
    label = "" if given is None else str(given).strip().casefold()
    score, comment = _CSAT.get(label), as_text(dig(rating, "comment"))
    if score is None and label not in _UNRATED:
        case.refused.append(Refused("satisfaction_rating", "neither good nor bad, nor 1 to 5", str(given)[:200]))
    if score is None and comment is None:
        return
    created = dig(rating, "updated_at") or dig(rating, "created_at")
    part = case.part("-csat", comment, number=_LAST, created=created, where="satisfaction_rating.")
    part.created_at = part.created_at or case.common.updated_at
    if score is not None:
        part.score_type, part.score = "csat", score
    told = {"satisfaction_rating": given, "reason": dig(rating, "reason")}
    part.attrs |= {name: value for name, value in told.items() if value is not None}
    yield part
