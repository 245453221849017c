"""One table of a file: the file itself, a sheet of a workbook, or a member of an archive."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from vocpipe.collect.parsing.decoded import Decoded

Row = tuple[int, list[Any]]  # the number that the user sees, and the cells


@dataclass(frozen=True, slots=True)
class Part:
    """A table as its file has it, with its header still among the rows unless `header` names the columns.

    `name` is the sheet's or the member's, empty if the file is one table. `rows()` may be called as often as wanted.
    """

    name: str
    encoding: str  # of text; else the format, such as "xlsx"
    rows: Callable[[], Iterator[Row]]
    decoded: Decoded | None = None  # of text
    delimiter: str | None = None  # of text
    header: tuple[str, ...] | None = None
    warnings: list[str] = field(default_factory=list)
