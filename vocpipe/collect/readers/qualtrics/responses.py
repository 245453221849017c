"""Qualtrics' responses as CSV, TSV, Excel or JSON: one row per respondent.

Traps: under the header stand the questions in the user's language, and ids as JSON, which alone show the time zone;
older exports have V1, V2 … above the header. An NPS question has a column of its groups beside that of its scores.
"""

from collections.abc import Iterator
from pathlib import Path

from vocpipe.collect.parsing.grid import header_of
from vocpipe.collect.parsing.textfile import head
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.qualtrics.layout import open_table
from vocpipe.collect.readers.qualtrics.objects import open_objects
from vocpipe.collect.surveys.survey import read_form
from vocpipe.collect.tabular.profile import profile_of
from vocpipe.records import Outcome
from vocpipe.wording import say

_PROFILE = profile_of("qualtrics")
_MARKS = ('"responseId"', '"values"')


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per response."""
    if _is_json(head(reading.path)):
        yield from read_form(reading, _PROFILE, open_objects(reading))
        return
    form, zone = open_table(reading)
    if zone is None:
        reading.warnings.append(say("vendors.qualtrics.no_zone", zone=reading.timezone.key))
    yield from read_form(reading, _PROFILE, form, timezone=zone)
    if any(use.field == "score" for use in reading.columns) and not form.scores:
        reading.warnings.append(say("vendors.qualtrics.codes"))


def recognizes(path: Path) -> bool:
    """Whether the header has Qualtrics' columns, a row under it Qualtrics' ids, or the objects are its responses."""
    start = head(path)
    if _is_json(start):
        return all(mark in start for mark in _MARKS)
    return "ImportId" in start[: 1 << 15] or _PROFILE.recognizes(path) or _is_legacy(header_of(path))


def _is_legacy(header: list[str]) -> bool:
    return header[:3] == ["V1", "V2", "V3"]


def _is_json(start: str) -> bool:
    return start.lstrip()[:1] in ("{", "[")


READER = Reader(_PROFILE.name, _PROFILE.kind, read, recognizes, order=_PROFILE.order, format=_PROFILE.format)
