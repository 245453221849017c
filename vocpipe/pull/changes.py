"""Rows in the order of their last change: from where to go on, and which of them are safe already.

A list that counts by places moves when one of its rows changes, so that each page begins anew at the last change that
is safe. A change may be told late, so that a pull begins a while earlier, and passes over what is safe.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from vocpipe.store.raw import Json

Ask = Callable[[str, int], tuple[list[Json], bool]]  # (from a time on, from a place on) -> rows, whether there are more


@dataclass(frozen=True, slots=True)
class Order:
    """How a vendor's rows are ordered. write: a moment as the vendor has it, so that texts are in the order of time.

    late: after which a change is surely told; step: how much earlier to ask, where the first moment itself is left out.
    """

    at: Callable[[Json], str]
    write: Callable[[datetime], str]
    late: timedelta
    step: timedelta = timedelta()

    def before(self, at: str, span: timedelta) -> str:
        """The time that is a span earlier."""
        return self.write(datetime.fromisoformat(at).astimezone(UTC) - span)


@dataclass(slots=True)
class Changes:
    """How far the rows were read. at: the last change that is safe; recent: what is safe shortly before it."""

    order: Order
    at: str = ""
    recent: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, order: Order, kept: dict[str, Json]) -> "Changes":
        """How far they were read by what a cursor has."""
        return cls(order, str(kept.get("at") or ""), dict(kept.get("recent") or {}))

    def kept(self) -> dict[str, Json]:
        """This as a cursor has it."""
        return {"at": self.at, "recent": dict(self.recent)} if self.at else {}

    def new(self, ask: Ask, since: datetime | None) -> Iterator[list[Json]]:
        """The rows that changed, page by page; once a page is taken, they are safe."""
        order, place = self.order, 0
        first = order.write(since or datetime.fromtimestamp(0, UTC))
        start = order.before(self.at, order.late) if self.at else first
        while True:
            rows, has_more = ask(start, place)
            new = self._taken(rows)
            if new:
                yield new
            if not rows or not has_more:
                return
            last = order.before(order.at(rows[-1]), order.step)
            start, place = (last, 0) if last > start else (start, place + len(rows))

    def _taken(self, rows: list[Json]) -> list[Json]:
        """The rows that are not safe yet, noted as safe."""
        new = [row for row in rows if self._mark(row) not in self.recent]
        if new:
            self.at = max(self.at, *map(self.order.at, new))
            first = self.order.before(self.at, self.order.late + self.order.step)
            marked = self.recent | {self._mark(row): self.order.at(row) for row in new}
            self.recent = {mark: at for mark, at in marked.items() if at >= first}
        return new

    def _mark(self, row: Json) -> str:
        return f"{row.get('id') or row.get('Id')} {self.order.at(row)}"
