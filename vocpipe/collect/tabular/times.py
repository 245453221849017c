"""Which column tells when something was said, by its cells, where the name of none does."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.date_order import order_of
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.grid import cell_text
from vocpipe.collect.parsing.moments import have_clocks
from vocpipe.collect.tabular.names import ends_in, has_part
from vocpipe.collect.tabular.shapes import Sample

_MOST = 0.8  # of the filled cells are times
_FEW = 5  # rows: so many were not said in one moment
_SOME = 0.5  # in a column whose name is a synonym
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Created:
    """The column that tells when something was said. `rivals`: the columns that may do so as well, with it."""

    at: int
    named: bool  # its name speaks of a beginning
    rivals: Sequence[int]


def holds_times(sample: Sample, at: int) -> bool:
    """Whether at least half of the filled cells are times, in a column whose name says so."""
    shape = sample.shape(at)
    return max(shape.times, shape.stamps) >= _SOME


def created_by_cells(sample: Sample, taken: Collection[int]) -> Created | None:
    """The likeliest column of times that is free; names of other moments, such as of closing, are passed over.

    Names that speak of a beginning go first, then those of any time; of several, the one whose times are the earliest.
    """
    header = sample.header
    free = [at for at in times_in(sample, taken) if not _is_other(header[at]) and not _is_constant(sample, at)]
    for key in ("first", "when"):
        named = [at for at in free if has_part(header[at], "time", key)]
        if named:
            return Created(_earliest(sample, named), key == "first", named)
    plain = [at for at in free if sample.shape(at).times >= _MOST]
    return Created(_earliest(sample, plain), False, plain) if plain else None


def updated_by_cells(sample: Sample, taken: Collection[int]) -> int | None:
    """The free column of times whose name speaks of an update."""
    named = (at for at in times_in(sample, taken) if has_part(sample.header[at], "time", "update"))
    return next((at for at in named if not has_part(sample.header[at], "time", "other")), None)


def clock_by_cells(sample: Sample, day: int, taken: Collection[int]) -> int | None:
    """The column with the time of the day, if that in column `day` has none: the nearest one, rather to the right."""
    if have_clocks(sample.typed[day]):
        return None
    clocks = [
        at
        for at in range(len(sample.header))
        if at not in taken and sample.shape(at).clocks >= _MOST and not _is_span(sample.header[at])
    ]
    return min(clocks, key=lambda at: (abs(at - day), at < day), default=None)


def times_in(sample: Sample, taken: Collection[int]) -> list[int]:
    """The free columns of times; numbers such as 1777686400 are times if the name speaks of one."""
    free = [at for at in range(len(sample.header)) if at not in taken]
    return [at for at in free if _are_times(sample, at) and not has_part(sample.header[at], "time", "span")]


def _are_times(sample: Sample, at: int) -> bool:
    shape = sample.shape(at)
    if shape.times >= _MOST:
        return True
    speaks = any(has_part(sample.header[at], "time", key) for key in ("when", "first", "update", "other"))
    return shape.stamps >= _MOST and speaks


def _is_other(name: str) -> bool:
    if ends_in(name, "time", "received"):
        return False  # whatever was taken in, a cancellation too, somebody said it then
    return has_part(name, "time", "other") or has_part(name, "time", "update")


def _is_constant(sample: Sample, at: int) -> bool:
    """Whether all rows have one time: that of the export."""
    return sample.shape(at).filled >= _FEW and sample.shape(at).distinct == 1


def _is_span(name: str) -> bool:
    return has_part(name, "time", "span") or _is_other(name)


def _earliest(sample: Sample, columns: Sequence[int]) -> int:
    """Of several columns the one with the earliest times on average; the first one if they are equal."""
    return min(columns, key=lambda at: (_mean(sample, at), at)) if len(columns) > 1 else columns[0]


def _mean(sample: Sample, at: int) -> float:
    cells = sample.typed[at][:200]
    order = order_of(cell for cell in cells if isinstance(cell, str))
    seconds = []
    for cell in cells:
        with suppress(ValueError):
            raw = cell if isinstance(cell, date | int | float) else cell_text(cell)
            seconds.append(parse_time(raw, _UTC, order=order).timestamp())
    return sum(seconds) / len(seconds) if seconds else float("inf")
