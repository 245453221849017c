"""The explorer in a real browser: served as `vocpipe app` serves it, and opened in Chromium where there is one."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine: the explorer was not tried in a browser"
)


@contextmanager
def served(root: Path, *options: str, port: int | None = None, **environment: str) -> Iterator[str]:
    """The address of the explorer on the workspace in `root`, on a free port, until the block is left."""
    port = port or free_port()
    command = [
        sys.executable, "-c", "from vocpipe.cli.main import main; main()", "app", "--workspace", str(root),
        "--headless", "--address", "127.0.0.1", "--port", str(port), *options,
    ]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=root, env={**os.environ, **environment}, **quiet) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{url}/_stcore/health")
            yield url
        finally:
            server.terminate()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(url: str) -> None:
    """Wait until something answers there, a minute at most."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            direct.open(url, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"it did not start: {url}")
