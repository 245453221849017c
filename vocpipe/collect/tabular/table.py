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


def read_table(reading: Reading, profile: Profile | None = None) -> Iterator[Outcome]:
    """One outcome per row under the header; `profile`: what is known of the vendor's export.

    Raises ReadError if the settings name columns that are not there, or nothing looks like text or a score.
    """
    grid = open_grid(reading)
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
    score_type = source.score_type or (profile.score.type if profile else None) or columns.score_type
    typed = score_type is not None or (profile is not None and profile.score.by is not None)
    if "score" in columns.of and not typed:
        name = grid.header[columns.of.pop("score")[0]]
        reading.warnings.append(say("collect.warning.which_score", column=name))
    if not {"text", "score", "title"} & columns.of.keys():
        raise ReadError(say("collect.file.no_feedback_columns", columns=", ".join(grid.header)))
    check_ids(grid, columns, reading)
    return sheet_of(grid, columns, reading, times=("created_at", "updated_at"), score_type=score_type)


def _guess_text(grid: Grid, columns: Columns, reading: Reading) -> None:
    sample = [[cell_text(cell) for cell in cells] for _, cells in islice(grid.rows(), _SAMPLE)]
    number = guess_text(sample, set(range(len(grid.header))) - columns.taken)
    if number is not None:
        columns.give("text", [number], Evidence.CELLS)
        reading.warnings.append(say("collect.warning.guessed_text", column=grid.header[number]))
