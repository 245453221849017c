"""Reading a table of feedback: its columns by the settings, a vendor's profile, their names and their cells."""

from collections.abc import Iterator
from itertools import islice

from vocpipe.collect.parsing.cells import Sheet, each_row, sheet_of
from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.free_text import guess_text
from vocpipe.collect.parsing.grid import Grid, cell_text, open_grid
from vocpipe.collect.parsing.headers import created_words, feedback_columns
from vocpipe.collect.parsing.moments import pair_clock
from vocpipe.collect.reader import Evidence, Reading
from vocpipe.collect.tabular.ids import check_ids
from vocpipe.collect.tabular.profile import Profile
from vocpipe.collect.tabular.voices import voices_of
from vocpipe.errors import ReadError
from vocpipe.records import Outcome
from vocpipe.wording import say

_SAMPLE = 2000  # rows that the text column is guessed from


def read_table(reading: Reading, profile: Profile | None = None, *, grid: Grid | None = None) -> Iterator[Outcome]:
    """One outcome per row under the header; `profile`: what is known of the vendor's export.

    `grid`: the table in the file, where the vendor's file has to be taken apart first.

    Raises ReadError if the settings name columns that are not there, or nothing looks like text or a score.
    """
    grid = grid or open_grid(reading)
    sheet = _sheet(grid, reading, profile)
    several = isinstance(reading.source.columns.get("text"), list) or (profile is not None and profile.several_texts)
    yield from each_row(grid, sheet, voices_of(sheet, several=several, profile=profile).outcome)


def _sheet(grid: Grid, reading: Reading, profile: Profile | None) -> Sheet:
    source = reading.source
    vendor = profile.columns if profile else {}
    columns = feedback_columns(grid.header, source.columns, score_type=source.score_type, vendor=vendor)
    pair_clock(grid, columns, created_words())
    if "text" not in columns.of and "text" not in vendor:
        _guess_text(grid, columns, reading)
    if "email" in vendor and "email" not in columns.explicit:
        _drop_names(grid, columns)
    score_type = source.score_type or (profile.score.type if profile else None) or columns.score_type
    typed = score_type is not None or (profile is not None and bool(profile.score.by))
    if "score" in columns.of and not typed:
        name = grid.header[columns.of.pop("score")[0]]
        reading.warnings.append(say("collect.warning.which_score", column=name))
    if not {"text", "score", "title"} & columns.of.keys():
        raise ReadError(say("collect.file.no_feedback_columns", columns=", ".join(grid.header)))
    if profile and profile.without_text and "text" not in columns.of:
        reading.warnings.append(say(profile.without_text))
    check_ids(grid, columns, reading)
    return sheet_of(grid, columns, reading, times=("created_at", "updated_at"), score_type=score_type)


def _drop_names(grid: Grid, columns: Columns) -> None:
    """Leave the column of addresses aside if there are none in it: a vendor's may hold people's names alone."""
    at = columns.first("email")
    if at is not None and not any("@" in cell_text(cells[at]) for _, cells in grid.rows() if at < len(cells)):
        del columns.of["email"]


def _guess_text(grid: Grid, columns: Columns, reading: Reading) -> None:
    sample = [[cell_text(cell) for cell in cells] for _, cells in islice(grid.rows(), _SAMPLE)]
    number = guess_text(sample, set(range(len(grid.header))) - columns.taken)
    if number is not None:
        columns.give("text", [number], Evidence.CELLS)
        reading.warnings.append(say("collect.warning.guessed_text", column=grid.header[number]))
