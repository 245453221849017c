"""A temporary Prefect server for one refresh, for nobody else; it ends with its starter, even if that is killed.

The server that Prefect starts by itself outlives a killed refresh and keeps its terminal busy.
"""

import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from vocpipe.errors import ServerError
from vocpipe.flows.server_home import delete_home, new_home
from vocpipe.wording import tell

# Creating a fresh database on a busy machine takes long.
MAX_STARTUP_SECONDS = 120
MAX_ANSWER_SECONDS = 10
_OWN_HOME = "VOCPIPE_PREFECT_HOME"  # for the server: the folder that it deletes at its end
_GATEWAY_ERRORS = frozenset({502, 503, 504})  # from a proxy that can't reach the server


@dataclass(frozen=True, slots=True)
class TemporaryServer:
    """A server that answers only who knows its token; `home` is its folder, unless the user has set one."""

    address: str
    token: str
    home: Path | None
    process: subprocess.Popen[bytes]


@contextmanager
def temporary_server() -> Iterator[TemporaryServer]:
    """A new server, which may still be starting: see `wait_for`. Its home is deleted at the end.

    The token goes through the environment, which other users can't see, and the server itself says which port it has,
    so that nobody can take the port before it.
    """
    token = secrets.token_urlsafe(32)
    home = None if os.environ.get("PREFECT_HOME") else new_home()
    own = {"PREFECT_SERVER_API_AUTH_STRING": token, "PREFECT_API_AUTH_STRING": token}
    quiet = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1", "PREFECT_UI_ENABLED": "0"}
    quiet |= {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "vocpipe.flows.server"],
        stdin=subprocess.PIPE,  # closed when this process ends, however it ends: the server watches it
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | quiet | own | ({"PREFECT_HOME": str(home), _OWN_HOME: str(home)} if home else {}),
    )
    try:
        yield TemporaryServer(f"http://127.0.0.1:{_port_of(process)}/api", token, home, process)
    finally:
        if process.stdin:
            process.stdin.close()
        process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()
        delete_home(home)


def _port_of(process: subprocess.Popen[bytes]) -> int:
    line = process.stdout.readline() if process.stdout else b""
    if not line.strip().isdigit():
        raise ServerError(tell("damage.prefect.ended", folder=prefect_home()))
    return int(line)


def wait_for(server: TemporaryServer) -> None:
    """Wait until the temporary server answers; raises ServerError if it ends before, or does not answer in time."""
    import httpx

    end = time.monotonic() + MAX_STARTUP_SECONDS
    # Whatever proxy the environment names, this server is on this machine; it has no certificate to be verified.
    with httpx.Client(timeout=5, trust_env=False, verify=False) as client:  # noqa: S501 - plain HTTP
        while time.monotonic() < end:
            if server.process.poll() is not None:
                raise ServerError(tell("damage.prefect.ended", folder=server.home or prefect_home()))
            with suppress(httpx.HTTPError):
                if client.get(f"{server.address}/health").is_success:
                    return
            time.sleep(0.05)
    raise ServerError(tell("cli.refresh.server_timeout", seconds=MAX_STARTUP_SECONDS))


def require(address: str) -> None:
    """Raise ServerError unless the user's own server answers at `address`, with anything but a gateway's error."""
    import httpx

    try:
        answer = httpx.get(f"{address.rstrip('/')}/health", timeout=MAX_ANSWER_SECONDS, follow_redirects=True)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ServerError(tell("cli.refresh.no_server", address=address, error=error)) from error
    if answer.status_code in _GATEWAY_ERRORS:
        status = f"{answer.status_code} {answer.reason_phrase}"
        raise ServerError(tell("cli.refresh.no_server", address=address, error=status))


@contextmanager
def without_proxy() -> Iterator[None]:
    """Let this process, and those it starts, reach this machine directly, whatever proxy the environment names."""
    former = {name: os.environ.get(name) for name in ("NO_PROXY", "no_proxy")}
    listed = next(filter(None, former.values()), "")
    for name in former:
        os.environ[name] = ",".join(filter(None, (listed, "127.0.0.1", "localhost")))
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def prefect_home() -> Path:
    """The folder where Prefect keeps its database, unless a temporary server has one of its own."""
    return Path(os.environ.get("PREFECT_HOME") or "~/.prefect").expanduser()


def _end_with_parent(home: Path | None) -> None:
    sys.stdin.buffer.read()
    delete_home(home)
    os._exit(0)


def _serve() -> None:
    os.umask(0o077)
    home = os.environ.get(_OWN_HOME)
    threading.Thread(target=_end_with_parent, args=(Path(home) if home else None,), daemon=True).start()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        print(listening.getsockname()[1], flush=True)  # noqa: T201 - for the process that started this one
        import uvicorn

        app = "prefect.server.api.server:create_app"
        uvicorn.Server(uvicorn.Config(app, factory=True, log_level="error", lifespan="on")).run(sockets=[listening])


if __name__ == "__main__":
    _serve()
