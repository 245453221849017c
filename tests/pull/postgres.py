"""A PostgreSQL of the system's package, started for tests on loopback, and stopped with them."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "pg-planted-secret-93"
_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def programs() -> Path | None:
    """The folder with initdb and postgres; None if the package is not there, or its user is needed and missing."""
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return None
    return _PLACES[-1] if _PLACES else None


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server for SQLAlchemy, with the user `reader` and without the password."""
    folder, port, bin_ = Path(tempfile.mkdtemp(prefix="vocpipe-pg-")), _free_port(), programs()
    assert bin_ is not None
    as_user = {"user": "postgres"} if os.getuid() == 0 else {}
    word = folder / "password"
    word.write_text(PASSWORD, encoding="utf-8")
    if as_user:
        for path in (folder, word):
            shutil.chown(path, "postgres")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    made = [bin_ / "initdb", "-D", folder / "data", "-U", "reader", "-A", "scram-sha-256", f"--pwfile={word}"]
    subprocess.run(list(map(str, made)), check=True, **quiet, **as_user)
    options = ["-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    process = subprocess.Popen([str(bin_ / "postgres"), "-D", str(folder / "data"), *options], **quiet, **as_user)
    try:
        _wait(port, process)
        yield f"postgresql+pg8000://reader@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)
