"""Any CSV, TSV or Excel file with one header row and one row per thing said.

Traps: titles above the header and totals below the rows; ids that a spreadsheet turned into 5.70306E+17; "ids" that
many rows share; day and month in either order; scores written as 4/5 or ★★★★☆; a quote that is never closed.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.cells import DAMAGED_ID, Cells, Sheet, attrs_of, cells_of, days_first, joined
from vocpipe.collect.parsing.excel import SUFFIXES as EXCEL
from vocpipe.collect.parsing.grid import Grid, cell_text, open_grid
from vocpipe.collect.parsing.headers import Columns, feedback_columns, guess_text
from vocpipe.collect.reader import Reader, Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Feedback, Outcome, Rejected
from vocpipe.settings import SourceSettings

SUFFIXES = EXCEL | {".csv", ".tsv", ".tab", ".txt"}
_SAMPLE = 2000  # rows that the text column is guessed from
_SHARED_IDS = 0.1  # share of rows with another row's id, and another text, from which an id column is none
_FEW_SHARED = 5  # … but fewer than so many may be edits


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row under the header.

    Raises ReadError where the settings name columns that are not there, or nothing looks like text or a score.
    """
    grid = open_grid(reading)
    sheet = _sheet(grid, reading)
    for number, cells in grid.rows():
        row = cells_of(sheet, cells)
        yield Rejected(number, row, joined(cells)) if isinstance(row, str) else _outcome(number, row, reading)


def recognizes(path: Path) -> bool:
    """Whether this is a table at all; every other reader is to be asked first."""
    return bool(header_of(path))


def header_of(path: Path) -> list[str]:
    """The header of the table at `path`; empty where it is none, or can't be read."""
    if path.suffix.lower() not in SUFFIXES:
        return []
    try:
        return list(open_grid(plain_reading(path)).header)
    except ReadError:
        return []


def plain_reading(path: Path) -> Reading:
    """A reading of `path` with no settings, to look at a file before there are any."""
    return Reading(path, SourceSettings(name="table", path=path.name), ZoneInfo("UTC"))


def _sheet(grid: Grid, reading: Reading) -> Sheet:
    source = reading.source
    columns = feedback_columns(grid.header, source.columns, score_type=source.score_type)
    if "text" not in columns.of:
        _guess_text(grid, columns, reading)
    score_type = source.score_type or columns.score_type
    if "score" in columns.of and score_type is None:
        name = grid.header[columns.of.pop("score")[0]]
        reading.warnings.append(f"{name!r} looks like a score; say of which kind: score_type = nps, csat, ces or stars")
    if not {"text", "score", "title"} & columns.of.keys():
        raise ReadError(
            f'no column looks like text or a score; name it: columns = {{ text = "…" }}; the file has: '
            f"{', '.join(grid.header)}"
        )
    _check_ids(grid, columns, reading)
    days = days_first(grid, columns, ("created_at", "updated_at"))
    return Sheet(grid.header, columns, reading.timezone, grid.decoded, score_type, days)


def _guess_text(grid: Grid, columns: Columns, reading: Reading) -> None:
    sample = [[cell_text(cell) for cell in cells] for _, cells in islice(grid.rows(), _SAMPLE)]
    found = guess_text(sample, set(range(len(grid.header))) - columns.taken)
    if found is not None:
        columns.of["text"] = [found]
        reading.warnings.append(f"no column is named like text; {grid.header[found]!r} was taken, which reads like it")


def _check_ids(grid: Grid, columns: Columns, reading: Reading) -> None:
    """Warns of ids that a spreadsheet has damaged, and drops a column of "ids" that rows with different texts share."""
    at, texts = columns.one("id"), columns.of.get("text", [])
    if at is None:
        return
    first: dict[str, int] = {}
    rows = damaged = shared = 0
    for _, cells in grid.rows():
        found = cell_text(cells[at]).strip() if at < len(cells) else ""
        if not found:
            continue
        rows += 1
        said = hash(tuple(cell_text(cells[text]) for text in texts if text < len(cells)))
        if DAMAGED_ID.fullmatch(found):
            damaged += 1
        else:
            shared += first.setdefault(found, said) != said
    name = grid.header[at]
    if damaged:
        reading.warnings.append(
            f"{damaged} ids in {name!r} were damaged by a spreadsheet (like 5.70306E+17); ids are made from the content"
        )
    if not shared or "updated_at" in columns.of:
        return  # with a time of update, they are versions of one thing
    if "id" in columns.explicit or shared < _FEW_SHARED or shared < _SHARED_IDS * rows:
        reading.warnings.append(f"{shared} rows have another row's {name!r} and replace it; is it the right id?")
    else:
        del columns.of["id"]
        reading.warnings.append(f"{name!r} is no id: {shared} rows share one with a different text; ids are made")


def _outcome(number: int, row: Cells, reading: Reading) -> Outcome:
    first = _feedback(row)
    texts = [(at, text) for at in row.sheet.columns.of.get("text", []) if (text := row.said(at))]
    if not texts and first.title is None and first.score is None:
        why = f": {row.refused[-1].reason}" if row.refused else ""
        return Rejected(number, f"no text and no score in it{why}", joined(row.texts))
    several = isinstance(reading.source.columns.get("text"), list)
    parts = _parts(first, texts, row.sheet) if several else [first]
    if texts and not several:
        first.text = texts[0][1]
    return Accepted(number, parts, refused=row.refused, raw=dict(row.raw))


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
        created_at=row.time("created_at"),
        created_at_raw=row.as_written("created_at"),
        updated_at=row.time("updated_at"),
        customer_ref=row.ident("customer_id"),
        customer_email=row.email(),
        thread_id=row.ident("thread_id"),
        score_type=None if score is None else row.sheet.score_type,
        score=score,
        url=row.value("url"),
        attrs=attrs,
    )


def _parts(first: Feedback, texts: list[tuple[int, str]], sheet: Sheet) -> list[Feedback]:
    """One part per answered column of text; the first carries the score and the title."""
    places = sheet.columns.of["text"]
    parts = []
    for at, text in texts:
        place = places.index(at)
        part = Feedback(
            source_id=first.source_id if place == 0 or first.source_id is None else f"{first.source_id}-q{place + 1}",
            text=text,
            created_at=first.created_at,
            created_at_raw=first.created_at_raw,
            updated_at=first.updated_at,
            customer_ref=first.customer_ref,
            customer_email=first.customer_email,
            thread_id=first.thread_id or first.source_id,
            part_no=place,
            url=first.url,
            attrs={**first.attrs, "question": sheet.header[at]},
        )
        parts.append(part)
    if not parts:
        return [first]
    parts[0].title, parts[0].score_type, parts[0].score = first.title, first.score_type, first.score
    return parts


READER = Reader("table", "survey", read, recognizes)
