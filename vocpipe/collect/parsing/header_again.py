"""Files joined end to end whose columns have another order: the header of the second one says which."""

from collections.abc import Iterator, Sequence

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.part import Row

_MIN_NAMES = 2


def rearranged(rows: Iterator[Row], names: Sequence[str]) -> Iterator[Row]:
    """The rows, those behind a header with the same `names` in another order in the order of the first one."""
    folded = [fold(name) for name in names]
    own = {name: at for at, name in enumerate(folded)}
    order: list[int] | None = None
    if len(own) < max(len(folded), _MIN_NAMES) or "" in own:  # nothing shows which column is which
        yield from rows
        return
    for number, cells in rows:
        if isinstance(cells, Broken):
            yield number, cells
            continue
        if len(cells) == len(folded) and isinstance(cells[0], str) and fold(cells[0]) in own:
            order = _order(cells, folded) or order
        yield number, cells if order is None else _moved(cells, order)


def _order(cells: Sequence[object], folded: Sequence[str]) -> list[int] | None:
    """Where each of the names stands in the row, if it has all of them; None for a row of data."""
    places = {fold(cell): at for at, cell in enumerate(cells) if isinstance(cell, str)}
    return [places[name] for name in folded] if places.keys() == set(folded) else None


def _moved(cells: list[object], order: Sequence[int]) -> list[object]:
    return [*(cells[at] if at < len(cells) else None for at in order), *cells[len(order) :]]
