"""What every reader declares.

To add a format, write a module in `vocpipe.collect.readers` with a `READER: Reader`; another package names its reader
under the entry points `vocpipe.readers`. Settings, `vocpipe init`, rejects and re-reading need nothing else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from vocpipe.records import Outcome
from vocpipe.settings import SourceSettings


@dataclass(slots=True)
class Reading:
    """What a reader is given; it records here what it noticed about the file as a whole."""

    path: Path
    source: SourceSettings
    timezone: ZoneInfo  # of times without a zone: the source's own, else the workspace's
    encoding: str | None = None  # set by the reader: what the bytes turned out to be
    warnings: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """A format's reader: `read` yields one outcome per row, in the file's order, lazily if the format allows."""

    name: str
    kind: str  # the kind of feedback when the settings don't say: survey, ticket, post, review, …
    read: Callable[[Reading], Iterator[Outcome]]
    recognizes: Callable[[Path], bool]  # is this file one of mine? looks at the first kilobytes; used by `vocpipe init`
    snapshot: bool = False  # each file is complete: rows that are gone from a rewritten file are deleted
    order: int = 0  # `vocpipe init` asks the lowest first; the less a reader requires of a file, the higher
