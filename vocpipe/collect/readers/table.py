"""Any CSV, TSV or Excel file with one header row and one row per piece of feedback.

Traps: titles above the header and totals below the rows; ids that a spreadsheet turned into 5.70306E+17; "ids" that
many rows share; day and month in either order; scores written as 4/5 or ★★★★☆; a quote that is never closed.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from vocpipe.collect.parsing.cells import DAMAGED_ID, Cells, Sheet, attrs_of, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.free_text import guess_text
from vocpipe.collect.parsing.grid import Grid, cell_text, header_of, open_grid
from vocpipe.collect.parsing.headers import created_words, feedback_columns
from vocpipe.collect.parsing.moments import pair_clock
from vocpipe.collect.reader import Reader, Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Feedback, Outcome, Rejected
from vocpipe.wording import say

_SAMPLE = 2000  # rows that the text column is guessed from
_MAX_SHARED = 0.1  # of the rows may repeat an id with another text; else the column does not hold ids
_MIN_SHARED = 5  # rows: fewer may be edits


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row under the header.

    Raises ReadError if the settings name columns that are not there, or nothing looks like text or a score.
    """
    grid = open_grid(reading)
    several = isinstance(reading.source.columns.get("text"), list)
    yield from each_row(grid, _sheet(grid, reading), partial(_outcome, several=several))


def recognizes(path: Path) -> bool:
    """Whether this is a table at all; every other reader is to be asked first."""
    return bool(header_of(path))


def _sheet(grid: Grid, reading: Reading) -> Sheet:
    source = reading.source
    columns = feedback_columns(grid.header, source.columns, score_type=source.score_type)
    pair_clock(grid, columns, created_words())
    if "text" not in columns.of:
        _guess_text(grid, columns, reading)
    score_type = source.score_type or columns.score_type
    if "score" in columns.of and score_type is None:
        name = grid.header[columns.of.pop("score")[0]]
        reading.warnings.append(say("collect.warning.which_score", column=name))
    if not {"text", "score", "title"} & columns.of.keys():
        raise ReadError(say("collect.file.no_feedback_columns", columns=", ".join(grid.header)))
    _check_ids(grid, columns, reading)
    return sheet_of(grid, columns, reading, times=("created_at", "updated_at"), score_type=score_type)


def _guess_text(grid: Grid, columns: Columns, reading: Reading) -> None:
    sample = [[cell_text(cell) for cell in cells] for _, cells in islice(grid.rows(), _SAMPLE)]
    number = guess_text(sample, set(range(len(grid.header))) - columns.taken)
    if number is not None:
        columns.of["text"] = [number]
        reading.warnings.append(say("collect.warning.guessed_text", column=grid.header[number]))


def _check_ids(grid: Grid, columns: Columns, reading: Reading) -> None:
    """Warn of ids that a spreadsheet has damaged, and drop a column of "ids" that rows with different texts share."""
    at = columns.first("id")
    if at is None:
        return
    rows, damaged, shared = _count_ids(grid, at, columns.of.get("text", []))
    name = grid.header[at]
    if damaged:
        reading.warnings.append(say("collect.warning.damaged_ids", n=damaged, column=name))
    if not shared or "updated_at" in columns.of:
        return  # with a time of update, they are versions of the same feedback
    if "id" in columns.explicit or shared < _MIN_SHARED or shared < _MAX_SHARED * rows:
        reading.warnings.append(say("collect.warning.shared_ids", n=shared, column=name))
    else:
        del columns.of["id"]
        reading.warnings.append(say("collect.warning.no_ids", n=shared, column=name))


def _count_ids(grid: Grid, at: int, texts: list[int]) -> tuple[int, int, int]:
    """How many rows have an id in column `at`, a damaged one, and one that an earlier row has with another text."""
    first: dict[str, int] = {}
    rows = damaged = shared = 0
    for _, cells in grid.rows():
        ident = cell_text(cells[at]).strip() if at < len(cells) else ""
        if not ident:
            continue
        rows += 1
        content = hash(tuple(cell_text(cells[text]) for text in texts if text < len(cells)))
        if DAMAGED_ID.fullmatch(ident):
            damaged += 1
        else:
            shared += first.setdefault(ident, content) != content
    return rows, damaged, shared


def _outcome(row: Cells, *, several: bool) -> Outcome:
    """The row as one piece of feedback, or as one for each of `several` columns of text."""
    first = _feedback(row)
    texts = [(at, text) for at in row.sheet.columns.of.get("text", []) if (text := row.answer(at))]
    if not texts and first.title is None and first.score is None:
        return Rejected(row.number, _no_words_reason(row), joined(row.texts))
    parts = _parts(first, texts, row.sheet) if several and texts else [first]
    if texts and not several:
        first.text = texts[0][1]
    return Accepted(row.number, parts, refused=row.refused, raw=dict(row.raw))


def _no_words_reason(row: Cells) -> str:
    if row.refused:
        return say("collect.row.no_words_because", reason=row.refused[-1].reason)
    return say("collect.row.no_words")


def _feedback(row: Cells) -> Feedback:
    """The row's only or first part, still without its text."""
    score = row.score()
    attrs = attrs_of(row)
    language = row.value("lang")
    if language:
        attrs["lang"] = language
    return Feedback(
        source_id=row.ident("id"),
        title=row.value("title"),
        created_at=row.moment("created_at", "time_of_day"),
        created_at_raw=_created_as_written(row),
        updated_at=row.time("updated_at"),
        customer_ref=row.ident("customer_id"),
        customer_email=row.email(),
        thread_id=row.ident("thread_id"),
        score_type=None if score is None else row.sheet.score_type,
        score=score,
        url=row.value("url"),
        attrs=attrs,
    )


def _created_as_written(row: Cells) -> str | None:
    return " ".join(filter(None, map(row.as_written, ("created_at", "time_of_day")))) or None


def _parts(first: Feedback, texts: list[tuple[int, str]], sheet: Sheet) -> list[Feedback]:
    """One part per answered column of text; the first carries the score and the title."""
    parts = [_part(first, sheet.columns.of["text"].index(at), text, sheet.header[at]) for at, text in texts]
    parts[0].title, parts[0].score_type, parts[0].score = first.title, first.score_type, first.score
    return parts


def _part(first: Feedback, place: int, text: str, question: str) -> Feedback:
    """The answer in the column of text at `place`."""
    return replace(
        first,
        source_id=first.source_id if place == 0 or first.source_id is None else f"{first.source_id}-q{place + 1}",
        text=text,
        title=None,
        thread_id=first.thread_id or first.source_id,
        part_no=place,
        score_type=None,
        score=None,
        attrs={**first.attrs, "question": question},
    )


READER = Reader("table", "survey", read, recognizes, order=100)
