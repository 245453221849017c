"""Delighted's responses as CSV or the API's JSON: one row per response, with one score and one comment.

Traps: the kind of survey tells the scale row by row; `person` is the number of a person unless it is expanded; the
customer's own id is among the person's properties.
"""

from collections.abc import Iterator
from pathlib import Path

from vocpipe.collect.parsing.textfile import head
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.tabular.profile import profile_of
from vocpipe.collect.tabular.table import read_table
from vocpipe.records import Outcome

_PROFILE = profile_of("delighted")
_MARKS = ('"survey_type"', '"person_properties"')


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per response."""
    return read_table(reading, _PROFILE)


def recognizes(path: Path) -> bool:
    """Whether the file has Delighted's columns, or its responses as objects."""
    start = head(path)
    return all(mark in start for mark in _MARKS) or _PROFILE.recognizes(path)


READER = Reader(_PROFILE.name, _PROFILE.kind, read, recognizes, order=_PROFILE.order, format=_PROFILE.format)
