"""The explorer answers its own pages under its own names, and nobody else."""

import http.client
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import streamlit
import websockets
from websockets.sync.client import connect

from vocpipe.app.gate import allowed_hosts, page_policy
from vocpipe.app.server import options
from vocpipe.app.serving import Serving

PORT = "{port}"  # stands for the explorer's own
ALLOWED = [
    ("localhost", None),
    ("LOCALHOST.:{port}", None),
    ("127.0.0.1:{port}", "http://127.0.0.1:{port}"),
    ("[::1]:{port}", "http://[::1]:{port}"),
    ("localhost:{port}", "http://localhost:{port}"),
    ("voice.example.jp", None),
    ("Voice.Example.JP:443", "https://voice.example.jp:443"),
    ("127.0.0.1:{port}", "https://voice.example.jp"),  # a proxy that hands on under another host
]
REFUSED = [
    ("evil.example", None),
    ("evil.example:{port}", "http://evil.example:{port}"),
    ("localhost.evil.example", None),
    ("evil.example#localhost", None),
    ("localhost@evil.example", None),
    ("user@localhost", None),
    ("localhost:no", None),
    ("127.0.0.1.nip.io:{port}", None),
    ("0.0.0.0:{port}", None),
    ("127.1", None),
    ("2130706433", None),
    ("192.168.0.7:{port}", None),
    ("", None),
    ("localhost:{port}", "http://evil.example"),
    ("localhost:{port}", "http://localhost:3000"),  # another program on this machine
    ("localhost:{port}", "null"),
    ("localhost:{port}", "https://voice.example.jp.evil.example"),
    ("127.0.0.1:{port}", "file://"),
]


def status(explorer: str, path: str, host: str, origin: str | None, method: str = "GET") -> int:
    address = urlsplit(explorer)
    connection = http.client.HTTPConnection(address.hostname or "", address.port)
    connection.putrequest(method, path, skip_host=True)
    for name, value in (("Host", host), ("Origin", origin)):
        if value is not None:
            connection.putheader(name, value.replace(PORT, str(address.port)))
    connection.endheaders()
    return connection.getresponse().status


@pytest.mark.parametrize(("host", "origin"), ALLOWED)
def test_it_answers_under_its_own_names(explorer, host, origin):
    assert status(explorer, "/", host, origin) == 200


@pytest.mark.parametrize(("host", "origin"), REFUSED)
def test_it_refuses_other_names_and_other_pages(explorer, host, origin):
    assert status(explorer, "/", host, origin) in (400, 403)


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/themes", "/media/x", "/_stcore/agent"])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "HEAD"])
def test_it_refuses_them_everywhere(explorer, path, method):
    assert status(explorer, path, "evil.example", None, method) == 403
    assert status(explorer, path, "localhost", "http://evil.example", method) == 403


def talk(explorer: str, host: str, origin: str | None) -> None:
    """Open the websocket that carries all pages under another name."""
    address = urlsplit(explorer)
    url = f"ws://{host.replace(PORT, str(address.port))}/_stcore/stream"
    with connect(url, origin=origin, sock=_socket(address)) as socket:  # type: ignore[arg-type]
        assert socket.protocol.state.name == "OPEN"


def _socket(address: Any) -> Any:
    import socket

    return socket.create_connection((address.hostname, address.port))


@pytest.mark.parametrize(
    ("host", "origin"), [("localhost:{port}", None), ("localhost:{port}", "same"), ("voice.example.jp:{port}", "same")]
)
def test_its_own_pages_may_talk_to_it(explorer, host, origin):
    own = host.replace(PORT, str(urlsplit(explorer).port))
    talk(explorer, host, f"http://{own}" if origin else None)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("evil.example:{port}", None),
        ("evil.example:{port}", "http://evil.example"),
        ("localhost:{port}", "http://evil.example"),
        ("localhost:{port}", "http://localhost:3000"),
        ("localhost:{port}", "null"),
    ],
)
def test_no_other_page_may_and_nothing_outside_is_asked(explorer, asked_outside, host, origin):
    with pytest.raises(websockets.InvalidStatus) as refused:
        talk(explorer, host, origin)
    assert refused.value.response.status_code == 403
    assert asked_outside[1] == []


def test_every_answer_says_what_its_page_may_do(explorer):
    address = urlsplit(explorer)
    for path in ("/", "/themes", "/_stcore/health", "/no/such/file.js"):
        connection = http.client.HTTPConnection(address.hostname or "", address.port)
        connection.request("GET", path)
        headers = connection.getresponse().headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Access-Control-Allow-Origin"] is None


def test_pages_may_load_from_the_explorer_alone():
    policy = page_policy(Path(streamlit.__file__).parent / "static" / "index.html")
    assert "http" not in policy
    assert "*" not in policy
    assert "script-src 'self' 'sha256-" in policy
    assert "unsafe" not in policy.replace("style-src 'self' 'unsafe-inline'", "")


def test_listening_on_every_address_allows_no_further_name():
    assert allowed_hosts("0.0.0.0", []) == {"localhost", "127.0.0.1", "::1"}  # noqa: S104
    assert allowed_hosts("::", ["日本語.example"]) - allowed_hosts("::", []) == {"xn--wgv71a119e.example"}
    assert "192.168.0.7" in allowed_hosts("192.168.0.7", [])


def test_no_file_of_the_user_turns_the_protection_off(tmp_path):
    wanted = options(Serving("localhost", 1, headless=True))
    assert wanted["server.enableCORS"] is wanted["server.enableXsrfProtection"] is True
    assert wanted["browser.gatherUsageStats"] is wanted["server.enableAgentApi"] is False


def test_the_command_takes_no_module_from_the_folder_it_is_called_in(tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('taken')", encoding="utf-8")
    command = [*Serving("localhost", 1, headless=True).command()[:2], "-c", "import json; print('own')"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, command[0]) == ("own\n", sys.executable)
