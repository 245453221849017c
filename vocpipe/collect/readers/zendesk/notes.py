"""What Zendesk writes where a person's words should be: notes of a merge, deleted texts, side conversations."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from vocpipe.collect.parsing.jsonfile import dig
from vocpipe.store.workspace import statement


def is_merge_note(text: str) -> bool:
    """Whether a comment says that a ticket was merged into another one; the words it quotes are in the other one."""
    return any(pattern.match(text.strip()) for pattern in _patterns("merged"))


def is_redacted(text: str | None) -> bool:
    """Whether nothing is left of a text but the mark that it was deleted."""
    return text is not None and any(pattern.fullmatch(text.strip()) for pattern in _patterns("redacted"))


def is_side_conversation(thing: Mapping[str, Any]) -> bool:
    """Whether a ticket or comment is talk among colleagues, beside the customer's ticket."""
    return _channel(thing) in _words()["side_channels"]


def is_by_system(comment: Mapping[str, Any]) -> bool:
    """Whether a rule, a macro or a merge made the comment."""
    relation = str(dig(comment, "via", "source", "rel")).casefold()
    return _channel(comment) in _words()["system_channels"] or relation in _words()["system_relations"]


def is_chat(thing: Mapping[str, Any]) -> bool:
    """Whether a ticket or comment came from a chat or a messenger, where whole conversations are one comment."""
    return _channel(thing) in _words()["chat_channels"]


def named_in(texts: Sequence[str | None], which: str) -> list[str]:
    """The names that patterns of a kind find in the texts, line by line: "subject", the visitor's; "served_by"."""
    lines = [line.strip() for text in texts if text for line in text.split("\n")]
    matches = (pattern.fullmatch(line) for line in lines for pattern in _patterns(which))
    return [match[1].strip() for match in matches if match]


def _channel(thing: Mapping[str, Any]) -> str:
    return str(dig(thing, "via", "channel")).casefold()


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(statement("vocpipe.collect.readers.zendesk", "notes.toml"))


@cache
def _patterns(which: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in _words()[which])
