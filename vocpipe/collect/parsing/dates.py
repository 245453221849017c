"""Dates and times as forms, spreadsheets and APIs write them, in Japanese and English, to UTC.

Local times that a clock change skips are moved forward by it; of two equal local times the first is taken.
"""

import math
import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.date_order import Order
from vocpipe.collect.parsing.written_dates import parse_written
from vocpipe.wording import say

_EXCEL_EPOCH = datetime(1899, 12, 30)
_FIRST_YEAR_OF_TIMES = 1995  # nobody's feedback is older: an earlier year is a damaged value
_FIRST_YEAR_OF_DATES = 1950  # but customers may have been with a company for decades
_THIS_YEAR = datetime.now(UTC).year  # or an earlier one, in a program that runs for long


def parse_time(raw: str | float | datetime | date, zone: tzinfo, *, order: Order | None = None) -> datetime:
    """The time in `raw`, aware and in UTC; a time without a zone is one of `zone`.

    `order` is the one that the whole column has (`order_of`), and holds strictly; with None each value is read on its
    own: a number above 12 is the day, else 1/2/2026 is January and 1.2.2026 and 1-2-2026 are February.
    Raises ValueError, whose text is the reason, also for years before 1995 or more than a year ahead.
    """
    moment = _moment(raw, zone, order)
    _plausible(moment, _FIRST_YEAR_OF_TIMES)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def parse_date(raw: str | float | datetime | date, *, zone: tzinfo | None = None, order: Order | None = None) -> date:
    """The day in `raw`, as its writer's calendar had it (unix times: the day in `zone`, else in UTC).

    Raises ValueError, whose text is the reason, also for years before 1950 or more than a year ahead.
    """
    local = zone or ZoneInfo("UTC")
    moment = _moment(raw, local, order)
    _plausible(moment, _FIRST_YEAR_OF_DATES)
    if not isinstance(raw, date) and _is_number(raw) and moment.tzinfo:  # a unix time has no calendar of its own
        return moment.astimezone(local).date()
    return moment.date()


def _moment(raw: str | float | datetime | date, zone: tzinfo, order: Order | None) -> datetime:
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, date):
        return datetime.combine(raw, time())
    if _is_number(raw):
        return _of_number(str(raw) if isinstance(raw, str) else _plain(raw))
    try:
        return parse_written(str(raw), order)
    except OverflowError as error:  # an hour of 99999999 is past every calendar
        raise ValueError(say("collect.value.unknown_time", raw=str(raw)[:40])) from error


def _is_number(raw: str | float) -> bool:
    return not isinstance(raw, str) or bool(re.fullmatch(r"\s*\d+(\.\d*)?\s*", raw))


def _plain(number: float) -> str:
    if not math.isfinite(number) or number < 0:
        raise ValueError(say("collect.value.number_no_time", number=number))
    return f"{number:.10f}" if isinstance(number, float) else str(number)


def _of_number(raw: str) -> datetime:
    text = unicodedata.normalize("NFKC", raw).strip()
    whole = text.partition(".")[0]
    if len(whole) in (8, 12, 14) and whole == text:
        return _compact(whole)
    if len(whole) in (10, 13, 16) and whole[0] in "123456789":
        return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(float(text) * 10 ** (16 - len(whole))))
    if len(whole) == 5 and whole[0] in "123456789":
        milliseconds = round(float(text) * 86_400_000)  # a spreadsheet's times are exact to about that
        return _EXCEL_EPOCH + timedelta(milliseconds=milliseconds)
    raise ValueError(say("collect.value.unknown_number", number=text[:40]))


def _compact(digits: str) -> datetime:
    parts = [int(digits[:4]), *(int(digits[at : at + 2]) for at in range(4, len(digits), 2))]
    try:
        return datetime(*parts)  # type: ignore[arg-type]
    except ValueError as error:
        raise ValueError(say("collect.value.number_no_date", number=digits, error=error)) from error


def _plausible(moment: datetime, first_year: int) -> None:
    if max(first_year, 1971) <= moment.year <= _THIS_YEAR:
        return
    if (moment.year, moment.month, moment.day) == (1970, 1, 1):
        raise ValueError(say("collect.value.zero_time"))
    if moment.year < first_year:
        raise ValueError(say("collect.value.too_early", year=moment.year, first_year=first_year))
    if moment.replace(tzinfo=None) > datetime.now(UTC).replace(tzinfo=None) + timedelta(days=366):
        raise ValueError(say("collect.value.too_late", day=f"{moment:%Y-%m-%d}"))
