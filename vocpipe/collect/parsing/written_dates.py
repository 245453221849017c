"""Dates and times written as text, in Japanese, English, German and French: months, eras, clocks and their order."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from vocpipe.collect.parsing.date_order import Order, full_year, order_of
from vocpipe.collect.parsing.written_zones import zone_of
from vocpipe.wording import say

_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
_MONTHS = {  # English, German, French, Spanish and Portuguese
    name: number
    for number, names in enumerate(
        (
            *("jan january januar janvier janv enero janeiro", "feb february februar février févr febrero fevereiro"),
            *("mar march märz mrz mars marzo março", "apr april avril avr abril", "may mai mayo maio"),
            *("jun june juni juin junio junho", "jul july juli juillet juil julio julho", "aug august août agosto"),
            *("sep sept september septembre septiembre setembro", "oct october okt oktober octobre octubre outubro"),
            *("nov november novembre noviembre novembro", "dec december dez dezember décembre déc diciembre dezembro"),
        ),
        start=1,
    )
    for name in names.split()
}
_MAX_HOUR = 29  # 25:30 is half past one on the next day
_MONTH = r"(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DATES = tuple(
    re.compile(rf"(?:{pattern})(?![\d/-])", re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})\s?[-/.年년]\s?(?P<month>\d{1,2})\s?[-/.月월]\s?(?P<day>\d{1,2})(?:\s?[日일]|\.$)?",
        r"(?P<year>[2-6]\d)年\s?(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日",  # below 20, it may be an era's year
        r"['’](?P<year>\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?",
        r"(?P<era>令和|平成|昭和|[RHS])\.?\s?(?P<of_era>\d{1,2}|元)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?",
        r"(?P<left>\d{1,2})(?P<sep>[-/.])(?P<right>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[-/\s](?:de\s)?{_MONTH}[-/,\s]\s?(?:de\s)?(?P<year>\d{{4}}|\d{{2}}(?![:.]))",
        rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})",
        r"(?P<month>\d{1,2})\s(?P<day>\d{1,2}),\s?(?P<year>\d{4})",
        # X's and Java's own order, with the year at the end: Tue Feb 24 11:35:52 +0000 2015
        rf"{_MONTH}\s(?P<day>\d{{1,2}})\s(?P<inner>\d{{1,2}}:\d\d:\d\d\s?(?:[a-z]{{3,4}}|[-+]\d{{4}})?)\s(?P<year>\d{{4}})$",
    )
)
_HALF = r"午前|午後|上午|下午|오전|오후|[ap]\.?m\.?"
_TIME = re.compile(
    rf"(?P<before>{_HALF})?\s?(?P<hour>\d{{1,2}})(?:[:.]|時\s?|\s?h\s?(?=\d\d|$)|(?=\s?[ap]\.?m))"
    r"(?:(?P<minute>\d{1,2})(?:分\s?|(?=\D|$)))?"
    rf"(?:[:.]?(?P<second>\d{{1,2}})(?:[.,](?P<fraction>\d{{1,9}}))?秒?)?\s?(?P<after>{_HALF})?",
    re.IGNORECASE,
)
_AROUND = re.compile(  # what a review page writes around the day
    r"^(?:reviewed|posted|written|submitted|published|received|created|updated)\b[^\d]{0,60}?(?:\bon\s|:\s?)"
    r"|^(?:投稿|受付|回答|作成|更新|レビュー)(?:日時|日)?\s?:\s?"
    r"|(?<=日)(?:に[^\d]{0,40})?(?:レビュー済み|投稿|受付|回答|作成|更新)$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"^(?:T(?=\d)|\s?,?\s?(?:at|um|à)\s)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{4})-(\d{3})")
_WEEKDAY = re.compile(
    r"\s?\([月火水木金土日](?:曜日?)?\)|(?<=日)\s?[月火水木金土日]曜日?"
    r"|^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s"
    r"|^(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)\.?,?\s(?=\d)"
    r"|^(?:lun|mar|mercre|jeu|vendre|same)di,?\s|^dimanche,?\s|^(?:lun|mar|mer|jeu|ven|sam|dim)\.,?\s(?=\d+\s[^\W\d])",
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
    text = re.sub(r"^'(?=\d{4})", "", text)  # which a spreadsheet puts before a cell that is text
    if re.match(r"\d{4}-\d\d-\d\d", text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass  # such as 2015-02-24 11:35:52 -0800, which is not quite ISO
    text = " ".join(_WEEKDAY.sub(" ", _AROUND.sub("", text), count=1).split())
    match = _date(text)
    if match:
        rest = match.groupdict().get("inner") or text[match.end() :]
        return _with_time(_day(match.groupdict(), order, raw), _JOINT.sub("", rest).strip(" ,、"), raw)
    return _time_first(text, order, raw)


def parse_clock(raw: str) -> timedelta:
    """The time since midnight that the text holds alone, such as 9:30 or 午後3時.

    Raises ValueError, whose text is the reason; 10.5 may be hours, and is no time of the day.
    """
    text = " ".join(unicodedata.normalize("NFKC", raw).split())
    clock = _TIME.fullmatch(text)
    if clock is None or re.fullmatch(r"[\d.]+", text):
        raise ValueError(say("collect.value.no_clock"))
    return _since_midnight(clock, raw)


def _date(text: str) -> re.Match[str] | None:
    """The date at the beginning of the text."""
    return next(filter(None, (pattern.match(text) for pattern in _DATES)), None)


def _time_first(text: str, order: Order | None, raw: str) -> datetime:
    """A date with the time before it, such as 10:00 May 1, 2026, or a year and the number of the day in it."""
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal and 1 <= int(ordinal[2]) <= 366:
        return datetime(int(ordinal[1]), 1, 1) + timedelta(days=int(ordinal[2]) - 1)
    for gap in re.finditer(r"[\s,、]+", text):
        rest = text[gap.end() :]
        match = _date(rest)
        if match and _TIME.fullmatch(text[: gap.start()]):
            clock = f"{text[: gap.start()]} {rest[match.end() :].strip()}".strip()
            return _with_time(_day(match.groupdict(), order, raw), clock, raw)
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
    zone = zone_of(rest)
    if rest and zone is None:
        raise ValueError(say("collect.value.unknown_zone", rest=rest[:40], raw=raw[:40]))
    return moment.replace(tzinfo=zone)


def _since_midnight(clock: re.Match[str], raw: str) -> timedelta:
    hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second"))
    half = (clock["before"] or clock["after"] or "").lower().replace(".", "")
    if half in ("pm", "午後", "下午", "오후") and hour < 12:
        hour += 12
    elif half in ("am", "午前", "上午", "오전") and hour == 12:
        hour = 0
    if hour > _MAX_HOUR or minute > 59 or second > 60:
        raise ValueError(say("collect.value.no_such_time", raw=raw[:40]))
    micros = int((clock["fraction"] or "").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micros)
