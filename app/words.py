"""The explorer's words and numbers in the viewer's language.

The words are in the group `explorer` of vocpipe/wording/en.toml and ja.toml.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.app.text import plain
from vocpipe.mixed_themes import is_mixed_name
from vocpipe.wording import Language, amount, formats, say, templates

_WITH_CENTS = 100  # below it an amount of money is written with cents, where the currency has any


class Words:
    """The words of one language; times are shown in the time zone `zone`, amounts in the `currency` if it is known."""

    def __init__(self, lang: Language, zone: str = "UTC", currency: str | None = None) -> None:
        self.lang = lang
        self.currency = currency
        self.zone = ZoneInfo(zone)

    def __call__(self, key: str, **places: object) -> str:
        """The text under `key` of the group `explorer`, filled in.

        Raises KeyError for an unknown key or a missing place: both are mistakes in the code.
        """
        return say(f"explorer.{key}", self.lang, **places)

    def amount(self, what: str, n: int) -> str:
        """A count with its noun: "1 answer", "12 answers"."""
        return amount(what, n).in_(self.lang)

    def of(self, group: str, value: object, *, otherwise: str | None = None) -> str:
        """The word for a value of the data; a value without a word, like a source's name, is returned unchanged."""
        key = f"explorer.{group}.{str(value).replace(' ', '_')}"
        return templates(self.lang).get(key, otherwise or str(value))

    def label(self, group: str, value: object) -> str:
        """The word for a value of the data as the label of a widget that reads Markdown: pills, tabs, metrics."""
        return plain(self.of(group, value))

    def theme(self, row: dict[str, Any]) -> str:
        """A theme's name in this language, or in the other if it has only that; marked if it is mixed."""
        names = (row.get(column) for column in (f"name_{self.lang}", "name", "name_ja", "name_en", "theme_id"))
        name = next(str(name) for name in names if name)
        return self("theme.mixed", name=name) if is_mixed_name(name) else name

    def segment(self, kind: str, segment: str) -> str:
        """A segment's name; for a plan, its name in the customers file."""
        return segment if kind == "plan" else self.of("segment", f"{kind}_{segment}", otherwise=segment)

    def reason(self, row: dict[str, Any]) -> str:
        """The reason of a row's verdict in this language."""
        return str(row.get(f"reason_{self.lang}") or row.get("reason_en") or "")

    def facts(self, parts: Iterable[str | None]) -> str:
        """Facts side by side, "Done · 1 Sep 2026"; empty ones are left out. Never for the parts of a sentence."""
        return " · ".join(part for part in parts if part)

    def number(self, value: float | None, digits: int = 0) -> str:
        """1,234.5, or a dash if there is no number."""
        return formats.number(value, digits)

    def money(self, value: float | None) -> str:
        """An amount as the language writes the currency, "¥29,800", a small one with cents; else a plain number."""
        if value is None or self.currency is None:
            return self.number(value)
        from babel.numbers import format_currency

        has_cents = abs(value) < _WITH_CENTS
        form = None if has_cents else "¤#,##0"
        written = format_currency(value, self.currency, form, self.lang, currency_digits=has_cents)
        # Japanese fonts draw the wide sign as wide as two figures; with figures the narrow one stands.
        return written.replace("￥", "¥")

    @property
    def money_sign(self) -> str:
        """What stands before an amount, "¥"; empty without a currency."""
        return "" if self.currency is None else self.money(_WITH_CENTS).split("1")[0]

    def percent(self, share: float | None, digits: int = 1) -> str:
        """A share of 0 to 1 as a percentage."""
        return formats.percent(share, digits)

    def signed(self, value: float | None, digits: int = 0) -> str:
        """A number with its sign: +12, −3, 0."""
        return formats.signed(value, digits)

    def ratio(self, value: float | None, digits: int | None = None) -> str:
        """A ratio, "×2.04": two decimals below ten and one above, unless `digits` is given."""
        if value is None:
            return formats.NOTHING
        written = formats.ratio_number(value) if digits is None else formats.number(value, digits)
        return say("format.ratio", self.lang, ratio=written)

    def interval(self, low: float | None, high: float | None, digits: int = 0) -> str:
        """Both ends of an interval of signed numbers."""
        return formats.interval(formats.signed(low, digits), formats.signed(high, digits), self.lang)

    def shares(self, low: float | None, high: float | None, digits: int = 1) -> str:
        """Both ends of an interval of shares, as percentages."""
        return formats.interval(formats.percent(low, digits), formats.percent(high, digits), self.lang)

    def ratios(self, low: float | None, high: float | None, digits: int | None = None) -> str:
        """Both ends of an interval of ratios, digits as for `ratio`."""
        ends = [formats.ratio_number(end) if digits is None else formats.number(end, digits) for end in (low, high)]
        return formats.interval(ends[0], ends[1], self.lang)

    def with_interval(self, value: str, interval: str) -> str:
        """A number with its interval in brackets, "×1.9 (1.3 to 2.8)"; the number alone if it has no interval."""
        if interval == formats.NOTHING:
            return value
        return say("format.with_interval", self.lang, value=value, interval=interval)

    def day(self, day: date | None) -> str:
        """A day as this language writes it."""
        return formats.day(day, self.lang)

    def month(self, day: date) -> str:
        """A day's month as this language writes it."""
        return formats.month(day, self.lang)

    def moment(self, utc: datetime | None) -> str:
        """A time stored in UTC, as the day and hour in the workspace's time zone."""
        return formats.moment(utc, self.zone, self.lang)

    def age(self, days: int | None) -> str:
        """How long ago, in days."""
        return formats.age(days, self.lang)


def folded(text: str) -> str:
    """The text as a search compares it: case and width do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()
