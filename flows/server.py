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

from vocpipe.wording import tell

# Creating a fresh database on a busy machine takes long.
MAX_STARTUP_SECONDS = 120


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
    """Wait until the server at `address` answers; raises TimeoutError if it does not in time."""
    import httpx

    end = time.monotonic() + MAX_STARTUP_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(f"{address}/health", timeout=5).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    raise TimeoutError(tell("cli.refresh.server_timeout", seconds=MAX_STARTUP_SECONDS))


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
