"""A temporary Prefect server for one refresh; it ends with the process that started it, even if that is killed.

The server that Prefect starts by itself outlives a killed refresh and keeps its terminal busy.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from vocpipe.errors import ServerError
from vocpipe.wording import tell

# Creating a fresh database on a busy machine takes long.
MAX_STARTUP_SECONDS = 120
MAX_ANSWER_SECONDS = 10
_GATEWAY_ERRORS = frozenset({502, 503, 504})  # from a proxy that can't reach the server


@contextmanager
def temporary_server() -> Iterator[str]:
    """The address of the API of a new server, which may still be starting: see `wait_for`."""
    port = _free_port()
    quiet = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1", "PREFECT_UI_ENABLED": "0"}
    server = subprocess.Popen(
        [sys.executable, "-m", "vocpipe.flows.server", str(port)],
        stdin=subprocess.PIPE,  # closed when this process ends, however it ends: the server watches it
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | quiet,
    )
    try:
        yield f"http://127.0.0.1:{port}/api"
    finally:
        if server.stdin:
            server.stdin.close()
        server.wait(timeout=30)


def wait_for(address: str) -> None:
    """Wait until the temporary server at `address` answers; raises ServerError if it does not in time."""
    import httpx

    end = time.monotonic() + MAX_STARTUP_SECONDS
    while time.monotonic() < end:
        try:
            # Whatever proxy the environment names, this server is on this machine.
            if httpx.get(f"{address}/health", timeout=5, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            pass
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def _serve(port: int) -> None:
    import uvicorn

    threading.Thread(target=_end_with_parent, daemon=True).start()
    app = "prefect.server.api.server:create_app"
    uvicorn.run(app, factory=True, host="127.0.0.1", port=port, log_level="error", lifespan="on")


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
