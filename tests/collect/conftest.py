"""A workspace to collect in, and a reader that yields what a test wants."""

import pytest

from tests.collect.site import Site
from vocpipe.collect.reader import Reader
from vocpipe.collect.registry import readers


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


@pytest.fixture
def fake(monkeypatch):
    """A reader that yields for each file name what the test puts under it."""
    outcomes: dict[str, list] = {}
    reader = Reader("fake", "ticket", lambda reading: iter(outcomes[reading.path.name]), lambda path: False)
    monkeypatch.setitem(readers(), "fake", reader)
    return outcomes
