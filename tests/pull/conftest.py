"""One process for all pulls that tests kill."""

from collections.abc import Iterator

import pytest

from tests.pull.vendors import Zygote


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """A process that has loaded what pulls need, so that each of them begins at once."""
    made = Zygote()
    yield made
    made.end()
