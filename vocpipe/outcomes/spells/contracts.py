"""The contracts of one customer as one file tells them, joined to spells: one right after another is one spell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

LATEST, EARLIEST = date.max.toordinal(), date.min.toordinal()


@dataclass(frozen=True, slots=True)
class Told:
    """One contract as one file tells it, by the day of the file and the last day on which one said the same."""

    known_on: date
    told_until: date
    file: str
    row_no: int
    started_on: date | None = None
    ended_on: date | None = None  # perhaps in the future
    has_left: bool = False  # also where the day is not known
    plan: str | None = None
    monthly_value: float | None = None
    is_told: bool = True  # whether the file says of anybody that they left; if not, no end means nothing


@dataclass(frozen=True, slots=True)
class Spell:
    """From when to when a customer was under contract without a gap.

    started_on: None if unknown; known_from: where they came back on an unknown day, the first day they are known to be
    back. ended_on: None while they stay, or if `has_left` on an unknown day; last_known_on: then the last day they were
    known to be there. plan, monthly_value: those first told, on the day known_on. told_on, told_until: the days on
    which a file first and last told how it stands. is_told: whether that says whether they have left.
    """

    started_on: date | None
    ended_on: date | None
    has_left: bool
    plan: str | None
    monthly_value: float | None
    known_on: date
    told_on: date
    told_until: date
    is_told: bool = True
    known_from: date | None = None
    last_known_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether they have not left: there is no end, or when it was told it still lay ahead."""
        return not self.has_left or (self.ended_on is not None and self.ended_on > self.told_on)

    @property
    def end(self) -> int:
        """The number of the last day on which they are surely under contract, as far as this spell says."""
        if self.ended_on is not None:
            return self.ended_on.toordinal()
        return number(self.started_on) if self.has_left else LATEST


def number(day: date | None) -> int:
    """The day's number; that of the earliest day for an unknown start."""
    return EARLIEST if day is None else day.toordinal()


def joined(rows: Sequence[Told], change_days: int) -> list[Spell]:
    """The spells in the rows of one file about one customer, in the order of time.

    The order of rows counts for nothing, but of two rows about one contract (the same start and plan) the later holds.
    change_days: a contract that begins at most so long after another one's end only takes its place.
    """
    contracts = {(row.started_on, row.plan): row for row in sorted(rows, key=lambda row: row.row_no)}
    spells: list[Spell] = []
    for row in sorted(contracts.values(), key=_place):
        spell = _alone(row)
        if spells and spells[-1].end + change_days >= number(row.started_on):
            spells[-1] = _both(spells[-1], spell)
        else:
            spells.append(spell)
    return spells


def _place(row: Told) -> tuple[int, int, str]:
    return number(row.started_on), number(row.ended_on), row.plan or ""


def _alone(row: Told) -> Spell:
    """The spell of one contract; an end before its start is not known."""
    backwards = row.started_on is not None and row.ended_on is not None and row.ended_on < row.started_on
    ended = None if backwards else row.ended_on
    left = row.has_left or row.ended_on is not None
    days = {"known_on": row.known_on, "told_on": row.known_on, "told_until": row.told_until}
    return Spell(row.started_on, ended, left, row.plan, row.monthly_value, **days, is_told=row.is_told)


def _both(first: Spell, second: Spell) -> Spell:
    """The spell of two contracts, the first of which begins first: it ends when both have ended."""
    if not (first.has_left and second.has_left):
        return replace(first, ended_on=None, has_left=False)
    if first.ended_on is None or second.ended_on is None:
        return replace(first, ended_on=None)
    return replace(first, ended_on=max(first.ended_on, second.ended_on))


def later(day: date, days: int) -> date:
    """The day so many days later, or the last day there is."""
    return date.max if day.toordinal() + days > LATEST else day + timedelta(days)
