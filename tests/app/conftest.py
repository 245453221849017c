"""The small world, built once for all tests of the explorer, and a way to open its pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.small_world import build_world

MAIN = Path(__file__).parents[2] / "app" / "main.py"


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("world")
    build_world(root)
    return root


@pytest.fixture
def open_page(world: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """open_page("themes", lang="en", source=["x"]) runs that page at that address and returns what it shows.

    What one test asked for is kept for the next, as for the explorer's visitors: it is known by the snapshot's path.
    """

    def open_(page: str = "home", /, *, root: Path = world, **address: str | list[str]) -> AppTest:
        monkeypatch.setenv("VOCPIPE_WORKSPACE", str(root))
        at = AppTest.from_file(str(MAIN), default_timeout=60)
        at.query_params.update(address)
        if page != "home":
            # AppTest can turn only to pages that are files of their own; a page's hash is that of its path.
            from streamlit.util import calc_hash

            at._page_hash = calc_hash(page)
        return at.run()

    return open_
