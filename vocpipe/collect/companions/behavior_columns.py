"""The columns of a table of what customers do, by their names and cells, and how such a table is told from others."""

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
_UTC = ZoneInfo("UTC")


def columns_of(look: Look, wanted: Wanted) -> Columns:
    """Where the fields are; raises ReadError if `wanted`, from the settings, names an unknown field or column.

    A column called id is not the customer's if no two rows share it, and the only column of times says when.
    """
    columns = VOCABULARY.columns(look.header, wanted)
    at = columns.first("customer_id")
    if at is not None and "customer_id" not in columns.explicit and fold(look.header[at]) == "id":
        idents = look.cells(at)
        if len(idents) >= _MIN_ROWS and len(set(idents)) == len(idents):
            del columns.of["customer_id"]
    if "occurred_at" not in columns.of:
        times = [at for at in range(len(look.header)) if at not in columns.taken and _are_times(look.cells(at))]
        if len(times) == 1:
            columns.give("occurred_at", times, Evidence.CELLS)
    return columns


def columns_at(path: Path) -> Columns:
    """Where the fields of the table at `path` are, without settings."""
    return columns_of(look_at_table(path), {})


def recognizes(path: Path) -> bool:
    """Whether this is a table of what customers do: who, when, an event or a count, and no opinions."""
    look = look_at_table(path)
    columns = columns_of(look, {})
    if not columns.fields & {"customer_id", "email"} or "occurred_at" not in columns.fields:
        return False
    if _is_feedback(look) or look.has_opinions(except_for=_NO_OPINIONS):
        return False
    return _says_what(look, columns) or (_is_named(path, columns) or _repeats_customers(path, look, columns))


def _is_feedback(look: Look) -> bool:
    """Whether a column is named like text or a score, and not like the notes that a shop makes on an order."""
    found = feedback_columns(look.header, {})
    if "score" in found.fields:
        return True
    at = found.first("text")
    return at is not None and fold(look.header[at]) not in words("behavior", "notes", "name")


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
    folded = fold(path.stem)
    return len(set(who)) < len(who) and any(word in folded for word in words("behavior", "files", "name"))


def _are_times(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(_is_time, cells)) >= _MOST * len(cells)


def _is_time(cell: str) -> bool:
    if len(cell) < len("2026-1-1") or (cell.isdigit() and len(cell) < len("1770000000")):
        return False
    try:
        parse_time(cell, _UTC)
    except (ValueError, OverflowError):
        return False
    return True
