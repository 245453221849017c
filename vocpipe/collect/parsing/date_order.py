"""In which order a column writes year, month and day, such as 25/11/03 or 24/02/2015."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

_PARTS = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_CENTURY = 70  # two-digit years from here on are of the 20th century
_DISTINCT = 4  # times as long has the time that dates cover to be in the wrong order
_LONG = 700  # days: dates that cover less may be in any order
_ENOUGH = 0.95  # of the values must be days that can be; the others are mistakes
_RECENT = 5 * 365  # days: of orders that cover equal times, only one may end so recently
_Parts = tuple[int, int, int]


class Order(StrEnum):
    """The order of a column's numbers."""

    YEAR_FIRST = "year first"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_LAST = "year last"  # and no value means another day if day and month change places
    OPEN = "open"  # the year stands last, and nothing shows which of the others is the day
    UNCLEAR = "unclear"  # two-digit years may stand first or last


def full_year(year: str) -> int:
    """A year of four digits as it is; of two digits, one of 1970 to 2069."""
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number >= _CENTURY else 2000)


def order_of(values: Iterable[str]) -> Order | None:
    """The order of the dates in `values`, told from all of them; None if no value needs it or shows it.

    With two-digit years, the order is the one in which nearly every value is a day that can be; of several, the one
    whose dates lie close together, else the one whose dates are recent. A number above 12 is no month.
    """
    found = {match.groups() for match in map(_PARTS.match, map(_plain, values)) if match}
    pairs = [(int(a), int(b)) for a, b, _ in found]
    short = [(int(a), int(b), int(c)) for a, b, c in found if len(c) == 2]
    if short:
        year_first = _year_first(short)
        if year_first is None:
            return Order.UNCLEAR
        if year_first:
            return Order.YEAR_FIRST
    return _day_or_month(pairs) or (Order.YEAR_LAST if short else None)


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value)


def _day_or_month(pairs: Sequence[tuple[int, int]]) -> Order | None:
    """Whether day or month is the left number, by those that can't be a month; None if it makes no difference."""
    day = sum(left > 12 >= right for left, right in pairs)
    month = sum(right > 12 >= left for left, right in pairs)
    if day != month:
        return Order.DAY_FIRST if day > month else Order.MONTH_FIRST
    return Order.OPEN if any(left != right and max(left, right) <= 12 for left, right in pairs) else None


def _year_first(parts: Sequence[_Parts]) -> bool | None:
    first = _days([(a, b, c) for a, b, c in parts])
    last = [_days([(c, b, a) for a, b, c in parts]), _days([(c, a, b) for a, b, c in parts])]
    ends = [days for days in last if days]
    if not first or not ends:
        return None if not first and not ends else bool(first)
    return _closer(first, min(ends, key=_span))


def _closer(first: list[date], last: list[date]) -> bool | None:
    """Whether the dates with the year first are the likelier ones."""
    short, long = sorted((_span(first), _span(last)))
    if long > _LONG and long > _DISTINCT * short:
        return _span(first) == short
    recent = [(datetime.now(UTC).date() - days[-1]).days < _RECENT for days in (first, last)]
    return recent[0] if recent[0] != recent[1] else None


def _days(parts: Sequence[_Parts]) -> list[date]:
    """The dates in their order, given as (year, month, day); none if too many are no day, or far ahead."""
    latest = datetime.now(UTC).date() + timedelta(days=366)
    days = [day for day in map(_day, parts) if day and day <= latest]
    return sorted(days) if len(days) >= _ENOUGH * len(parts) else []


def _day(parts: _Parts) -> date | None:
    year, month, day = parts
    try:
        return date(full_year(f"{year:02}"), month, day)
    except ValueError:
        return None


def _span(days: Sequence[date]) -> int:
    return (days[-1] - days[0]).days
