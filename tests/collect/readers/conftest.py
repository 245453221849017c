"""A table to read, made of its content."""

from zoneinfo import ZoneInfo

import pytest

from vocpipe.collect.reader import Reading
from vocpipe.settings import SourceSettings


@pytest.fixture
def reading(tmp_path):
    def make(content: str | bytes, *, name: str = "reviews.csv", **source) -> Reading:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return Reading(path, SourceSettings(name="reviews", path=name, **source), ZoneInfo("Asia/Tokyo"))

    return make
