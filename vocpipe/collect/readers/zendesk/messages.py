"""What a ticket's customer wrote: its opening and the requester's further public comments, in the order of time.

Whatever else is in the ticket is left out and counted.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from vocpipe.collect.parsing.jsonfile import as_id, as_text, dig
from vocpipe.collect.parsing.speakers import Speaker, reason_of
from vocpipe.collect.parsing.turns import Turn, is_system_line
from vocpipe.collect.readers.zendesk.case import STAFF, Case
from vocpipe.collect.readers.zendesk.notes import (
    is_by_system,
    is_chat,
    is_merge_note,
    is_redacted,
    is_side_conversation,
)
from vocpipe.collect.readers.zendesk.transcript import customers_turns, transcript_of
from vocpipe.records import Feedback

_AGENT = reason_of(Speaker.AGENT)
_BODIES = ("plain_body", "html_body", "body")


def messages(case: Case) -> Iterator[Feedback]:
    """The opening, then what the requester wrote further, in the order of time."""
    comments = _comments(case)
    written = as_text(case.ticket.get("description"))
    description = None if is_redacted(written) else written
    opening = _opening(comments, description)
    if opening is None:
        if description is None and written:
            case.refuse("description", "collect.talks.redacted")
        yield from _described(case, description)
    number = int(opening is None)
    for at, comment in comments:
        parts = list(_commented(case, at, comment, opens=at == opening, number=number))
        yield from parts
        number += max(1, len(parts))


def _commented(case: Case, at: int, comment: dict[str, Any], *, opens: bool, number: int) -> Iterator[Feedback]:
    """What the customer says in a comment: nothing, its text, or the customer's turns of a chat."""
    body, created = _body(comment), comment.get("created_at")
    if is_redacted(body):
        case.refuse(f"comments[{at}]", "collect.talks.redacted")
        return
    turns = None if body is None or is_side_conversation(comment) else transcript_of(case, comment, body)
    reason = _not_the_customers(case, comment, opens=opens) if turns is None else None
    if reason:
        case.leave_out(reason, body)
    elif turns is not None:
        suffix = "" if opens else f"-{as_id(comment.get('id')) or number}"
        yield from _turns(case, turns, suffix, number, created or case.ticket.get("created_at"))
    elif opens:
        yield _first(case, body, created or case.ticket.get("created_at"))
    elif body:
        suffix = f"-{as_id(comment.get('id')) or number}"
        yield case.part(suffix, body, number=number, created=created, where=f"comments[{at}].")


def _turns(case: Case, turns: list[Turn], suffix: str, number: int, created: object) -> Iterator[Feedback]:
    """The customer's turns of a chat; the first one of a ticket's opening bears its subject."""
    for place, turn in enumerate(customers_turns(case, turns)):
        name = f"{suffix}-t{place}" if place else suffix
        part = case.part(name, turn.text, number=number + place, created=created)
        yield replace(part, title=_subject(case)) if not name else part


def _comments(case: Case) -> list[tuple[int, dict[str, Any]]]:
    """(place in the list, comment), by time; the API lists them in either order."""
    comments = case.ticket.get("comments")
    if comments is not None and not isinstance(comments, list):
        case.refuse("comments", "collect.value.no_list_of_comments")
    objects = []
    for at, comment in enumerate(comments if isinstance(comments, list) else []):
        if isinstance(comment, dict):
            objects.append((at, comment))
        else:
            case.refuse(f"comments[{at}]", "collect.value.no_object")
    return sorted(objects, key=lambda item: str(item[1].get("created_at") or ""))


def _opening(comments: list[tuple[int, dict[str, Any]]], description: str | None) -> int | None:
    """The place of the comment that `description` repeats, or of the first if there is no description; else None."""
    if description is None:
        return comments[0][0] if comments else None
    wanted = _squeezed(description)
    return next((at for at, comment in comments if wanted in _forms(comment)), None)


def _forms(comment: dict[str, Any]) -> set[str]:
    texts = [as_text(comment.get(name)) or "" for name in _BODIES]
    return {_squeezed(text) for text in texts} | {_squeezed(re.sub(r"<[^>]*>", "", text)) for text in texts}


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", html.unescape(text)))


def _body(comment: dict[str, Any]) -> str | None:
    return next((text for name in _BODIES if (text := as_text(comment.get(name)))), None)


def _by_phone(case: Case) -> bool:
    """Whether an agent wrote the ticket down from a phone call, whoever its requester is."""
    return str(dig(case.ticket, "via", "channel")).casefold().startswith(("phone", "voice"))


def _agent_made(case: Case) -> bool:
    """Whether the ticket itself looks like an agent's, if no comment has an author."""
    submitter = as_id(case.ticket.get("submitter_id")) or as_id(dig(case.ticket, "submitter", "id"))
    by_another = submitter not in (None, case.requester_id) and case.role(submitter) != "end-user"
    return _by_phone(case) or by_another or case.role(case.requester_id) in STAFF


def _described(case: Case, description: str | None) -> Iterator[Feedback]:
    """The opening, if no comment shows who wrote the description."""
    if description is None and _subject(case) is None:
        return
    turns = transcript_of(case, case.ticket, description) if description else None
    if is_side_conversation(case.ticket):
        case.leave_out("collect.talks.side_conversation", description)
    elif turns is not None:
        yield from _turns(case, turns, "", 0, case.ticket.get("created_at"))
    elif _agent_made(case):
        case.leave_out(_AGENT, description or _subject(case))
    else:
        yield _first(case, description, case.ticket.get("created_at"))


def _not_the_customers(case: Case, comment: dict[str, Any], *, opens: bool) -> str | None:
    """The key of the reason why a comment is not the requester's own public words; None if it is."""
    author = as_id(comment.get("author_id")) or as_id(dig(comment, "author", "id"))
    role = case.role(author, comment.get("author"))
    aside = is_side_conversation(comment) or is_side_conversation(case.ticket)
    checks = (
        (comment.get("public") is False, reason_of(Speaker.NOTE)),
        (aside, "collect.talks.side_conversation"),
        (is_by_system(comment) or is_merge_note(_body(comment) or ""), reason_of(Speaker.SYSTEM)),
        (comment.get("type") == "VoiceComment", "collect.value.call"),
        (role in STAFF or (opens and _by_phone(case)), _AGENT),
        (author is None and role is None and not opens, "collect.value.nobody"),
        (author is None and role is None and _agent_made(case), _AGENT),
        (author not in (None, case.requester_id), "collect.value.bystander" if role == "end-user" else _AGENT),
    )
    return next((reason for applies, reason in checks if applies), None)


def _first(case: Case, text: str | None, created: object) -> Feedback:
    return replace(case.part("", text, number=0, created=created), title=_subject(case))


def _subject(case: Case) -> str | None:
    """The subject, if a person wrote it; a chat is called "Conversation with …" by Zendesk."""
    subject = as_text(case.ticket.get("subject"))
    by_zendesk = subject is not None and (is_redacted(subject) or (is_chat(case.ticket) and is_system_line(subject)))
    return None if by_zendesk else subject
