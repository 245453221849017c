"""Marketo's activities: who did what, when, and the answers and messages in their attributes.

One file holds visits, opened mail, filled forms, chats and unsubscriptions, so that several readers share it.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import Columns, Vocabulary, fold
from vocpipe.collect.parsing.grid import open_grid, plain_reading
from vocpipe.collect.parsing.json_text import parse_json
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.reader import Reading
from vocpipe.records import Accepted, LeftOut, Outcome
from vocpipe.store.workspace import statement
from vocpipe.wording import say

_OWN_TYPES = 100_000  # types from here on are the company's own, or Dynamic Chat's
_PHP_PAIR = re.compile(r's:\d+:"((?:[^"\\]|\\.)*)";s:\d+:"((?:[^"\\]|\\.)*)"')
_PREFIX = "attributes."
_NEEDED = {"lead_id", "occurred_at", "type"}


@dataclass(slots=True)
class Activity:
    """One activity. `asset`: the page, mail or form. `attributes`: name -> value, as the export has them.

    email: the lead's, where the pull has asked for it.
    """

    guid: str | None
    lead_id: str
    type: int
    occurred_at: datetime | None
    asset: str | None
    email: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def event(self) -> str:
        """What the lead did or what was done, in words; of the company's own types, the number."""
        for group in ("done", "sent", "record"):
            if self.type in types(group):
                return types(group)[self.type]
        return f"activity {self.type}"

    @property
    def is_done_by_lead(self) -> bool:
        """Whether the lead did it, not Marketo or the company."""
        return self.type in types("done") or self.type >= _OWN_TYPES

    @property
    def answers(self) -> list[tuple[str, str]]:
        """(question, answer) of each field of a form that the lead filled out with words."""
        if self.type != _types_by_name()["fill out form"]:
            return []
        values = [value for name, value in self.attributes.items() if fold(name) in _words()["form"]]
        pairs = [pair for value in values for pair in _fields(value)]
        return [(name, answer) for name, answer in pairs if fold(name) not in _words()["not_words"] and answer.strip()]

    @property
    def chat(self) -> str | None:
        """The transcript or message of a chat; None if the activity is none."""
        if self.type < _OWN_TYPES:
            return None
        texts = [value for name, value in self.attributes.items() if fold(name) in _words()["chat"]]
        return next((value for value in texts if value.strip()), None)


def is_activities(path: Path) -> bool:
    """Whether the file has the columns of Marketo's activities."""
    return _is_marketo(_columns(look_at_table(path).header))


def holds(path: Path, wanted: Callable[[Activity], bool]) -> bool:
    """Whether the file has Marketo's activities, and one of them is `wanted`: every row is looked at."""
    if not is_activities(path):
        return False
    found: list[bool] = []

    def note(row: Cells, activity: Activity) -> Outcome:
        found.append(wanted(activity))
        return row.accept(activity)

    return any(found[-1] for outcome in read_activities(plain_reading(path), note) if isinstance(outcome, Accepted))


def read_activities(reading: Reading, outcome: Callable[[Cells, Activity], Outcome]) -> Iterator[Outcome]:
    """`outcome` of every activity in the file; a row without a lead, a type or a time is rejected."""
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, {})
    sheet = sheet_of(grid, columns, reading, times=("occurred_at",))
    yield from each_row(grid, sheet, partial(_outcome, then=outcome))


def leave_out(row: Cells, key: str, activity: Activity) -> LeftOut:
    """The row as left out for the reason under `key`, which may name the `event`."""
    return LeftOut(row.number, say(key, event=activity.event), joined(row.written))


def attributes_of(cell: str | None) -> dict[str, str]:
    """Name -> value of the attributes in a cell: a list of names and values, as the API writes it, or an object."""
    try:
        value: Any = parse_json(cell) if cell else None
    except ValueError:
        return {}
    if isinstance(value, Mapping):
        return {str(name): _text(item) for name, item in value.items() if item is not None}
    pairs = [pair for pair in value if isinstance(pair, Mapping) and "name" in pair] if isinstance(value, list) else []
    return {str(pair["name"]): _text(pair.get("value")) for pair in pairs}


@cache
def types(group: str) -> dict[int, str]:
    """Number -> what it is, of the types in a group of marketo.toml: done, sent, unsubscribed or record."""
    return {int(number): name for number, name in _content()[group].items()}


def _outcome(row: Cells, then: Callable[[Cells, Activity], Outcome]) -> Outcome:
    lead, kind, at = row.ident("lead_id"), row.value("type"), row.time("occurred_at")
    if lead is None:
        return row.reject("collect.row.no_customer")
    if at is None:
        return row.reject("collect.row.no_time")
    number = (kind or "").removesuffix(".0")
    if not (number.isascii() and number.isdigit()):
        return row.reject("matching.row.no_activity_type")
    attributes = attributes_of(row.as_written("attributes")) | _flat_attributes(row)
    return then(row, Activity(row.value("guid"), lead, int(number), at, row.value("asset"), row.email(), attributes))


def _flat_attributes(row: Cells) -> dict[str, str]:
    """The attributes of an activity in JSON, whose names are columns."""
    named = {name.removeprefix(_PREFIX): text for name, text in row.raw.items() if name.startswith(_PREFIX)}
    return {name: text for name, text in named.items() if text.strip()}


def _columns(header: tuple[str, ...]) -> Columns:
    return VOCABULARY.columns(header, {})


def _is_marketo(columns: Columns) -> bool:
    return columns.fields >= _NEEDED and bool(columns.fields & {"asset", "asset_id", "attributes"})


def _fields(value: str) -> list[tuple[str, str]]:
    """(name, text) of the fields of a form: JSON, PHP's way of writing a list, or one text."""
    named = list(attributes_of(value).items()) or _PHP_PAIR.findall(value)
    return named or [("", value)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(map(fold, words)) for name, words in _content()["words"].items()}


@cache
def _types_by_name() -> dict[str, int]:
    return {name: number for number, name in types("done").items()}


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(statement("vocpipe.collect.parsing", "marketo.toml"))


VOCABULARY = Vocabulary(_content()["columns"])
