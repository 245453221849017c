"""Which edits in the inbox the snapshot does not show yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pyarrow as pa

from vocpipe.inbox.entries import Entry, inbox_path
from vocpipe.store.workspace import Workspace

_OPPOSITES = {"pin": "unpin", "unpin": "pin", "hide": "unhide", "unhide": "hide"}


@dataclass(frozen=True, slots=True)
class Pending:
    """What people decided since the snapshot's refresh.

    edits: those that stand, in the order of time; undone: those that the snapshot shows and the next refresh takes
    back; restored: what stands for them meanwhile, as far as earlier edits tell; problem: why the inbox can't be read.
    """

    edits: tuple[Entry, ...] = ()
    undone: tuple[Entry, ...] = ()
    restored: tuple[Entry, ...] = ()
    problem: str | None = None

    @property
    def key(self) -> str:
        """What tells two states apart; empty if nothing is pending."""
        return " ".join(entry.edit_id for entry in (*self.edits, *self.undone))

    def of(self, theme_id: str) -> list[Entry]:
        """The pending edits about one theme, also those that end in it."""
        return [
            entry for entry in (*self.edits, *self.undone) if theme_id in (entry.theme_id, entry.detail.get("into"))
        ]

    def home(self, theme_id: str) -> str:
        """The theme that a pending merge made it part of, or itself."""
        merged = {entry.theme_id: str(entry.detail["into"]) for entry in self.edits if entry.kind == "merge"}
        for _ in merged:
            theme_id = merged.get(theme_id, theme_id)
        return theme_id


@dataclass(frozen=True, slots=True)
class Overlay:
    """The tables that stand for those of the snapshot while edits are pending; none if nothing is."""

    key: str = ""
    tables: Mapping[str, pa.Table] = field(default_factory=dict, compare=False)


def pending_of(entries: Sequence[Entry], published: Mapping[str, datetime | None]) -> Pending:
    """The entries that the snapshot does not show. published: edit -> when it was undone, of those it knows."""
    edits = tuple(entry for entry in entries if not entry.undone_at and entry.edit_id not in published)
    undone = tuple(
        entry
        for entry in entries
        if entry.undone_at and entry.edit_id in published and published[entry.edit_id] is None
    )
    restored = tuple(found for entry in undone if (found := _restored(entry, entries)))
    return Pending(edits, undone, restored)


def _restored(undone: Entry, entries: Sequence[Entry]) -> Entry | None:
    """An edit that says how its theme was before; None if only the next refresh can tell."""
    alike = {undone.kind, _OPPOSITES.get(undone.kind, undone.kind)}
    earlier = [
        entry for entry in entries if entry.theme_id == undone.theme_id and entry.kind in alike and not entry.undone_at
    ]
    if undone.kind in _OPPOSITES:
        return replace(undone, kind=earlier[-1].kind if earlier else _OPPOSITES[undone.kind])
    if undone.kind == "rename" and earlier:
        names = {key: name for entry in earlier for key, name in entry.detail.items() if key in undone.detail}
        return replace(undone, detail=names, author=earlier[-1].author) if names else None
    return None


def inbox_state(workspace: Workspace) -> tuple[int, ...]:
    """What changes when the inbox does; SQLite keeps the newest entries in a file of their own."""
    path = inbox_path(workspace)
    state: list[int] = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        try:
            status = file.stat()
        except FileNotFoundError:
            continue
        state += [status.st_size, status.st_mtime_ns]
    return tuple(state)
