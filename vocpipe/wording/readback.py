"""Numbers and days read back from how a language writes them, for files in which they are numbers and days again.

What `formats` writes comes back without loss but for the digits that were not written.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from vocpipe.wording.formats import NOTHING
from vocpipe.wording.sentences import Language, say, templates

_NUMBER = r"[+−]?\d{1,3}(?:,\d{3})*(?:\.\d+)?"
_PLACE = re.compile(r"\\\{(\w+)\\\}")


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it was written: kind is number, signed, percent, ratio, day or month; digits: its decimals."""

    kind: str
    value: float | date
    digits: int = 0


def number_in(text: str, language: Language) -> Written | None:
    """The number that the text is, with its sign, as a share if it is a percentage; None if it is anything else."""
    if match := re.fullmatch(rf"({_NUMBER})(%?)", text):
        digits = len(match[1].partition(".")[2])
        value = float(match[1].replace(",", "").replace("−", "-"))
        if match[2]:
            return Written("percent", round(value / 100, digits + 2), digits)
        return Written("signed" if match[1][0] in "+−" else "number", value, digits)
    if match := re.fullmatch(_pattern("format.ratio", language), text):
        written = number_in(match["ratio"], language)
        return Written("ratio", written.value, written.digits) if written else None
    return None


def numbers_in(text: str, language: Language) -> tuple[Written | None, Written | None, Written | None] | None:
    """(the number, the low and the high end of its interval) of "12", "3 to 27" or "12 (3 to 27)"; None otherwise."""
    if match := re.fullmatch(_pattern("format.with_interval", language), text):
        value, ends = number_in(match["value"], language), numbers_in(match["interval"], language)
        return (value, ends[1], ends[2]) if value and ends and ends[1] else None
    if match := re.fullmatch(_pattern("format.interval", language), text):
        low, high = number_in(match["low"], language), number_in(match["high"], language)
        return (None, low, high) if low and high else None
    number = number_in(text, language)
    return None if number is None else (number, None, None)


def day_in(text: str, language: Language) -> Written | None:
    """The day that the text is, or the first day of the month; None if it is anything else."""
    for kind, key in (("day", "format.date"), ("month", "format.month")):
        if match := re.fullmatch(_pattern(key, language), text):
            return _dated(kind, match.groupdict(), language)
    return None


def is_nothing(text: str) -> bool:
    """Whether the text stands for a missing number."""
    return text in ("", NOTHING)


def _dated(kind: str, found: dict[str, str], language: Language) -> Written | None:
    try:
        return Written(kind, date(int(found["year"]), _months(language)[found["month_name"]], int(found.get("day", 1))))
    except ValueError:
        return None


@cache
def _pattern(key: str, language: Language) -> str:
    """The template under `key` as a regular expression with a group for each place."""
    names = "|".join(map(re.escape, _months(language)))
    places = {"year": r"\d{4}", "day": r"\d{1,2}", "month_name": names, "ratio": _NUMBER}
    return _PLACE.sub(lambda at: f"(?P<{at[1]}>{places.get(at[1], '.+?')})", re.escape(templates(language)[key]))


@cache
def _months(language: Language) -> dict[str, int]:
    return {say(f"format.month_name.m{month}", language): month for month in range(1, 13)}
