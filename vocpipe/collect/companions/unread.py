"""Columns beside a list of customers that read like what they said, such as why they left: named, and not read."""

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.names import has_part
from vocpipe.collect.tabular.shapes import sample_of
from vocpipe.collect.tabular.texts import unread_texts
from vocpipe.wording import say


def note_words(grid: Grid, columns: Columns, reading: Reading) -> None:
    """Name in `reading` the columns of sentences that no field of a companion has, but for the company's own notes."""
    sample = sample_of(grid)
    for at in unread_texts(sample, columns.taken):
        if not has_part(grid.header[at], "internal"):
            reading.unread.append(say("matching.unread.words", column=grid.header[at]))
