"""Small tables as CRMs, help desks and shops export them, with words of our own."""

import csv
import io
from zoneinfo import ZoneInfo

from vocpipe.collect.reader import Reading
from vocpipe.settings import SourceSettings


def table(header, *rows):
    """The CSV text of a table; `header` and each row are written with | between cells."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([line.split("|") for line in (header, *rows)])
    return out.getvalue()


def many(header, row, n=12):
    """A table of `n` rows made from a pattern, in which {n} is the number of the row and {m} the month."""
    return table(header, *(row.format(n=number, m=number % 9 + 1) for number in range(1, n + 1)))


def reading(path, text, **columns):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Reading(path, SourceSettings(name="table", path=path.name, columns=columns), ZoneInfo("Asia/Tokyo"))
