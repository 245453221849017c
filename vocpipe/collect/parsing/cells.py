"""One row of a table and its fields: ids, e-mail addresses, times and scores, with the values that were refused."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from email.utils import parseaddr
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.amounts import signs_of
from vocpipe.collect.parsing.columns import Columns, code, is_loaded
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.date_order import Order, order_of
from vocpipe.collect.parsing.dates import parse_date, parse_time
from vocpipe.collect.parsing.decoded import Decoded
from vocpipe.collect.parsing.grid import Grid, cell_text
from vocpipe.collect.parsing.limits import limits
from vocpipe.collect.parsing.moments import clock_of
from vocpipe.collect.parsing.not_data import why_not_data
from vocpipe.collect.parsing.numbers import Sign, parse_number
from vocpipe.collect.parsing.scores import parse_score
from vocpipe.collect.parsing.spreadsheet import ERROR_BEGINS, why_no_value
from vocpipe.collect.parsing.textfile import without_odd
from vocpipe.collect.parsing.written_zones import zone_in_name
from vocpipe.collect.reader import Reading
from vocpipe.records import Accepted, Outcome, Refused, Rejected
from vocpipe.wording import say

_Parsed = TypeVar("_Parsed")
NULLS = frozenset({"", "nan", "null", "(null)", "\\n"})
_MISSING = NULLS | {"none", "n/a", "na", "-"}
_LONGEST_MISSING = max(map(len, _MISSING))
_NO_VALUES: Mapping[str, float] = {}
DAMAGED_ID = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,}", re.IGNORECASE)
_ORDER_WARNINGS: dict[Order | None, str] = {
    Order.UNCLEAR: "collect.warning.unclear_year",
    Order.OPEN: "collect.warning.unclear_day",
}
_ADDRESS = re.compile(r"[^@\s()<>,;:\"]+@[^@\s()<>,;:\"]+\.[^@\s()<>,;:\"]+")
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_EXACT_IN_EXCEL = 10**15  # longer numbers have lost their last digits


@dataclass(slots=True)
class Sheet:
    """What holds for every row of one table: its columns and how their cells are read."""

    header: list[str]
    names: list[str]  # the header as written
    columns: Columns
    zone: ZoneInfo
    decoded: Decoded | None
    score_type: str | None = None
    order: dict[str, Order | None] = field(default_factory=dict)  # of year, month and day, by field
    signs: dict[str, Sign] = field(default_factory=dict)  # of decimals, by field
    zones: dict[str, tzinfo] = field(default_factory=dict)  # by field, where the column's name says it
    rest: list[tuple[int, str]] = field(default_factory=list)  # the columns that hold no field


@dataclass(slots=True)
class Cells:
    """One row: its number, its cells as they are, their text by column, and the values refused so far."""

    sheet: Sheet
    number: int
    written: list[Any]  # as many cells as the row has
    typed: list[Any]  # as many as the header has
    texts: list[str]
    raw: dict[str, str]
    refused: list[Refused] = field(default_factory=list)

    def as_written(self, name: str) -> str | None:
        """The text of field `name` as written, None if it is empty."""
        columns = self.sheet.columns.of.get(name)
        return (self.texts[columns[0]].strip() or None) if columns else None

    def value(self, name: str) -> str | None:
        """The text of field `name` without blanks around it; None if it is missing."""
        columns = self.sheet.columns.of.get(name)
        text = self.texts[columns[0]].strip() if columns else ""
        if not text or (text[0] in ERROR_BEGINS and self.is_error(name, text)):
            return None
        return None if len(text) <= _LONGEST_MISSING and text.lower() in _MISSING else text

    def answer(self, at: int) -> str | None:
        """The answer in column `at`; None if it is empty or a database's null, but the word "None" is an answer."""
        text = self.texts[at].strip()
        is_null = len(text) <= _LONGEST_MISSING and text.lower() in NULLS
        return None if is_null or self.is_error(self.sheet.header[at], text) else text

    def typed_value(self, name: str) -> object:
        """The cell of field `name`, as its file types it: text in a CSV, a number or a time perhaps in Excel."""
        return self.typed[self.sheet.columns.of[name][0]]

    def is_error(self, name: str, text: str) -> bool:
        """Whether `text` is an error of a spreadsheet, or a formula; if so, field or column `name` is refused."""
        reason = why_no_value(text)
        if reason:
            self.refuse(name, reason, text)
        return reason is not None

    def refuse(self, name: str, reason: str, raw: str) -> None:
        """Note that the row was accepted without its `name`."""
        self.refused.append(Refused(name, reason, raw))

    def accept(self, record: object) -> Accepted:
        """The row as accepted, with its record."""
        return Accepted(self.number, record=record, refused=self.refused)

    def reject(self, key: str, *, why: int = -1) -> Rejected:
        """The row as rejected, for the reason under `key`.

        If values of it were refused, the reason is that of `key`_because, which quotes refusal number `why`.
        """
        reason = say(f"{key}_because", reason=self.refused[why].reason) if self.refused else say(key)
        return Rejected(self.number, reason, joined(self.written))

    def ident(self, name: str) -> str | None:
        """The id in field `name`; refused if a spreadsheet has damaged it."""
        text = self.value(name)
        if text is None:
            return None
        typed = self.typed_value(name)
        if DAMAGED_ID.fullmatch(text) or (isinstance(typed, int | float) and abs(typed) >= _EXACT_IN_EXCEL):
            self.refuse(name, say("collect.value.digits_lost"), text)
            return None
        return text

    def email(self) -> str | None:
        """The e-mail address, in lower case; the first if the cell lists several, as people with their addresses."""
        text = self.value("email")
        if text is None:
            return None
        if _PLAIN_ADDRESS.fullmatch(text):
            return text.lower()
        normal = unicodedata.normalize("NFKC", text)
        found = _ADDRESS.search(parseaddr(normal)[1]) or _ADDRESS.search(normal)
        if found:
            return found[0].lower()
        self.refuse("email", say("collect.value.no_email"), text)
        return None

    def time(self, name: str) -> datetime | None:
        """The time in field `name`, in UTC."""
        return self._parsed(name, parse_time)

    def moment(self, name: str, clock: str) -> datetime | None:
        """The time in field `name`, in UTC; its time of the day is that in field `clock`, if the table has one."""
        since_midnight = self._since_midnight(clock)
        if since_midnight is None:
            return self.time(name)
        return self._parsed(name, partial(_moment, since_midnight=since_midnight))

    def _since_midnight(self, name: str) -> timedelta | None:
        text = self.value(name)
        if text is None:
            return None
        try:
            return clock_of(self.typed_value(name))
        except ValueError as error:
            self.refuse(name, str(error), text)
            return None

    def day(self, name: str) -> date | None:
        """The day in field `name`."""
        return self._parsed(name, parse_date)

    def decimal(self, name: str) -> float | None:
        """The number in field `name`, perhaps with its currency."""
        text = self.value(name)
        if text is None:
            return None
        typed = self.typed_value(name)
        if isinstance(typed, int | float):
            return float(typed)
        try:
            return parse_number(text, self.sheet.signs.get(name, Sign.OPEN))
        except ValueError as error:
            self.refuse(name, str(error), text)
            return None

    def _parsed(self, name: str, parse: Callable[..., _Parsed]) -> _Parsed | None:
        """Field `name` read by `parse`, from a typed cell if the file has types; refused if that raises ValueError."""
        text = self.value(name)
        if text is None:
            return None
        typed = self.typed_value(name)
        raw = typed if isinstance(typed, date | int | float) else text
        try:
            return parse(raw, zone=self.sheet.zones.get(name, self.sheet.zone), order=self.sheet.order.get(name))
        except ValueError as error:
            self.refuse(name, str(error), text)
            return None

    def score(self, score_type: str | None, values: Mapping[str, float] = _NO_VALUES) -> float | None:
        """The score on its type's scale; `values`: a vendor's code -> the score that it stands for."""
        text = self.value("score")
        if text is None or score_type is None:
            return None
        try:
            return parse_score(values.get(code(text), text) if values else text, score_type)
        except ValueError as error:
            self.refuse("score", str(error), text)
            return None


