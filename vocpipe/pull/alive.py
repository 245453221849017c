"""What the pages of a source hold now: the newest of each record that is not gone."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from vocpipe.store.raw import GONE, Json, Page

Kept = TypeVar("Kept")


def alive(
    stored: Iterable[Page], records: str, ident: Callable[[Json], Json], kept: Callable[[Json], Kept]
) -> dict[str, Kept]:
    """Id -> what is kept of the newest record with that id, without those that a later page says are gone.

    stored: the pages in their order; records: the list that they have them in; ident: the id of a record, which is left
    out if it has none.
    """
    found: dict[str, Kept] = {}
    for page in stored:
        found |= {str(ident(record)): kept(record) for record in page.get(records, ()) if ident(record) is not None}
        for gone, *_ in page.get(GONE, ()):
            found.pop(str(gone), None)
    return found
