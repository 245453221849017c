"""The values of one KPI as pages write them, and its months as a figure whose title says what has changed."""

from dataclasses import dataclass
from datetime import date
from math import hypot
from typing import Any

from vocpipe.app.components.curves import Write, curve, shown_events
from vocpipe.app.components.event_lines import event_names
from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Figure, Table
from vocpipe.app.context import PageContext
from vocpipe.app.words import Words


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI of the snapshot, with the words to write it in."""

    words: Words
    row: dict[str, Any]

    @property
    def key(self) -> str:
        """Its id."""
        return str(self.row["kpi_id"])

    @property
    def name(self) -> str:
        """Its name in the viewer's language."""
        return str(self.row[f"name_{self.words.lang}"])

    @property
    def about(self) -> str:
        """How it is computed."""
        return str(self.row[f"about_{self.words.lang}"])

    @property
    def is_percent(self) -> bool:
        """Whether its values are shares from 0 to 1."""
        return bool(self.row["unit"] == "percent")

    @property
    def write(self) -> Write:
        """A value in words."""
        digits = int(self.row["digits"])
        if self.is_percent:
            return lambda value: self.words.percent(value, digits)
        if self.row["unit"] == "money":
            return self.words.money
        if self.row["kpi_name"] == "nps":
            return lambda value: self.words.signed(value, digits)
        return lambda value: self.words.number(value, digits)

    def with_interval(self, row: dict[str, Any]) -> str:
        """The value of a row with its interval."""
        ends = self.words("curve.interval", low=self.write(row["low"]), high=self.write(row["high"]))
        return self.words.with_interval(self.write(row["value"]), ends)

    def with_sign(self, change: "Change") -> str:
        """A change with its sign and interval; of a share in percentage points."""
        digits = int(self.row["digits"])
        low, high = (self.scaled(end) for end in (change.low, change.high))
        ends = self.words.interval(low, high, digits)
        return self.words.with_interval(self.words.signed(self.scaled(change.value), digits), ends)

    def scaled(self, value: float) -> float:
        """A value as charts draw it: shares in percent."""
        return 100 * value if self.is_percent else value


def of_months(context: PageContext, kpi: Kpi) -> Figure | str:
    """The KPI by month; one gray line instead if fewer than two whole months have a value."""
    words = context.words
    rows = context.rows("kpi_months", kpi=kpi.key, by="all")
    known = known_months(rows)
    if len(known) < 2:
        return words("kpi.no_curve", least=words.number(context.facts.min_responses))
    drawn = scaled_rows(kpi, known)
    events = context.rows("calendar")
    write = write_scaled(kpi)
    names = words.facts(event_names(words, shown_events(drawn, events)))
    return Figure(
        compared(kpi, _before(known), known[-1]),
        curve(words, drawn, events, write, pick=True),
        behind(kpi, f"kpi_{kpi.key}", rows),
        names,
    )


def newest_month(context: PageContext, kpi: Kpi) -> date:
    """The newest whole month with a value; there must be one."""
    newest: date = known_months(context.rows("kpi_months", kpi=kpi.key, by="all"))[-1]["month"]
    return newest


def known_months(rows: Rows) -> Rows:
    """The rows of kpi_months that are of whole months and have a value."""
    return [row for row in rows if row["value"] is not None and row["is_complete"]]


def scaled_rows(kpi: Kpi, rows: Rows) -> Rows:
    """The rows with value, low and high as charts draw them."""
    return [{**row, **{name: kpi.scaled(row[name]) for name in ("value", "low", "high")}} for row in rows]


def write_scaled(kpi: Kpi) -> Write:
    """A value as charts draw it, in words."""
    return lambda value: kpi.write(value if value is None or not kpi.is_percent else value / 100)


def compared(kpi: Kpi, before: dict[str, Any], now: dict[str, Any]) -> str:
    """The value of a month, and how it compares with that of another one."""
    words = kpi.words
    places = {
        "kpi": kpi.name,
        "value": kpi.with_interval(now),
        "month": words.month(now["month"]),
        "before": words.month(before["month"]),
        "value_before": kpi.write(before["value"]),
    }
    return words(f"kpi.{change(before, now).direction}", **places)


def _before(known: Rows) -> dict[str, Any]:
    """The month a year before the newest one, or else the first one."""
    now = known[-1]["month"]
    year_ago = now.replace(year=now.year - 1)
    return next((row for row in known if row["month"] == year_ago), known[0])


@dataclass(frozen=True, slots=True)
class Change:
    """The difference of two values of a KPI, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def direction(self) -> str:
        """up, down or same: whether the interval leaves out 0."""
        return "up" if self.low > 0 else "down" if self.high < 0 else "same"


def change(before: dict[str, Any], now: dict[str, Any]) -> Change:
    """How much the value has changed.

    The interval is made of those of both, by method 10 of Newcombe (1998), as if the values were independent: of the
    same customers they rise and fall together, so that a difference is told too seldom rather than too often.
    """
    gap = now["value"] - before["value"]
    low = gap - hypot(now["value"] - now["low"], before["high"] - before["value"])
    return Change(gap, low, gap + hypot(now["high"] - now["value"], before["value"] - before["low"]))


def behind(kpi: Kpi, name: str, rows: Rows) -> Table:
    """The table of the months behind a chart; rows: of kpi_months."""
    words = kpi.words
    names = ("chart.month", "curve.low", "curve.high", "curve.n", "kpi.note")
    month, *rest = (words(key) for key in names)
    lines = [line(kpi, words.month(row["month"]), row) for row in rows]
    return Table(name, [month, kpi.name, *rest], lines, numeric=[1, 2, 3, 4])


def line(kpi: Kpi, name: str, row: dict[str, Any]) -> list[str]:
    """One row of a table of values: its name, value, interval, n, and why there is no value, or that it may change."""
    words = kpi.words
    remark = words.reason(row) or ("" if row["is_complete"] else words("kpi.open"))
    return [name, *(kpi.write(row[key]) for key in ("value", "low", "high")), words.number(row["n"]), remark]
