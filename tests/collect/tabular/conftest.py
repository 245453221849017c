"""A table as the reader takes it, made of its columns."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from tests.collect.tabular.tables import as_csv
from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.table import read_table
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome
from vocpipe.settings import SourceSettings


@dataclass
class Read:
    """What was read of a table."""

    reading: Reading
    outcomes: list[Outcome]

    @property
    def columns(self) -> dict[str, str | list[str]]:
        """Field -> its column, or a list of its columns if there are several."""
        found: dict[str, list[str]] = {}
        for use in self.reading.columns:
            found.setdefault(use.field, []).append(use.column)
        return {field: names[0] if len(names) == 1 else names for field, names in found.items()}

    @property
    def by_cells(self) -> set[str]:
        """The fields that the cells tell."""
        return {use.field for use in self.reading.columns if use.evidence == "cells"}

    @property
    def feedback(self) -> list[Feedback]:
        """Every piece of feedback."""
        return [part for row in self.outcomes if isinstance(row, Accepted) for part in row.feedback]

    @property
    def left_out(self) -> list[str]:
        """Why rows were left out."""
        return [row.reason for row in self.outcomes if isinstance(row, LeftOut)]

    def says(self, *parts: str) -> bool:
        """Whether one of the warnings, or of the sentences on what was not read, has all of the parts in it."""
        return any(all(part in line for part in parts) for line in [*self.reading.warnings, *self.reading.unread])


@pytest.fixture
def read(tmp_path):
    def make(table: dict[str, list[object]] | str, kind: str | None = None, **source) -> Read:
        path = tmp_path / "table.csv"
        path.write_text(table if isinstance(table, str) else as_csv(table), encoding="utf-8")
        given = {"kind": kind, **source} if kind else source
        settings = SourceSettings(name="table", path=path.name, **given)
        reading = Reading(path, settings, ZoneInfo("Asia/Tokyo"))
        return Read(reading, list(read_table(reading)))

    return make
