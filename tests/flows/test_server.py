"""The servers that a refresh talks to: a temporary one on this machine, or the user's own."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from vocpipe.errors import ServerError
from vocpipe.flows.server import require, temporary_server, wait_for, without_proxy

NOBODY = "http://127.0.0.1:9"  # the discard port: nothing listens there


class Answer(BaseHTTPRequestHandler):
    """Answers every request with the status in its path, such as /404/health."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.split("/")[1]))
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Keep the tests quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    listening = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()


@pytest.fixture
def dead_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, NOBODY)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("address", [NOBODY, f"{NOBODY}/api", "nowhere", "http://", "ftp://example.jp/api"])
def test_a_server_that_does_not_answer_is_told_in_one_line_with_the_next_step(address):
    with pytest.raises(ServerError) as error:
        require(address)
    assert address in str(error.value)
    assert "PREFECT_API_URL" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("status", "answers"), [(200, True), (401, True), (404, True), (502, False), (503, False)])
def test_any_answer_but_a_gateway_error_shows_that_a_server_is_there(server, status, answers):
    if answers:
        require(f"{server}/{status}")
    else:
        with pytest.raises(ServerError, match=str(status)):
            require(f"{server}/{status}")


def test_a_proxy_does_not_keep_the_temporary_server_from_being_reached(dead_proxy):
    with without_proxy(), temporary_server() as address:
        wait_for(address)
        require(address)  # Prefect asks through the environment's proxy


@pytest.mark.parametrize("former", [None, "intra.example.jp"])
def test_the_environment_is_afterwards_as_it_was(monkeypatch, dead_proxy, former):
    if former:
        monkeypatch.setenv("no_proxy", former)
    before = dict(os.environ)
    with without_proxy():
        assert set(os.environ["NO_PROXY"].split(",")) == {"127.0.0.1", "localhost", *filter(None, [former])}
    assert dict(os.environ) == before