def sheet_of(
    grid: Grid,
    columns: Columns,
    reading: Reading,
    *,
    times: tuple[str, ...],
    numbers: tuple[str, ...] = (),
    score_type: str | None = None,
) -> Sheet:
    """How the rows of a table are read; `times` and `numbers`: its fields with dates and with numbers.

    Their columns show the order of a date's parts and the decimal sign; one that does not gives a warning.
    """
    reading.columns = columns.uses(grid.header)
    order = _orders(grid, columns, times)
    for name, key in ((name, _ORDER_WARNINGS.get(found)) for name, found in order.items()):
        if key:
            reading.warnings.append(say(key, column=grid.header[columns.of[name][0]]))
    signs, zones = signs_of(grid, columns, numbers, reading), _zones(grid, columns, times)
    zone, taken = zone_of(grid.names, reading), columns.taken
    rest = [(at, name) for at, name in enumerate(grid.header) if at not in taken]
    return Sheet(grid.header, grid.names, columns, zone, grid.decoded, score_type, order, signs, zones, rest)


def each_row(grid: Grid, sheet: Sheet, outcome: Callable[[Cells], Outcome]) -> Iterator[Outcome]:
    """The outcome of every row of the table; what is not a data row is rejected with the reason."""
    for number, cells in grid.rows():
        row = _cells_of(sheet, number, cells)
        yield Rejected(number, row, joined(cells)) if isinstance(row, str) else outcome(row)


