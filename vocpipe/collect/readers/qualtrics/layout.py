"""Qualtrics' header rows: the names of the columns, under them the questions, and under those the ids as JSON."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.grid import cell_text, open_grid
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.json_text import parse_json
from vocpipe.collect.reader import Reading
from vocpipe.collect.surveys.form import Form
from vocpipe.collect.tabular.profile import profile_of
from vocpipe.wording import say

_GROUP = re.compile(r"(.+)_NPS_GROUP", re.IGNORECASE)
_OWN_WORDS = re.compile(r"QID\d+(?:#\d+)?(?:_\d+)*_TEXT")
_RESPONSE = re.compile(r"(?:R|FS|SR)_\w{5,}")
_LEGACY = re.compile(r"V\d+")


def open_table(reading: Reading) -> tuple[Form, ZoneInfo | None]:
    """The responses, with the questions from the rows under the header, and the time zone that one of these states."""
    grid = _below_tags(_open(reading), reading)
    first, second = [*_head(grid), [], []][:2]
    if ids := _ids(first):
        questions: Sequence[str] = []
        below = 1
    elif ids := _ids(second):
        questions, below = first, 2
    else:
        below = int(bool(first) and not _is_response(first, grid))
        questions = first if below else []
    rest = replace(grid, rows=lambda: islice(grid.rows(), below, None))
    return _form(rest, questions, ids), _zone(ids)


def nps_columns(names: Sequence[str]) -> dict[int, str]:
    """The columns that have one of NPS groups beside them, as scores."""
    groups = {match[1] for name in names if (match := _GROUP.fullmatch(name))}
    return {at: "nps" for at, name in enumerate(names) if name in groups}


def own_words(ids: Mapping[int, str]) -> frozenset[int]:
    """The columns that hold own words by their ids, such as QID2_TEXT."""
    return frozenset(at for at, ident in ids.items() if _OWN_WORDS.fullmatch(ident))


def _open(reading: Reading) -> Grid:
    """The table whose header is the row with Qualtrics' names, whatever stands in other rows."""
    known = {name: name for names in profile_of("qualtrics").columns.values() for name in names}
    seeking = replace(reading, source=reading.source.model_copy(update={"columns": known}))
    grid = open_grid(seeking)
    reading.encoding = seeking.encoding
    return grid


def _below_tags(grid: Grid, reading: Reading) -> Grid:
    """The table without the row V1, V2 … of older exports above its header, which is no title to warn of."""
    if _LEGACY.fullmatch(grid.header[0]):  # the header was not found below it
        first = next(islice(grid.rows(), 1), (1, []))
        names = [cell_text(cell).strip() or grid.header[at] for at, cell in enumerate(first[1])]
        return Grid(names, names, first[0], lambda: islice(grid.rows(), 1, None), grid.decoded)
    tags = say("collect.warning.rows_above", n=1, row=grid.line)
    if fold(grid.header[0]) == "responseid" and tags in reading.warnings:
        reading.warnings.remove(tags)
    return grid


def _head(grid: Grid) -> list[list[str]]:
    return [[cell_text(cell) for cell in cells] for _, cells in islice(grid.rows(), 2)]


def _ids(cells: Sequence[str]) -> dict[int, dict[str, Any]]:
    """Column -> what its cell of JSON says; empty if the row is not the one of ids."""
    found = {at: value for at, cell in enumerate(cells) if (value := _import_id(cell)) is not None}
    return found if 2 * len(found) >= len([cell for cell in cells if cell.strip()]) else {}


def _import_id(cell: str) -> dict[str, Any] | None:
    if "ImportId" not in cell:
        return None
    try:
        value = parse_json(cell)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _is_response(cells: Sequence[str], grid: Grid) -> bool:
    """Whether a row holds a response, and not the questions."""
    by_name = {fold(name): cell for name, cell in zip(grid.header, cells, strict=False)}
    ident = by_name.get("responseid")
    if ident is not None:
        return bool(_RESPONSE.fullmatch(ident.strip()))
    return any(char.isdigit() for name in ("startdate", "recordeddate") for char in by_name.get(name, ""))


def _form(grid: Grid, questions: Sequence[str], ids: Mapping[int, Mapping[str, Any]]) -> Form:
    plain = {at: _plain(text) for at, text in enumerate(questions) if text.strip()}
    import_ids = {at: str(value.get("ImportId", "")) for at, value in ids.items()}
    scores = nps_columns(grid.header) | nps_columns([import_ids.get(at, "") for at in range(len(grid.header))])
    return Form(grid, questions=plain, scores=scores, texts=own_words(import_ids))


def _plain(question: str) -> str:
    """A question without the markup and the line breaks that it may have."""
    return " ".join(BeautifulSoup(question, "html.parser").get_text(" ").split())


def _zone(ids: Mapping[int, Mapping[str, Any]]) -> ZoneInfo | None:
    for value in ids.values():
        name = value.get("timeZone")
        if isinstance(name, str):
            try:
                return ZoneInfo(name)
            except (KeyError, ValueError, OSError):
                return None
    return None
