"""A talk, whatever file it comes from: its turns, and what the file says about when it was and who took part."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vocpipe.collect.parsing.speakers import Speaker
from vocpipe.collect.parsing.turns import Turn


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
