"""Nothing leaves this machine: a refresh and the explorer connect to nothing but this machine itself."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
import websockets.sync.client
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.processes.traced import Trace, start
from vocpipe.store.workspace import Workspace

pytestmark = pytest.mark.long


@pytest.fixture
def trace(tmp_path: Path) -> Trace:
    return Trace(tmp_path / "trace")


def test_what_a_process_connects_to_is_seen(trace: Trace) -> None:
    code = (
        "import socket, subprocess, sys\n"
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('192.0.2.1', 9))\n"  # of RFC 5737: nobody's
        "subprocess.run([sys.executable, '-c', \"import socket\\n"
        "try: socket.getaddrinfo('vocpipe.invalid', 80)\\nexcept OSError: pass\"])"
    )
    words = trace.command([sys.executable, "-c", code])
    subprocess.run(words, check=True, env=trace.environment)
    assert {"192.0.2.1", "vocpipe.invalid"} <= trace.outside


def test_a_refresh_and_then_the_explorer_connect_to_this_machine_alone(
    trace: Trace, copied: Workspace, tmp_path: Path
) -> None:
    process = start(trace, "refresh", "--workspace", str(copied.root))
    _, errors = process.communicate(timeout=1200)
    assert process.returncode == 0, errors
    assert "127.0.0.1" in trace.places  # Prefect's server
    assert trace.outside == set()
    explorer = Trace(tmp_path / "explorer")
    port = free_port()
    process = start(explorer, "app", "--headless", "--port", str(port), "--workspace", str(copied.root))
    try:
        address = wait_for_explorer(process, port)
        for page in ("", "themes", "voices", "quality"):
            assert page_is_drawn(address, page)
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # strace alone would let go of the explorer
        process.communicate(timeout=60)
    assert explorer.outside == set()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_explorer(process: "subprocess.Popen[str]", port: int) -> str:
    """The explorer's address, once it answers."""
    end = time.monotonic() + 300
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/_stcore/health", trust_env=False).is_success:
                return f"ws://127.0.0.1:{port}/_stcore/stream"
        except httpx.HTTPError:
            time.sleep(0.2)
    raise TimeoutError(port)


def page_is_drawn(address: str, page: str) -> bool:
    """Whether a visitor's session of the page ran to its end without an exception."""
    ask = BackMsg()
    ask.rerun_script.query_string = "lang=en"
    ask.rerun_script.page_name = page
    with websockets.sync.client.connect(address, max_size=None, open_timeout=60) as session:
        session.send(ask.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(bytes(session.recv(timeout=300)))
            if answer.WhichOneof("type") == "script_finished":
                return answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            if "exception" in str(answer.delta.new_element.WhichOneof("type")):
                return False
