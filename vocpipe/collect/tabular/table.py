"""Reading a table of feedback: its columns by the settings, a vendor's profile, their names and their cells."""

from collections.abc import Iterator
from dataclasses import replace

from vocpipe.collect.parsing.cells import each_row, sheet_of
from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.reader import Evidence, Reading
from vocpipe.collect.tabular.decide import columns_for
from vocpipe.collect.tabular.deleted import deletions
from vocpipe.collect.tabular.names import has_part
from vocpipe.collect.tabular.profile import Profile
from vocpipe.collect.tabular.scales import scales_of
from vocpipe.collect.tabular.voices import applies_to, rules_in, scoring_of, voices_of
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
    decision = columns_for(grid, reading, profile, is_aside=(lambda texts: applies_to(texts, rules)) if rules else None)
    columns = decision.columns
    if decision.untyped is not None:
        reading.unclear["score_type"] = [grid.header[decision.untyped]]
    if not {"text", "score", "title"} & columns.of.keys():
        reading.columns = columns.uses(grid.header)
        raise ReadError(say("collect.file.no_feedback_columns", columns=", ".join(grid.header)))
    if _is_list_of_lines(grid, columns):
        reading.warnings.append(say("roles.warning.first_line", column=grid.header[0]))
    if profile and profile.without_text and "text" not in columns.of:
        reading.warnings.append(say(profile.without_text))
    times = ("created_at", "updated_at")
    sheet = sheet_of(grid, columns, reading, times=times, score_type=decision.score_type)
    scoring = scoring_of(grid.header, decision, profile)
    scoring = replace(scoring, scales=scales_of(grid, columns, scoring.type_in, profile, reading))
    yield from each_row(grid, sheet, voices_of(sheet, decision, profile, scoring).outcome)
    reading.unclear["speakers"] = [*decision.roles.unclear(), *decision.talks.unknown]
    reading.warnings += [*decision.roles.warnings(), *decision.talks.warnings()]


def _is_list_of_lines(grid: Grid, columns: Columns) -> bool:
    """Whether the only column is of text by its cells alone, and its name may as well be the first of them."""
    by_cells = columns.evidence.get("text") is Evidence.CELLS
    return len(grid.header) == 1 and by_cells and not has_part(grid.header[0], "question")
