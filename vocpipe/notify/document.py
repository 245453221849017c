"""What a message says, before it is written in the form of a way: figures, sections of lines, links."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from vocpipe.wording import Language


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told: in a few words, and in a sentence below; where it opens in the explorer."""

    text: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands at the head of a digest: its name, itself, and what it rests on."""

    name: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; `more` stands in place of those that are left out."""

    heading: str
    lines: Sequence[Line]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole message in one language. url: where the explorer opens; footer: why one gets it."""

    language: Language
    title: str
    lead: str
    sections: Sequence[Section]
    url: str
    link: str
    footer: str
    figures: Sequence[Figure] = ()

    def to_json(self) -> str:
        """The document as the outbox keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_json(written: str) -> Document:
    """The document that `to_json` wrote."""
    content: dict[str, Any] = json.loads(written)
    sections = [
        Section(part["heading"], [Line(**line) for line in part["lines"]], part["more"]) for part in content["sections"]
    ]
    return Document(**{**content, "sections": sections, "figures": [Figure(**item) for item in content["figures"]]})
