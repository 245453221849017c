"""A talk, whatever file it comes from: its turns, and what the file says about when it was and who took part."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vocpipe.collect.parsing.speakers import Speaker
from vocpipe.collect.parsing.turns import Turn

_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr)>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class Talk:
    """One conversation. `told`: a speaker's name -> who that is, where the file says so.

    `when` is as written; `ident` is its own id, where the file has one.
    """

    turns: list[Turn]
    when: str | None = None
    title: str | None = None
    customer: str | None = None
    company: str | None = None
    email: str | None = None
    ident: str | None = None
    told: Mapping[str, Speaker] = field(default_factory=dict)


def in_lines(text: str) -> str:
    """`text` with the line breaks that its HTML means, and without tags; a text that is no HTML as it is."""
    if not _BREAK.search(text):
        return text
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
