"""What every format's search finds, and how the sheets of a packed workbook are found."""

import zipfile
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree

UNCOMPUTED = "#UNCOMPUTED!"  # stands before a formula that has no result

Marks = dict[int, dict[int, str]]  # row -> column -> what the cell shows, both from 0
Range = tuple[tuple[int, int], tuple[int, int]]  # first and last cell, each (row, column) from 0


@dataclass(frozen=True, slots=True)
class Unseen:
    """The cells with an error or a formula without a result; `ranges`: merged cells, None if the library tells."""

    marks: Marks = field(default_factory=dict)
    ranges: list[Range] | None = None

    def mark(self, row: int, column: int, text: str) -> None:
        """Note what a cell shows."""
        self.marks.setdefault(row, {})[column] = text


def targets_in(archive: zipfile.ZipFile, relations: str) -> dict[str, str]:
    """The parts of a workbook by the ids that its list of sheets uses; empty if `relations` is not there."""
    try:
        tree = ElementTree.fromstring(archive.read(relations))  # noqa: S314 - expat itself limits entities
    except (KeyError, ElementTree.ParseError):
        return {}
    return {relation.get("Id", ""): normpath(join("/xl", relation.get("Target", ""))).lstrip("/") for relation in tree}
