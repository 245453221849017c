"""What every vendor declares, and what a pull is given.

To add one, write a module in `vocpipe.pull.vendors` with a `VENDOR: Vendor`; another package names its vendor under the
entry points `vocpipe.vendors`. Settings, secrets, pages, `vocpipe pull`, `vocpipe doctor` and forgetting need nothing
else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from vocpipe.pull.pace import Pace
from vocpipe.settings.pulled import PullOptions
from vocpipe.store.raw import Json, Page


@dataclass(frozen=True, slots=True)
class Batch:
    """What one page brought. beside: further lists of the page; cursor: from where to go on once it is safe.

    gone: ids of pieces of feedback that are no longer there; gone_threads: of threads, with all that is in them.
    """

    records: list[Json]
    cursor: dict[str, Json]
    beside: dict[str, list[Json]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    gone_threads: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a vendor is asked with: its options, its secrets, and the pages that were pulled before."""

    source: str
    options: Any
    secrets: Mapping[str, str]
    not_before: Callable[[datetime], None] = lambda moment: None  # told until when no further call is wanted
    stored: Callable[[], Iterator[Page]] = lambda: iter(())
    tally: Callable[[str], Path | None] = lambda name: None  # where the times of the calls of a limit are kept

    def pace(self, name: str, calls: int, seconds: float) -> Pace:
        """The limit with this name, which also holds over runs and kills."""
        return Pace(calls, seconds, self.tally(name))


class Connection(Protocol):
    """An open way to a vendor."""

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """What is new after `cursor`; without one all, or what changed since a moment. Raises PullError."""

    def probe(self) -> None:
        """Ask for as little as possible; raises PullError if a secret or a right is missing."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """A system that voices are pulled from.

    reader: by which its pages are read; records: the list of a page that has its records; secrets: the names of those
    it needs; optional: of those it may do without. What docs/sources.md says of it stands beside its module, in a .toml
    of its name.
    """

    name: str
    reader: str
    records: str
    options: type[PullOptions]
    connect: Callable[[Asked], Connection]
    secrets: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
