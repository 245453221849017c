"""Numbers, shares, intervals, dates and times as each language writes them.

English and Japanese group digits and mark decimals alike; only words and the order of a date differ, and those are in
the group `format` of the templates. docs/decisions/0006-no-cldr-library.md says why no library does this.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from vocpipe.wording.sentences import Language, amount, say

NOTHING = "–"  # in place of a missing number
_FIRST_RATIO_WITH_ONE_DIGIT = 10


def number(value: float | None, digits: int = 0) -> str:
    """1,234.5, or a dash if there is no number."""
    return NOTHING if value is None else f"{value:,.{digits}f}"


def percent(share: float | None, digits: int = 1) -> str:
    """A share of 0 to 1 as a percentage: 12.3%."""
    return NOTHING if share is None else f"{100 * share:.{digits}f}%"


def signed(value: float | None, digits: int = 0) -> str:
    """A number with its sign: +12, −3 (with the minus sign, not a hyphen), 0."""
    if value is None:
        return NOTHING
    rounded = round(value, digits)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):,.{digits}f}"


def ratio_number(value: float | None) -> str:
    """A ratio as a number: two decimals below ten, one from ten on."""
    return number(value, 2 if value is None or value < _FIRST_RATIO_WITH_ONE_DIGIT else 1)


def interval(low: str, high: str, language: Language) -> str:
    """Both ends of an interval, formatted already, as "−17.0 to +1.0"; a dash if there is no interval."""
    return NOTHING if NOTHING in (low, high) else say("format.interval", language, low=low, high=high)


def day(value: date | None, language: Language) -> str:
    """A day: 31 Oct 2026, 2026年10月31日."""
    return NOTHING if value is None else _dated("format.date", value, language)


def month(value: date, language: Language) -> str:
    """The month of a day: Oct 2026, 2026年10月."""
    return _dated("format.month", value, language)


def moment(utc: datetime | None, zone: ZoneInfo, language: Language) -> str:
    """A UTC time (without zone) as day, hour and minute in `zone`."""
    if utc is None:
        return NOTHING
    local = utc.replace(tzinfo=UTC).astimezone(zone)
    return f"{day(local.date(), language)} {local:%H:%M}"


def age(days: int | None, language: Language) -> str:
    """How long ago: today, 1 day ago, 12 days ago."""
    if days is None:
        return NOTHING
    return say("format.today", language) if days <= 0 else say("format.ago", language, days=amount("day", days))


def _dated(key: str, value: date, language: Language) -> str:
    name = say(f"format.month_name.m{value.month}", language)
    return say(key, language, year=value.year, month_name=name, day=value.day)
