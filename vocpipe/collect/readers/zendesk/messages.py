"""What a ticket's customer wrote: its opening and the requester's further public comments, in the order of time."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from vocpipe.collect.parsing.jsonfile import as_id, as_text, dig
from vocpipe.collect.readers.zendesk.case import STAFF, Case
from vocpipe.records import Feedback

_AGENT = "collect.value.agent"
_BODIES = ("plain_body", "html_body", "body")


def messages(case: Case) -> Iterator[Feedback]:
    """The opening, then what the requester wrote further, in the order of time."""
    comments = _comments(case)
    description = as_text(case.ticket.get("description"))
    opening = _opening(comments, description)
    if opening is None:
        yield from _described(case, description)
    for position, (at, comment) in enumerate(comments, start=int(opening is None)):
        reason = _not_the_customers(case, comment, opens=at == opening)
        if reason:
            case.refuse("description" if at == opening and description else f"comments[{at}]", reason)
        elif at == opening:
            yield _first(case, _body(comment), comment.get("created_at") or case.ticket.get("created_at"))
        elif _body(comment):
            suffix = f"-{as_id(comment.get('id')) or position}"
            created = comment.get("created_at")
            yield case.part(suffix, _body(comment), number=position, created=created, where=f"comments[{at}].")


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
    submitter = as_id(case.ticket.get("submitter_id"))
    by_another = submitter not in (None, case.requester_id) and case.role(submitter) != "end-user"
    return _by_phone(case) or by_another or case.role(case.requester_id) in STAFF


def _described(case: Case, description: str | None) -> Iterator[Feedback]:
    """The opening, if no comment shows who wrote the description."""
    if description is None and as_text(case.ticket.get("subject")) is None:
        return
    if _agent_made(case):
        case.refuse("description" if description else "subject", _AGENT)
    else:
        yield _first(case, description, case.ticket.get("created_at"))


def _not_the_customers(case: Case, comment: dict[str, Any], *, opens: bool) -> str | None:
    """The key of the reason why a comment is not the requester's own public words; None if it is."""
    author = as_id(comment.get("author_id")) or as_id(dig(comment, "author", "id"))
    role = case.role(author, comment.get("author"))
    checks = (
        (comment.get("public") is False, "collect.value.internal_note"),
        (comment.get("type") == "VoiceComment", "collect.value.call"),
        (role in STAFF or (opens and _by_phone(case)), _AGENT),
        (author is None and role is None and not opens, "collect.value.nobody"),
        (author is None and role is None and _agent_made(case), _AGENT),
        (author not in (None, case.requester_id), "collect.value.bystander" if role == "end-user" else _AGENT),
    )
    return next((reason for applies, reason in checks if applies), None)


def _first(case: Case, text: str | None, created: object) -> Feedback:
    return replace(case.part("", text, number=0, created=created), title=as_text(case.ticket.get("subject")))
