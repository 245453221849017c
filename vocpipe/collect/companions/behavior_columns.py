"""The columns of a table of what customers do, by their names and cells, and how such a table is told from others."""

import re
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from vocpipe.collect.companions.signs import words
from vocpipe.collect.parsing.columns import Columns, Wanted, fold, merged
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.headers import companion_words, feedback_columns, feedback_words
from vocpipe.collect.parsing.look import Look, look_at_table
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.parsing.system_names import SystemVocabulary, plain_name
from vocpipe.collect.reader import Evidence

_OWN = companion_words("behavior")
_VAGUE = words("behavior", "last", "event")
VOCABULARY = SystemVocabulary(
    merged(feedback_words(), _OWN, fields=list(_OWN)),
    last={"occurred_at": feedback_words()["created_at"], "event": sorted(_VAGUE)},
)
_NAMES = (
    *("behavio", "event", "login", "usage", "activit", "access"),
    *("行動", "利用", "ログイン", "操作", "アクセス", "イベント"),
)
_NO_OPINIONS = (
    "page",
    "url",
    "title",
    "referrer",
    "agent",
    "note",
    "備考",
    "ページ",
    "param",
    "properties",
    "attributes",
)
_MIN_ROWS = 20  # with fewer, every customer may have done one thing
_MOST = 0.8  # of the filled cells
_SELDOM = 0.4  # of the rows
_DAY = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_UTC = ZoneInfo("UTC")


def columns_of(look: Look, wanted: Wanted) -> Columns:
    """Where the fields are; raises ReadError if `wanted`, from the settings, names an unknown field or column.

    A column called id is not the customer's if no two rows share it. Where no name tells, the only column of addresses
    says who, and the only column of times says when.
    """
    columns = VOCABULARY.columns(look.header, wanted)
    at = columns.first("customer_id")
    if at is not None and "customer_id" not in columns.explicit and fold(look.header[at]) == "id":
        idents = look.cells(at)
        if len(idents) >= _MIN_ROWS and len(set(idents)) == len(idents):
            del columns.of["customer_id"]
    for name, are_its in (("email", _are_addresses), ("occurred_at", _are_times)):
        if name not in columns.of:
            found = [at for at in range(len(look.header)) if at not in columns.taken and are_its(look.cells(at))]
            if len(found) == 1:
                columns.give(name, found, Evidence.CELLS)
    return columns


def remarks_in(look: Look) -> list[int]:
    """The columns that are named as text and empty in most rows, as the remarks are that come with orders."""
    at = feedback_columns(look.header, {}).first("text")
    return [] if at is None or not look.rows or len(look.cells(at)) > _SELDOM * len(look.rows) else [at]


def columns_at(path: Path) -> Columns:
    """Where the fields of the table at `path` are, without settings."""
    return columns_of(look_at_table(path), {})


def recognizes(path: Path) -> bool:
    """Whether this is a table of what customers do: who, when, an event or a count, and no opinions."""
    look = look_at_table(path)
    columns = columns_of(look, {})
    if not columns.fields & {"customer_id", "email"} or "occurred_at" not in columns.fields:
        return False
    remarks = [look.header[at] for at in remarks_in(look)] if _is_called_by_them(path) else []
    feedback = feedback_columns([name for name in look.header if name not in remarks], {})
    if feedback.fields & {"text", "score"} or look.has_opinions(except_for=[*_NO_OPINIONS, *remarks]):
        return False
    return _says_what(look, columns) or (_is_named(path, columns) or _repeats_customers(path, look, columns))


def _says_what(look: Look, columns: Columns) -> bool:
    event, count = columns.first("event"), columns.first("n")
    if event is not None and fold(plain_name(look.header[event])) not in _VAGUE:
        return True
    return count is not None and fold(look.header[count]) in words("behavior", "signs", "n")


def _is_named(path: Path, columns: Columns) -> bool:
    return bool(columns.fields & {"event", "n"}) and is_named(path, _NAMES)


def _repeats_customers(path: Path, look: Look, columns: Columns) -> bool:
    """Whether the file's name says what the rows are, and customers come again and again as they do in such a file."""
    who = look.cells(columns.first("customer_id")) or look.cells(columns.first("email"))
    return len(set(who)) < len(who) and _is_called_by_them(path)


def _is_called_by_them(path: Path) -> bool:
    """Whether the file's name says what its rows are, such as orders."""
    return any(word in fold(path.stem) for word in words("behavior", "files", "name"))


def _are_addresses(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(_ADDRESS.fullmatch(cell) is not None for cell in cells) >= _MOST * len(cells)


def _are_times(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(_is_time, cells)) >= _MOST * len(cells)


def _is_time(cell: str) -> bool:
    if len(cell) < len("2026-1-1") or (cell.isdigit() and len(cell) < len("1770000000") and not _DAY.fullmatch(cell)):
        return False
    try:
        parse_time(cell, _UTC)
    except (ValueError, OverflowError):
        return False
    return True
