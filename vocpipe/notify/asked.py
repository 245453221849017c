"""What is asked for one way: its settings, the snapshot and the inbox, and how to write what is found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import duckdb

from vocpipe.errors import OldSnapshotError
from vocpipe.notify.document import Line, Section
from vocpipe.settings import Settings
from vocpipe.settings.notify import NotifySettings
from vocpipe.small_cells import least_customers
from vocpipe.store.workspace import Workspace, fetch, statement
from vocpipe.wording import Language, amount, say, tell


@dataclass(frozen=True, slots=True)
class Asked:
    """What a topic may look at. snapshot: None if nothing is published yet. now: in the time zone of the workspace."""

    workspace: Workspace
    settings: Settings
    way: NotifySettings
    now: datetime
    snapshot: duckdb.DuckDBPyConnection | None = None

    @property
    def language(self) -> Language:
        """That of the messages."""
        return self.way.language_of(self.settings.workspace.languages)

    @property
    def today(self) -> date:
        """The day in the time zone of the workspace."""
        return self.now.date()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the workspace."""
        return ZoneInfo(self.settings.workspace.timezone)

    def shows(self, what: str) -> bool:
        """Whether the settings allow messages to hold it."""
        return what in self.way.show

    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The answer of the snapshot to queries/<query>.sql; none without a snapshot.

        Raises OldSnapshotError if an older vocpipe made it.
        """
        if self.snapshot is None:
            return []
        try:
            text = statement("vocpipe.notify", f"queries/{query}.sql")
            rows: list[dict[str, Any]] = fetch(self.snapshot, text, parameters or None).to_pylist()
            return rows
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise OldSnapshotError(tell("notify.error.old_snapshot", root=self.workspace.root)) from error

    def say(self, key: str, **places: object) -> str:
        """A sentence of the group `notify`, in the language of the messages."""
        return say(f"notify.{key}", self.language, **places)

    def of(self, row: Mapping[str, Any], name: str) -> str:
        """What a row has in the language of the messages under `name`."""
        return str(row[f"{name}_{self.language}"] or "")

    def link(self, page: str, **parameters: str) -> str:
        """The address of a page of the explorer."""
        place = "" if page == "home" else page
        return f"{self.settings.app.url.rstrip('/')}/{place}?{urlencode({**parameters, 'lang': self.language})}"

    def is_told(self, n_customers: int | None) -> bool:
        """Whether enough customers stand behind a number for it to be told; where none are known, it is a voice's."""
        return n_customers is None or n_customers >= least_customers(self.settings.privacy.min_group)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is as it is now. event: its name, by which a recipient is told of it once."""

    event: str
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What a topic found. section: how it is told of those that are new, None if nothing is to be told."""

    items: Sequence[Item]
    section: Callable[[Sequence[Item]], Section]


def listed(asked: Asked, heading: str, unit: str, items: Sequence[Item], *, most: int) -> Section:
    """A section with the lines of the first items, and how many more there are; unit: an item's, as in `amount`."""
    lines = [item.line for item in items if item.line]
    more = asked.say("more", n=len(lines) - most) if len(lines) > most else ""
    return Section(asked.say(f"heading.{heading}", count=amount(unit, len(items))), lines[:most], more)
