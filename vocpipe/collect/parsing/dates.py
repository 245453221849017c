"""Dates and times as forms, spreadsheets and APIs write them, in Japanese and English, to UTC.

Times that a clock change skips are moved on by the change, those it repeats are taken as the first of the two.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

_EXCEL_EPOCH = datetime(1899, 12, 30)
_FIRST_YEAR_OF_TIMES = 1995  # nobody's feedback is older: an earlier year is a damaged value
_FIRST_YEAR_OF_DATES = 1950  # but a bank's customer may have been one for long
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august"),
            *("sep sept september", "oct october", "nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}
_ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "jst": 9,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}

_MONTH = r"(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DATES = tuple(
    re.compile(rf"(?:{pattern})(?![\d/-])", re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?",
        r"(?P<era>令和|平成|昭和|[RHS])\.?\s?(?P<of_era>\d{1,2}|元)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?",
        r"(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-\s]{_MONTH}[-,\s]\s?(?P<year>\d{{4}})",
        rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})",
        # X's and Java's own order, with the year at the end: Tue Feb 24 11:35:52 +0000 2015
        rf"{_MONTH}\s(?P<day>\d{{1,2}})\s(?P<inner>\d{{1,2}}:\d\d:\d\d\s?(?:[a-z]{{3,4}}|[-+]\d{{4}})?)\s(?P<year>\d{{4}})$",
    )
)
_HALF = r"午前|午後|[ap]\.?m\.?"
_TIME = re.compile(
    rf"(?P<before>{_HALF})?\s?(?P<hour>\d{{1,2}})(?:[:.]|時\s?|(?=\s?[ap]\.?m))(?:(?P<minute>\d{{1,2}})(?:分\s?|(?=\D|$)))?"
    rf"(?:[:.]?(?P<second>\d{{1,2}})(?:[.,](?P<fraction>\d{{1,9}}))?秒?)?\s?(?P<after>{_HALF})?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"[(\[]?(?P<name>[a-z]{1,4})?\s?(?:(?P<sign>[-+])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?)?[)\]]?", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"\s?\([月火水木金土日](?:曜日?)?\)|(?<=日)\s?[月火水木金土日]曜日?"
    r"|^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?!\d)")


def parse_time(raw: str | float | datetime | date, zone: ZoneInfo, *, day_first: bool | None = None) -> datetime:
    """The time that `raw` tells, aware and in UTC; a time without a zone is one of `zone`.

    `day_first` is the order that the whole column has (`guess_day_first`), and holds strictly; with None each value is
    read on its own: what can be only one way is, else 1/2/2026 is January and 1.2.2026 and 1-2-2026 are February.
    Raises ValueError, whose text is the reason, also for years before 1995 or more than a year ahead.
    """
    moment = _moment(raw, zone, day_first)
    _plausible(moment, _FIRST_YEAR_OF_TIMES)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def parse_date(
    raw: str | float | datetime | date, *, zone: ZoneInfo | None = None, day_first: bool | None = None
) -> date:
    """The day that `raw` tells, as its writer's calendar had it (unix times: the day in `zone`, else in UTC).

    Raises ValueError, whose text is the reason, also for years before 1950 or more than a year ahead.
    """
    local = zone or ZoneInfo("UTC")
    moment = _moment(raw, local, day_first)
    _plausible(moment, _FIRST_YEAR_OF_DATES)
    if not isinstance(raw, date) and _is_number(raw) and moment.tzinfo:  # a unix time has no calendar of its own
        return moment.astimezone(local).date()
    return moment.date()


def guess_day_first(values: Iterable[str]) -> bool | None:
    """Whether a column writes 24/02/2015 (True) or 02/24/2015 (False); None where no value tells."""
    day, month = 0, 0
    for value in values:
        match = _SLASHED.match(unicodedata.normalize("NFKC", value))
        if match:
            one, two = int(match[1]), int(match[2])
            day += one > 12 >= two
            month += two > 12 >= one
    return None if day == month else day > month


def _moment(raw: str | float | datetime | date, zone: ZoneInfo, day_first: bool | None) -> datetime:
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, date):
        return datetime.combine(raw, time())
    if _is_number(raw):
        return _of_number(str(raw) if isinstance(raw, str) else _plain(raw))
    return _of_text(str(raw), day_first)


def _is_number(raw: str | float) -> bool:
    return not isinstance(raw, str) or bool(re.fullmatch(r"\s*\d+(\.\d*)?\s*", raw))


def _plain(number: float) -> str:
    if not math.isfinite(number) or number < 0:
        raise ValueError(f"{number} is no time")
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
    raise ValueError(f"the number {text[:40]} is no time (seconds since 1970, or a spreadsheet's day)")


def _compact(digits: str) -> datetime:
    parts = [int(digits[:4]), *(int(digits[at : at + 2]) for at in range(4, len(digits), 2))]
    try:
        return datetime(*parts)  # type: ignore[arg-type]
    except ValueError as error:
        raise ValueError(f"the number {digits} is no date: {error}") from error


def _of_text(raw: str, day_first: bool | None) -> datetime:
    text = " ".join(unicodedata.normalize("NFKC", raw).split())
    if not text:
        raise ValueError("no time in it")
    if re.match(r"\d{4}-\d\d-\d\d", text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass  # such as 2015-02-24 11:35:52 -0800, which is not quite ISO
    text = _WEEKDAY.sub("", text, count=1)
    for pattern in _DATES:
        match = pattern.match(text)
        if match:
            day = _day(match.groupdict(), day_first, raw)
            rest = match.groupdict().get("inner") or text[match.end() :]
            return _with_time(day, rest.removeprefix("T").removeprefix("t").strip(" ,、"), raw)
    raise ValueError(f"{raw[:40]!r} is no date or time that is known here")


def _day(found: dict[str, str | None], day_first: bool | None, raw: str) -> date:
    month, day = found.get("month"), found.get("day")
    if found.get("one"):
        one, two = int(found["one"] or 0), int(found["two"] or 0)
        first = _day_comes_first(one, two, found["sep"] or "/", day_first)
        numbers = (two, one) if first else (one, two)
    else:
        numbers = (_MONTHS[(found.get("name") or "").lower()] if found.get("name") else int(month or 0), int(day or 0))
    try:
        return date(_year(found), *numbers)
    except ValueError as error:
        raise ValueError(f"{raw[:40]!r} is no day of the calendar: {error}") from error


def _day_comes_first(one: int, two: int, separator: str, day_first: bool | None) -> bool:
    if day_first is not None:
        return day_first
    if one > 12 or two > 12:
        return one > 12
    return separator != "/"


def _year(found: dict[str, str | None]) -> int:
    if found.get("era"):
        return _ERAS[(found["era"] or "").lower()] + (1 if found["of_era"] == "元" else int(found["of_era"] or 0))
    year = found["year"] or ""
    return int(year) + (2000 if len(year) == 2 else 0)


def _with_time(day: date, rest: str, raw: str) -> datetime:
    clock = _TIME.match(rest)
    moment = datetime.combine(day, time())
    if clock:
        rest = rest[clock.end() :].strip()
        moment += _since_midnight(clock, raw)
    zone = _ZONE.fullmatch(rest)
    if zone is None or (zone["name"] and zone["name"].lower() not in _ZONES):
        raise ValueError(f"{rest[:40]!r} at the end of {raw[:40]!r} is neither a time nor a zone that is known here")
    return moment.replace(tzinfo=_zone(zone)) if rest else moment


def _since_midnight(clock: re.Match[str], raw: str) -> timedelta:
    hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second"))
    half = (clock["before"] or clock["after"] or "").lower().replace(".", "")
    if half in ("pm", "午後") and hour < 12:
        hour += 12
    elif half in ("am", "午前") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError(f"{raw[:40]!r} has a time that no clock shows")
    micros = int((clock["fraction"] or "").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micros)


def _zone(match: re.Match[str]) -> timezone:
    hours = float(_ZONES[match["name"].lower()]) if match["name"] else 0.0
    offset = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    return timezone(timedelta(hours=hours) + (-offset if match["sign"] == "-" else offset))


def _plausible(moment: datetime, first_year: int) -> None:
    if (moment.year, moment.month, moment.day) == (1970, 1, 1):
        raise ValueError("1970-01-01 is a zero time stamp, not a time")
    if moment.year < first_year:
        raise ValueError(f"the year {moment.year} can't be: before {first_year}")
    if moment.replace(tzinfo=None) > datetime.now(UTC).replace(tzinfo=None) + timedelta(days=366):
        raise ValueError(f"{moment:%Y-%m-%d} can't be: more than a year ahead")
