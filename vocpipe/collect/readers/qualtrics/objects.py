"""Qualtrics' responses as JSON: each has values by the id of the question, and labels for those that were chosen."""

from collections.abc import Mapping
from typing import Any

from vocpipe.collect.parsing.jsonfile import read_items
from vocpipe.collect.reader import Reading
from vocpipe.collect.readers.qualtrics.layout import nps_columns, own_words
from vocpipe.collect.surveys.form import Form
from vocpipe.collect.surveys.objects import cell_of, grid_of


def open_objects(reading: Reading) -> Form:
    """The responses as a table, with a column for every value that any of them has."""
    items = list(read_items(reading, "responses"))
    grid = grid_of((item, _cells(item.value)) for item in items)
    names = dict(enumerate(grid.header))
    return Form(grid, scores=nps_columns(grid.header), texts=own_words(names))


def _cells(response: Mapping[str, Any]) -> dict[str, str]:
    """Column -> the label of what was chosen, else the value."""
    values, labels = response.get("values"), response.get("labels")
    if not isinstance(values, dict):
        return {}
    chosen = labels if isinstance(labels, dict) else {}
    cells = {name: cell_of(chosen.get(name) or value) for name, value in values.items()}
    return {"ResponseId": cell_of(response.get("responseId")), **cells}
