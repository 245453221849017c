"""A list that is read again each time, since nothing tells of what was edited or deleted in it.

A record that is missing is asked for by itself before it counts as gone: a list that counts by places may leave one out
when another one goes meanwhile.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from zlib import crc32

from vocpipe.pull.http import NotFoundError, RefusedError
from vocpipe.store.raw import Json

Page = tuple[list[Json], str | None]  # records, the newest first, and the place of the next page


@dataclass(slots=True)
class Relisting:
    """What is known of the records that the list is compared with. seen: id -> [version, seconds since 1970].

    ident, at: the id and the time of a record; place, found: of a list that was not read to its end.
    """

    ident: Callable[[Json], str]
    at: Callable[[Json], float]
    seen: dict[str, list[float]] = field(default_factory=dict)
    place: str | None = None
    found: list[str] = field(default_factory=list)
    safe: float = 0.0  # the newest record of the last list that was read to its end

    def restore(self, kept: dict[str, Json]) -> "Relisting":
        """This with what a cursor has."""
        self.seen, self.place = dict(kept.get("seen") or {}), kept.get("place")
        self.found, self.safe = list(kept.get("found") or []), float(kept.get("safe") or 0)
        return self

    def kept(self) -> dict[str, Json]:
        """This as a cursor has it."""
        on_way = {"place": self.place, "found": list(self.found)} if self.place else {}
        return {"safe": self.safe, "seen": dict(self.seen), **on_way}

    def changes(
        self, ask: Callable[[str | None], Page], one: Callable[[str], Json], window: float, first: float
    ) -> Iterator[tuple[list[Json], list[str]]]:
        """(new or changed records, ids of those that are gone), page by page; what was taken is safe.

        ask: gives the page at a place; one: gives one record, or raises NotFoundError. window: the time after which
        records are compared; nothing before `first` is taken.
        """
        floor = max(first, min(self.safe, window) if self.safe else first)
        newest = max([self.safe, *(at for _, at in self.seen.values())])
        while True:
            rows, place = self._page(ask)
            rows = [row for row in rows if self.at(row) >= first and self._may_be_new(row, window)]
            newest = max([newest, *map(self.at, rows)])
            is_last = place is None or not rows or self.at(rows[-1]) < floor
            self.place, new = (None if is_last else place), self._new(rows, max(window, first))
            if is_last:
                break
            yield new, []
        missing, gone = self._missing(one, max(window, first))
        self.seen = {ident: known for ident, known in self.seen.items() if known[1] >= window and ident not in gone}
        self.found, self.safe = [], newest
        yield new + missing, gone

    def _may_be_new(self, row: Json, window: float) -> bool:
        """Whether a record is compared, or was written after the last list that was read to its end."""
        return self.at(row) >= window or self.at(row) > self.safe

    def _page(self, ask: Callable[[str | None], Page]) -> Page:
        try:
            return ask(self.place)
        except RefusedError:
            if self.place is None:
                raise
        self.place, self.found = None, []  # the place is no longer known
        return ask(None)

    def _new(self, rows: list[Json], window: float) -> list[Json]:
        """The rows that are not known in this version; those in the window are known from now on."""
        new = [row for row in rows if self.seen.get(self.ident(row), [None])[0] != _version(row)]
        recent = [row for row in rows if self.at(row) >= window]
        self.seen |= {self.ident(row): [_version(row), self.at(row)] for row in recent}
        self.found += [self.ident(row) for row in recent]
        return new

    def _missing(self, one: Callable[[str], Json], window: float) -> tuple[list[Json], list[str]]:
        """The records that the list should have had and are there all the same, and the ids of those that are not."""
        there, gone, found = [], [], set(self.found)
        for ident in [ident for ident, (_, at) in self.seen.items() if at >= window and ident not in found]:
            try:
                there.append(one(ident))
            except NotFoundError:
                gone.append(ident)
        return self._new(there, window), gone


def _version(row: Json) -> int:
    return crc32(json.dumps(row, sort_keys=True).encode())
