"""Reading a table of feedback: its columns by the settings, a vendor's profile, their names and their cells."""

from collections.abc import Iterator

from vocpipe.collect.parsing.cells import each_row, sheet_of
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.decide import columns_for
from vocpipe.collect.tabular.deleted import deletions
from vocpipe.collect.tabular.profile import Profile
from vocpipe.collect.tabular.voices import applies_to, rules_in, voices_of
from vocpipe.errors import ReadError
from vocpipe.records import Outcome
from vocpipe.wording import say


def read_table(reading: Reading, profile: Profile | None = None, *, grid: Grid | None = None) -> Iterator[Outcome]:
    """One outcome per row under the header; `profile`: what is known of the vendor's export.

    `grid`: the table in the file, where the vendor's file has to be taken apart first.

    Raises ReadError if the settings name columns that are not there, or nothing looks like text or a score.
    """
    grid = grid or open_grid(reading)
    rules = rules_in(grid.header, [*deletions(profile), *(profile.left_out if profile else ())])
    decision = columns_for(grid, reading, profile, is_aside=lambda texts: applies_to(texts, rules))
    columns = decision.columns
    if not {"text", "score", "title"} & columns.of.keys():
        raise ReadError(say("collect.file.no_feedback_columns", columns=", ".join(grid.header)))
    if profile and profile.without_text and "text" not in columns.of:
        reading.warnings.append(say(profile.without_text))
    times = ("created_at", "updated_at")
    sheet = sheet_of(grid, columns, reading, times=times, score_type=decision.score_type)
    yield from each_row(grid, sheet, voices_of(sheet, decision, profile).outcome)
    reading.warnings += decision.roles.warnings()
