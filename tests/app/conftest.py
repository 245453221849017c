"""The small world, built once for all tests of the explorer, and ways to open its pages."""

import threading
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.app.chromium import served
from tests.app.small_world import build_world
from tests.quiet_server import QuietServer
from vocpipe.store.workspace import Workspace

MAIN = Path(__file__).parents[2] / "app" / "main.py"


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("world")
    build_world(root)
    return root


@pytest.fixture(scope="session", autouse=True)
def components_found_once() -> Iterator[None]:
    """Streamlit looks through every installed package for components, as often as a page is run by AppTest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def open_page(world: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """open_page("themes", lang="en", source=["x"]) runs that page at that address and returns what it shows.

    A page that fails shows its exception, as for whoever debugs: no test may take the words of a failed page for the
    page. A search waits until meaning is ready, however busy the machine is.

    What one test asked for is kept for the next, as for the explorer's visitors: it is known by the snapshot's
    path.
    """
    monkeypatch.setenv("VOCPIPE_DEBUG", "1")
    monkeypatch.setattr("vocpipe.app.meaning._PATIENCE", 60)

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


@pytest.fixture
def as_ann(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Workspace]:
    """as_ann(root) is the workspace there, which the explorer shows to Ann, who may edit."""

    def shown(root: Path) -> Workspace:
        monkeypatch.setenv("VOCPIPE_WORKSPACE", str(root))
        monkeypatch.setenv("VOCPIPE_AUTHOR", "ann")
        return Workspace(root)

    return shown


@pytest.fixture(scope="session")
def asked_outside() -> Iterator[tuple[str, list[str]]]:
    """A proxy that answers nothing, and what it was asked: whatever a process wants from another machine."""
    asked: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(502)

        do_CONNECT = do_POST = do_GET  # noqa: N815 - as the library calls them

        def log_message(self, *args: object) -> None:
            """Keep the tests quiet."""

    server = QuietServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


@pytest.fixture(scope="session")
def explorer(world: Path, asked_outside: tuple[str, list[str]]) -> Iterator[str]:
    """The address of the explorer as `vocpipe app` serves it, on a free port."""
    proxy = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), asked_outside[0])
    with served(world, "--host", "voice.example.jp", **proxy) as url:
        yield url
