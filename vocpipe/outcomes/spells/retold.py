"""What a later file says of a customer, set against what was known of the spells before.

A file has one row for most customers, which overwrites the leaving of those who came back. What it overwrites is kept:
a leaving that had happened when it was told stays one, and what is told later begins another spell.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise, takewhile

from vocpipe.outcomes.spells.contracts import Spell, Told, joined, later, number

CLOSE_DAYS = 7  # who was there in one file and had left, without a day, in the next one so soon, left on its day


def spells_of(rows: Iterable[Told], change_days: int) -> list[Spell]:
    """The spells of one customer, in the order of time, from what all files told, in whatever order the rows come.

    change_days: coming back at most so long after leaving is a change of contract, not a leaving.
    """
    spells: list[Spell] = []
    for _, statement in groupby(sorted(rows, key=_file), key=_file):
        spells = retold(spells, joined(list(statement), change_days), change_days)
    return spells


def _file(row: Told) -> tuple[int, str]:
    return row.known_on.toordinal(), row.file


def retold(past: list[Spell], now: list[Spell], change_days: int) -> list[Spell]:
    """The spells by a file that says `now`, after the ones before it said `past`."""
    if not past or not now:
        return past or now
    start = now[0].started_on
    kept = [] if start is None else list(takewhile(lambda spell: _is_over(spell, number(start) - change_days), past))
    if len(now) > 1 or len(kept) == len(past):
        return kept + now  # it tells the whole history itself, or of what came after
    spells = _continued(past, now[0], change_days)
    apart = all(one.end + change_days < number(two.started_on) for one, two in _followed(spells))
    return spells if apart else kept + now


def _followed(spells: list[Spell]) -> list[tuple[Spell, Spell]]:
    """Each spell with the next one, where that has a known start."""
    return [(one, two) for one, two in pairwise(spells) if two.started_on is not None]


def _is_over(spell: Spell, day: int) -> bool:
    """Whether the spell ended before the day of this number."""
    if not spell.has_left:
        return False
    return (spell.ended_on or spell.told_on).toordinal() < day


def _continued(past: list[Spell], one: Spell, change_days: int) -> list[Spell]:
    """The spells where `one` spell is told that overlaps the last of `past`."""
    *earlier, last = past
    if last.is_open:
        return [*earlier, _still(last, one, earlier)]
    if last.ended_on is None:
        return [*earlier, *_after_unknown(last, one, earlier)]
    if (one.has_left and one.ended_on is None) or not one.is_told:
        return past  # only the day is gone, or the column that tells who has left
    if one.started_on is not None and one.started_on > last.ended_on:
        return [*earlier, replace(_still(last, one, earlier), started_on=last.started_on, known_from=last.known_from)]
    until = (last.ended_on, one.told_on) if one.ended_on is None else (last.told_until, one.ended_on)
    if until[1] <= later(until[0], change_days):
        return [*earlier, _still(last, one, earlier)]  # the leaving was taken back, or its day corrected
    back = _back(one)
    return [*past, back if one.ended_on is None else replace(back, known_from=None)]


def _after_unknown(last: Spell, one: Spell, earlier: list[Spell]) -> list[Spell]:
    """The last spell, which ended on an unknown day, and what is told after it."""
    if one.has_left or not one.is_told:
        return [_still(last, one, earlier) if one.has_left else last]
    begins = one.started_on is not None and last.started_on is not None and one.started_on > last.started_on
    return [last, one if begins else _back(one)]


def _still(last: Spell, one: Spell, earlier: list[Spell]) -> Spell:
    """The spell `last` as it now stands; a start that moves on without a leaving is only that of another contract."""
    begun = last.started_on if _says_no_start(last, one, earlier) else one.started_on
    known = last.told_until if last.is_open else last.last_known_on
    ended = one.ended_on or _seen_leaving(last, one)
    if begun is not None and ended is not None and ended < begun:
        begun, ended = (one.started_on if one.ended_on else begun), one.ended_on
    return replace(
        last,
        started_on=begun,
        known_from=last.known_from if begun == last.started_on else None,
        ended_on=ended,
        has_left=one.has_left,
        last_known_on=known if one.has_left and ended is None else None,
        told_on=one.told_on,
        told_until=one.told_until,
    )


def _seen_leaving(last: Spell, one: Spell) -> date | None:
    """The day on which they left, where no file tells but two that are close enough saw them before and after it."""
    is_close = last.is_open and one.told_on <= later(last.told_until, CLOSE_DAYS)
    return one.told_on if one.has_left and is_close else None


def _says_no_start(last: Spell, one: Spell, earlier: list[Spell]) -> bool:
    """Whether the start told is not the last spell's: none at all, a later contract's, or an earlier spell's."""
    if one.started_on is None or one.started_on > last.told_until:
        return True
    return bool(earlier) and number(one.started_on) <= earlier[-1].end


def _back(one: Spell) -> Spell:
    """The spell of somebody who came back on an unknown day, as the file's start is that of the first time."""
    return replace(one, started_on=None, known_from=one.told_on)
