"""A message of an Intercom conversation: whose words it is, and whether it has any."""

import html
import re
from collections.abc import Mapping
from typing import Any

from vocpipe.collect.parsing.columns import code, fold
from vocpipe.collect.parsing.jsonfile import as_id, as_text, dig

_CUSTOMERS = frozenset({"user", "lead", "contact", "visitor", "customer"})
_BOTS = frozenset({"bot", "operator", "fin", "ai_agent", "workflow"})
_AGENTS = frozenset({"admin", "team", "teammate"})
_TAGS = re.compile(r"<[^>]*>")
_REMOVED = "We've removed this part of the conversation to comply with Twitter's terms"
_REMOVED_TOO = "We've removed this part of the conversation to comply with X's terms"


def words_of(message: Mapping[str, Any]) -> str | None:
    """The message's body, HTML as it is; None if there are no words in it, or Intercom took them out of it."""
    body = as_text(message.get("body"))
    if body is None or message.get("redacted") is True or _is_removed(body):
        return None
    return body if html.unescape(_TAGS.sub("", body)).strip() else None


def title_of(conversation: Mapping[str, Any], message: Mapping[str, Any]) -> str | None:
    """The conversation's title, else the subject of its first message, which is HTML too; None if neither has words."""
    title = as_text(conversation.get("title")) or as_text(message.get("subject")) or ""
    return html.unescape(_TAGS.sub("", title)).strip() or None


def why_not_customers(message: Mapping[str, Any]) -> str | None:
    """The key of the reason why a message is not a customer's words; None if it is."""
    author = code(as_text(dig(message, "author", "type")) or "")
    body = as_text(message.get("body"))
    checks = (
        (code(as_text(message.get("part_type")) or "").startswith("note"), "collect.speakers.note"),
        (author in _BOTS or dig(message, "author", "from_ai_agent") is True, "collect.speakers.bot"),
        (author in _AGENTS or (not author and _is_outbound(message)), "collect.speakers.agent"),
        (message.get("redacted") is True or (body is not None and _is_removed(body)), "vendors.support.removed"),
        (body is None, "collect.speakers.system"),
        (words_of(message) is None, "vendors.support.no_words"),
        (author not in _CUSTOMERS and not _is_inbound(message), "vendors.support.unknown"),
    )
    return next((reason for applies, reason in checks if applies), None)


def author_of(message: Mapping[str, Any]) -> str | None:
    """The id of who wrote the message."""
    return as_id(dig(message, "author", "id"))


def _is_removed(body: str) -> bool:
    return fold(_REMOVED) in fold(body) or fold(_REMOVED_TOO) in fold(body)


def _is_inbound(message: Mapping[str, Any]) -> bool:
    """Whether an opening without an author's type came from the customer."""
    return not dig(message, "author", "type") and message.get("delivered_as") == "customer_initiated"


def _is_outbound(message: Mapping[str, Any]) -> bool:
    return message.get("delivered_as") not in (None, "", "customer_initiated")
