"""What a report is before it is written: blocks in the reader's order, each with where its numbers come from."""

from collections.abc import Sequence
from dataclasses import dataclass

from vocpipe.app.components.cells import Table
from vocpipe.app.components.frame import Figure
from vocpipe.wording import Language


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, and of which day, source and the like; lang: of the words, if it is known."""

    text: str
    origin: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the report: a finding with what stands behind it.

    key: its name in the address. origin: workspace, period, filters, n and snapshot, which stand on its page. lines:
    sentences below the chart or table; the only thing there is where nothing can be told.
    """

    key: str
    title: str
    origin: str
    lines: Sequence[str] = ()
    figure: Figure | None = None
    table: Table | None = None
    quotes: Sequence[Quote] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The few words that the files say by themselves."""

    table: str  # over the table behind a chart
    page: str  # the number of a page, with the places {n} and {all}
    continued: str  # the title of a part of a long table, with the places {title}, {n} and {all}


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: what the reader wrote above the blocks, and the blocks. with_tables: those behind charts, too."""

    title: str
    note: str
    origin: str
    language: Language
    blocks: Sequence[Block]
    wording: Wording
    with_tables: bool = False
