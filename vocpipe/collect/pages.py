"""A page that was pulled, as outcomes: what its reader makes of it, and what the source says is gone."""

from collections.abc import Iterator
from datetime import datetime

from vocpipe.collect.reader import Reader, Reading
from vocpipe.errors import DamageError
from vocpipe.records import Accepted, Feedback, Outcome
from vocpipe.store.raw import GONE, THREAD, Page, read_page


def read_pulled(reader: Reader, reading: Reading) -> Iterator[Outcome]:
    """One outcome per record of a page, then one per piece of feedback that is gone. Raises ReadError."""
    page, last = _page(reading), 0
    if page.keys() != {GONE}:
        for outcome in reader.read(reading):
            last = max(last, outcome.row)
            yield outcome
    for row, (ident, at, *what) in enumerate(page.get(GONE, ()), start=last + 1):
        gone = Feedback(updated_at=datetime.fromisoformat(at), deleted=True)
        if THREAD in what:
            gone.thread_id = str(ident)
        else:
            gone.source_id = str(ident)
        yield Accepted(row, [gone])


def _page(reading: Reading) -> Page:
    """The page; nothing if it is damaged, which its reader will say."""
    try:
        return read_page(reading.path)
    except DamageError:
        return {}