def attrs_of(row: Cells) -> dict[str, Any]:
    """Header -> text of the columns that hold no field, without empty cells and a spreadsheet's errors."""
    rest = {name: text for at, name in row.sheet.rest if (text := row.texts[at].strip())}
    return {name: text for name, text in rest.items() if text[0] not in ERROR_BEGINS or not row.is_error(name, text)}


def _moment(
    raw: str | float | datetime | date, zone: tzinfo, *, order: Order | None, since_midnight: timedelta
) -> datetime:
    """The time on the day in `raw`, in UTC."""
    day = parse_date(raw, zone=zone, order=order)
    return parse_time(datetime.combine(day, time()) + since_midnight, zone)


def joined(cells: list[Any]) -> str:
    """The cells of a row as one text, to show a rejected row."""
    return ",".join(cell_text(cell) for cell in cells)


def _cells_of(sheet: Sheet, number: int, cells: list[Any]) -> Cells | str:
    """The row's cells, one for each column of the header; or the reason why it is not a data row."""
    width = len(sheet.header)
    if isinstance(cells, Broken):
        return cells.reason
    texts = [cell_text(cell) for cell in cells]
    if max(map(len, texts), default=0) > limits().cell_characters:
        return say("faults.limit.cell_characters", limit=limits().cell_characters)
    if len(texts) > width and any(text.strip() for text in texts[width:]):
        return say("collect.row.too_many_cells", n=len(cells), width=width)
    missing = width - len(cells)
    texts = [*texts[:width], *[""] * missing]
    raw = dict(zip(sheet.header, texts, strict=True))
    row = Cells(sheet, number, cells, [*cells[:width], *[None] * missing], texts, raw)
    reason = why_not_data(texts, sheet.names, sheet.columns.first("text"))
    if reason:
        return reason
    if sheet.decoded and sheet.decoded.odd:
        pairs = zip(sheet.header, row.texts, strict=True)
        row.texts = [without_odd(name, text, sheet.decoded, row.refused) for name, text in pairs]
    return row


def _zones(grid: Grid, columns: Columns, names: tuple[str, ...]) -> dict[str, tzinfo]:
    """Field -> the zone that the name of its column says."""
    found = {name: zone_in_name(grid.names[columns.of[name][0]]) for name in names if name in columns.of}
    return {name: zone for name, zone in found.items() if zone}


def zone_of(names: Sequence[str], reading: Reading) -> ZoneInfo:
    """The zone of times without one: UTC in what a warehouse's loader wrote, unless the settings give the source's."""
    return ZoneInfo("UTC") if is_loaded(names) and not reading.source.timezone else reading.timezone


def _orders(grid: Grid, columns: Columns, names: tuple[str, ...]) -> dict[str, Order | None]:
    """Field -> the order in which its column writes year, month and day; None if no value needs it or shows it."""
    places = {name: columns.of[name][0] for name in names if name in columns.of}
    return {
        name: order_of(cells[at] for _, cells in grid.rows() if at < len(cells) and isinstance(cells[at], str))
        for name, at in places.items()
    }
