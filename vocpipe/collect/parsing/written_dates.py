"""Dates and times written as text, in Japanese and English: months, eras, clocks, zones, and the order of the parts."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone

from vocpipe.collect.parsing.date_order import Order, full_year, order_of
from vocpipe.wording import say

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
    "z": 0, "utc": 0, "gmt": 0, "jst": 9,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

_MONTH = r"(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DATES = tuple(
    re.compile(rf"(?:{pattern})(?![\d/-])", re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?",
        r"(?P<era>令和|平成|昭和|[RHS])\.?\s?(?P<of_era>\d{1,2}|元)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?",
        r"(?P<left>\d{1,2})(?P<sep>[-/.])(?P<right>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})",
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


def parse_written(raw: str, order: Order | None) -> datetime:
    """The time in the text, aware if it names a zone.

    `order` holds strictly; if it leaves day and month open, 1/2/2026 is January and 1.2.2026 and 1-2-2026 are February,
    unless a number above 12 shows it. Raises ValueError, whose text is the reason.
    """
    text = " ".join(unicodedata.normalize("NFKC", raw).split())
    if not text:
        raise ValueError(say("collect.value.no_time_in_it"))
    if re.match(r"\d{4}-\d\d-\d\d", text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass  # such as 2015-02-24 11:35:52 -0800, which is not quite ISO
    text = _WEEKDAY.sub("", text, count=1)
    for pattern in _DATES:
        match = pattern.match(text)
        if match:
            day = _day(match.groupdict(), order, raw)
            rest = match.groupdict().get("inner") or text[match.end() :]
            return _with_time(day, rest.removeprefix("T").removeprefix("t").strip(" ,、"), raw)
    raise ValueError(say("collect.value.unknown_time", raw=raw[:40]))


def _day(parts: dict[str, str | None], order: Order | None, raw: str) -> date:
    if parts.get("left"):
        numbers = _ordered(parts, order, raw)
    else:
        numbers = (_year(parts), _month(parts), int(parts.get("day") or 0))
    try:
        return date(*numbers)
    except ValueError as error:
        raise ValueError(say("collect.value.no_such_day", raw=raw[:40], error=error)) from error


def _ordered(parts: dict[str, str | None], order: Order | None, raw: str) -> tuple[int, int, int]:
    """Year, month and day of three numbers with a separator between them."""
    left, right, last = (parts[name] or "" for name in ("left", "right", "year"))
    if len(last) == 2:
        order = order or order_of([f"{left}/{right}/{last}"])
        if order is Order.UNCLEAR:
            raise ValueError(say("collect.value.unclear_year", raw=raw[:40]))
        if order is Order.YEAR_FIRST:
            return full_year(left.zfill(2)), int(right), int(last)
    first = _day_comes_first(int(left), int(right), parts["sep"] or "/", order)
    return (full_year(last), int(right), int(left)) if first else (full_year(last), int(left), int(right))


def _day_comes_first(left: int, right: int, separator: str, order: Order | None) -> bool:
    if order in (Order.DAY_FIRST, Order.MONTH_FIRST):
        return order is Order.DAY_FIRST
    if left > 12 or right > 12:
        return left > 12
    return separator != "/"


def _month(parts: dict[str, str | None]) -> int:
    name = parts.get("name")
    return _MONTHS[name.lower()] if name else int(parts.get("month") or 0)


def _year(parts: dict[str, str | None]) -> int:
    if parts.get("era"):
        return _ERAS[(parts["era"] or "").lower()] + (1 if parts["of_era"] == "元" else int(parts["of_era"] or 0))
    return full_year(parts["year"] or "")


def _with_time(day: date, rest: str, raw: str) -> datetime:
    clock = _TIME.match(rest)
    moment = datetime.combine(day, time())
    if clock:
        rest = rest[clock.end() :].strip()
        moment += _since_midnight(clock, raw)
    zone = _ZONE.fullmatch(rest)
    if zone is None or (zone["name"] and zone["name"].lower() not in _ZONES):
        raise ValueError(say("collect.value.unknown_zone", rest=rest[:40], raw=raw[:40]))
    return moment.replace(tzinfo=_zone(zone)) if rest else moment


def _since_midnight(clock: re.Match[str], raw: str) -> timedelta:
    hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second"))
    half = (clock["before"] or clock["after"] or "").lower().replace(".", "")
    if half in ("pm", "午後") and hour < 12:
        hour += 12
    elif half in ("am", "午前") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError(say("collect.value.no_such_time", raw=raw[:40]))
    micros = int((clock["fraction"] or "").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micros)


def _zone(match: re.Match[str]) -> timezone:
    hours = float(_ZONES[match["name"].lower()]) if match["name"] else 0.0
    offset = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    return timezone(timedelta(hours=hours) + (-offset if match["sign"] == "-" else offset))
