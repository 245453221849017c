"""The servers that a refresh talks to: a temporary one on this machine, which is nobody else's, or the user's own."""

import base64
import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest
import websockets
from websockets.sync.client import connect

from tests.quiet_server import QuietServer
from vocpipe.errors import ServerError
from vocpipe.flows.server import require, temporary_server, wait_for, without_proxy
from vocpipe.flows.server_home import delete_home, kept_tables, new_home
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

_PATIENCE = 120.0  # seconds: a busy machine
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
    listening = QuietServer(("127.0.0.1", 0), Answer)
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
    with without_proxy(), temporary_server() as server:
        wait_for(server)
        require(server.address)  # Prefect asks through the environment's proxy


@pytest.mark.parametrize("former", [None, "intra.example.jp"])
def test_the_environment_is_afterwards_as_it_was(monkeypatch, dead_proxy, former):
    if former:
        monkeypatch.setenv("no_proxy", former)
    before = dict(os.environ)
    with without_proxy():
        assert set(os.environ["NO_PROXY"].split(",")) == {"127.0.0.1", "localhost", *filter(None, [former])}
    assert dict(os.environ) == before


def requests() -> list[tuple[str, str]]:
    """Every method and path of the API, with something in place of each id."""
    described = httpx.get(
        os.environ["PREFECT_API_URL"].removesuffix("/api") + "/openapi.json", timeout=_PATIENCE
    ).json()
    some = {path: path.replace("{", "").replace("}", "") for path in described["paths"]}
    return [(method, some[path]) for path, methods in described["paths"].items() for method in methods]


def test_whoever_lacks_the_token_gets_nothing_from_the_temporary_server():
    with httpx.Client(base_url=os.environ["PREFECT_API_URL"], timeout=_PATIENCE) as client:
        answers = {(method, path): client.request(method, path).status_code for method, path in requests()}
    assert len(answers) > 100
    assert {("post", "/artifacts/filter"), ("post", "/flow_runs/id/set_state"), ("get", "/ready")} <= answers.keys()
    assert {request for request, status in answers.items() if status != 401} == {("get", "/health"), ("get", "/ready")}


@pytest.mark.parametrize("header", ["Basic dGVzdA==", "Basic", "Bearer token", "Basic ####"])
def test_a_wrong_token_is_none(header):
    address = os.environ["PREFECT_API_URL"] + "/artifacts/filter"
    assert httpx.post(address, json={}, headers={"Authorization": header}, timeout=_PATIENCE).status_code == 401


def test_with_the_token_it_answers():
    token = base64.b64encode(os.environ["PREFECT_API_AUTH_STRING"].encode()).decode()
    header = {"Authorization": f"Basic {token}"}
    answer = httpx.post(os.environ["PREFECT_API_URL"] + "/artifacts/filter", json={}, headers=header, timeout=_PATIENCE)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path", ["events/in", "events/out", "logs/out", "task_runs/subscriptions/scheduled", "work_pools/x/workers/connect"]
)
@pytest.mark.parametrize("protocol", [None, "prefect"])
def test_its_websockets_need_the_token_too(path, protocol):
    address = os.environ["PREFECT_API_URL"].replace("http", "ws", 1) + f"/{path}"
    refused = pytest.raises((websockets.InvalidStatus, websockets.ConnectionClosedError), match=r"403|1008")
    with refused, connect(address, subprotocols=[protocol] if protocol else None, open_timeout=_PATIENCE) as socket:
        socket.send(json.dumps({"type": "auth", "token": "guessed"}))
        socket.recv(timeout=_PATIENCE)


def starter(environment: dict[str, str]) -> subprocess.Popen[str]:
    """A process that starts a server, says its home and token, and waits."""
    code = (
        "from vocpipe.flows.server import temporary_server, wait_for\n"
        "from vocpipe.flows.server_home import keep_tables\n"
        "with temporary_server() as server:\n"
        "    wait_for(server)\n"
        "    keep_tables(server.home)\n"
        "    print(server.home, server.token, flush=True)\n"
        "    input()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", code], text=True, env=environment, **pipes)


def commands() -> str:
    """The command lines of all processes, as every user can see them."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
    return "\n".join(lines)


@pytest.mark.long
def test_its_folder_is_its_owners_alone_and_goes_with_a_killed_refresh(tmp_path, tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    old = os.umask(0)
    try:
        process = starter(environment | {"TMPDIR": str(tmp_path), "XDG_CACHE_HOME": str(cache)})
    finally:
        os.umask(old)
    assert process.stdout
    home, token = process.stdout.readline().split()
    assert Path(home).parent == tmp_path
    kept = [Path(home), *Path(home).rglob("*")]
    assert any(path.name == "prefect.db" for path in kept)
    assert {path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077} == set()
    if sys.platform == "linux":
        assert "vocpipe.flows.server" in commands()
        assert token not in commands()
    process.kill()
    process.communicate()
    end = time.monotonic() + 30
    while list(tmp_path.iterdir()) and time.monotonic() < end:
        time.sleep(0.1)
    assert list(tmp_path.iterdir()) == []
    [kept] = (cache / "vocpipe").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with closing(sqlite3.connect(kept)) as tables:
        assert tables.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
        for table in ("flow_run", "task_run", "artifact", "log", "flow_run_state"):
            assert tables.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_kept_tables_are_used_and_broken_ones_are_not(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept_tables().parent.mkdir()
    with closing(sqlite3.connect(kept_tables())) as tables:
        tables.execute("CREATE TABLE kept (a)")
    home = new_home()
    with closing(sqlite3.connect(home / "prefect.db")) as tables:
        assert tables.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    delete_home(home)
    kept_tables().write_bytes(b"no database" * 1000)
    home = new_home()
    assert not (home / "prefect.db").exists()
    assert not kept_tables().exists()
    delete_home(home)
    assert not home.exists()


def test_what_prefect_keeps_of_a_refresh_holds_no_text_and_no_identity(refreshed: Workspace):
    kept = [path for path in Path(os.environ["PREFECT_HOME"]).rglob("*") if path.is_file()]
    content = b"".join(path.read_bytes() for path in kept)
    assert b"refresh-report" in content
    with open_snapshot(newest(refreshed)) as published:
        texts = published.execute("SELECT text FROM sentence EXCEPT SELECT name FROM theme").fetchall()
    words = ["taro@example.jp", "090-1234-5678", *(text for (text,) in texts)]
    assert len(words) > 30
    for word in words:
        assert word.encode() not in content
        assert json.dumps(word).strip('"').encode() not in content
    assert [path for path in kept if "storage" in path.parts] == []
