"""The words on screen: every one stands in ja.toml and en.toml, under the same key."""

import tomllib
import unicodedata
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.mixed_themes import is_mixed_name

LANGUAGES = ("ja", "en")
NOTHING = "–"


@cache
def table(lang: str) -> dict[str, str]:
    """The words of one language under dotted keys: "home.title" -> "Home"."""
    text = (resources.files("vocpipe.app") / f"{lang}.toml").read_text(encoding="utf-8")
    return {f"{group}.{key}": word for group, words in tomllib.loads(text).items() for key, word in words.items()}


class Words:
    """One language: its words, and how it writes numbers and dates."""

    def __init__(self, lang: str, zone: str = "UTC") -> None:
        self.lang = lang
        self.zone = ZoneInfo(zone)
        self._table = table(lang)

    def __call__(self, key: str, **values: object) -> str:
        """The word under `key`, with {names} replaced; an unknown key is a mistake in the code and raises KeyError."""
        return self._table[key].format(**values)

    def of(self, group: str, value: object, *, otherwise: str | None = None) -> str:
        """The word for a value of the data; a value without one, like a source's name, stands for itself."""
        return self._table.get(f"{group}.{str(value).replace(' ', '_')}", otherwise or str(value))

    def theme(self, row: dict[str, Any]) -> str:
        """A theme's name in this language, or in the other where it has only that; said to be mixed where it is."""
        names = [
            row.get(f"name_{self.lang}"),
            row.get("name"),
            row.get("name_ja"),
            row.get("name_en"),
            row.get("theme_id"),
        ]
        name = next(str(name) for name in names if name)
        return self("theme.mixed", name=name) if is_mixed_name(name) else name

    def segment(self, kind: str, segment: str) -> str:
        """A segment's name; a plan is called what the customers file calls it."""
        return segment if kind == "plan" else self.of("segment", f"{kind}_{segment}", otherwise=segment)

    def reason(self, row: dict[str, Any]) -> str:
        """The sentence that stands beside a statistic."""
        return str(row.get(f"reason_{self.lang}") or row.get("reason_en") or "")

    def number(self, value: float | None, digits: int = 0) -> str:
        """1,234.5, or a dash where there is no number."""
        return NOTHING if value is None else f"{value:,.{digits}f}"

    def percent(self, share: float | None, digits: int = 1) -> str:
        """A share of 0 to 1 as a percentage."""
        return NOTHING if share is None else f"{100 * share:.{digits}f}%"

    def signed(self, value: float | None, digits: int = 0) -> str:
        """A number with its sign: +12, −3 (with a real minus), 0."""
        if value is None:
            return NOTHING
        rounded = round(value, digits)
        sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
        return f"{sign}{abs(rounded):,.{digits}f}"

    def interval(self, low: float | None, high: float | None, digits: int = 0) -> str:
        """Both ends of an interval of signed numbers."""
        return (
            NOTHING
            if low is None or high is None
            else self("format.interval", low=self.signed(low, digits), high=self.signed(high, digits))
        )

    def shares(self, low: float | None, high: float | None, digits: int = 1) -> str:
        """Both ends of an interval of shares, as percentages."""
        if low is None or high is None:
            return NOTHING
        return self("format.between", low=self.percent(low, digits), high=self.percent(high, digits))

    def ratios(self, low: float | None, high: float | None) -> str:
        """Both ends of an interval of ratios."""
        if low is None or high is None:
            return NOTHING
        return self("format.between", low=self.ratio(low), high=self.ratio(high))

    def ratio(self, value: float | None) -> str:
        """How many times: two digits behind the point below ten, one above."""
        return self.number(value, 2 if value is None or value < 10 else 1)

    def day(self, day: date | None) -> str:
        """A day as this language writes it."""
        if day is None:
            return NOTHING
        return self("format.date", year=day.year, month=day.month, day=day.day, name=self(f"month.m{day.month}"))

    def month(self, day: date) -> str:
        """A day's month as this language writes it."""
        return self("format.month", year=day.year, month=day.month, name=self(f"month.m{day.month}"))

    def moment(self, utc: datetime | None) -> str:
        """A time stored in UTC, as the day and hour in the workspace's time zone."""
        if utc is None:
            return NOTHING
        local = utc.replace(tzinfo=ZoneInfo("UTC")).astimezone(self.zone)
        return f"{self.day(local.date())} {local:%H:%M}"

    def age(self, days: int | None) -> str:
        """How long ago, in days."""
        if days is None:
            return NOTHING
        return (
            self("format.today")
            if days <= 0
            else self("format.days_ago" if days > 1 else "format.day_ago", n=self.number(days))
        )


def folded(text: str) -> str:
    """The text as a search compares it: case and width do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()
