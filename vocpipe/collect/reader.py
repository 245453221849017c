"""What every reader declares.

To add a format, write a module in `vocpipe.collect.readers` with a `READER: Reader`; another package names its reader
under the entry points `vocpipe.readers`. Settings, `vocpipe init`, rejects and re-reading need nothing else.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.records import Outcome
from vocpipe.settings import SourceSettings
from vocpipe.wording import Text


class Evidence(StrEnum):
    """What shows that a column holds a field."""

    SETTINGS = "settings"  # vocpipe.toml names it
    FORMAT = "format"  # the vendor's export always has it there
    NAME = "name"  # its name in the header
    CELLS = "cells"  # what its cells look like


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column that is read as a field; `fits`: the share of its filled cells, in a sample, that the field can take."""

    field: str
    column: str
    evidence: Evidence
    fits: float | None = None

    def as_json(self) -> str:
        """This as one JSON object, as ingest_file keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(slots=True)
class Reading:
    """What a reader is given; it records here what it noticed about the file as a whole.

    `columns`: what became what. `unread`: sentences about the sheets, columns and members that were not read.
    `unclear`: option of the settings -> the columns, names or words that only it can settle; `vocpipe init` asks.
    """

    path: Path
    source: SourceSettings
    timezone: ZoneInfo  # of times without a zone: the source's own, else the workspace's
    own_names: tuple[str, ...] = ()  # of the company and its products, from the settings
    encoding: str | None = None  # set by the reader: what the bytes turned out to be
    columns: list[ColumnUse] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unclear: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Format:
    """A vendor's format as docs/sources.md describes it; every text is Markdown.

    `exports`: where its files come from. `checked`: how the reading was verified. `not_read`: what is left aside.
    """

    title: str
    exports: tuple[str, ...]
    read: str
    checked: str
    not_read: str

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Format":
        """The format that a table of TOML declares."""
        return cls(**{**content, "exports": tuple(content["exports"])})


@dataclass(frozen=True, slots=True)
class Reader:
    """A format's reader: `read` yields one outcome per row, in the file's order, lazily if the format allows."""

    name: str
    kind: str  # the kind of feedback when the settings don't say: survey, ticket, post, review, …
    read: Callable[[Reading], Iterator[Outcome]]
    recognizes: Callable[[Path], bool]  # is this file one of mine? looks at the first kilobytes; used by `vocpipe init`
    snapshot: bool = False  # each file is complete: rows that are gone from a rewritten file are deleted
    order: int = 0  # `vocpipe init` asks the lowest first; the less a reader requires of a file, the higher
    kind_of: Callable[[Path], str] | None = None  # the kind of this file, if the reader reads several kinds
    format: Format | None = None  # for docs/sources.md; readers of other packages may have none
    folder: Callable[[Path], Path | None] | None = None  # the folder whose files are one export with this one, if any
    beside: bool = False  # also reads files that another reader recognizes, for what that one leaves out
    note: Text | None = None  # what `vocpipe init` writes beside its files
