"""A browser for each module of walks, on the explorer of the demo company; see `Walker`."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.app.chromium import CHROMIUM, FLAGS, served
from tests.app.walks.walker import Walker
from vocpipe.store.workspace import Workspace


@pytest.fixture(scope="session")
def demo_explorer(demo: Workspace) -> Iterator[str]:
    """The address of the explorer on the demo company; only to be read."""
    with served(demo.root) as url:
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser; for a module only, since other tests need the event loop that it holds."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: no walk in a browser")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def walker(chromium: Any, demo_explorer: str, demo: Workspace) -> Iterator[Walker]:
    """What opens pages of the demo's explorer, in windows that the test leaves behind it."""
    walker = Walker(chromium, demo_explorer, demo)
    yield walker
    walker.close()
