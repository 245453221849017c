"""SurveyMonkey's responses, whichever way they were exported."""

from collections.abc import Iterator
from pathlib import Path

from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.surveymonkey.api import is_api, read_api
from vocpipe.collect.readers.surveymonkey.records import is_export
from vocpipe.collect.readers.surveymonkey.responses import read_export
from vocpipe.collect.tabular.profile import format_of
from vocpipe.records import Outcome


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per response. Raises ReadError if the file is no such export."""
    yield from read_api(reading) if is_api(reading.path) else read_export(reading)


def recognizes(path: Path) -> bool:
    """Whether the file has a column Respondent ID, or responses of the API."""
    return is_api(path) or is_export(path)


READER = Reader("surveymonkey", "survey", read, recognizes, format=format_of("surveymonkey"))
