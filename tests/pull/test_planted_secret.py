"""A secret in dlt's file is found nowhere else, whatever the server says and however a pull ends."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pull import desk
from tests.pull.servers import SECRET, serving
from tests.pull.vendors import SERVERS, everything, workspace_of
from tests.pull.zendesk_server import Zendesk
from vocpipe.doctor import _check_pulls
from vocpipe.settings.pulled import secret_places

# A pull that breaks while the secret is in its hands, told with a traceback, as a bug of ours or a full disk would.
BREAKS = """
from vocpipe.cli import main
from vocpipe.pull.stream import Stream

def broken(self, batch, state):
    secret = self.job.secrets["token"]
    raise {fault}

Stream._keep = broken
main.main()
"""
PULL = "from vocpipe.cli.main import main; main()"


def in_dlts_file(root: Path, server, monkeypatch) -> None:
    """Move the secrets of a server from the environment into the file."""
    lines = [f"[sources.{server.name}]"]
    for name, value in server.secrets.items():
        monkeypatch.delenv(secret_places(server.name, name)["variable"])
        lines.append(f"{name} = {json.dumps(value)}")
    (root / ".dlt").mkdir()
    (root / ".dlt" / "secrets.toml").write_text("\n".join(lines), encoding="utf-8")


def pieces(server) -> list[bytes]:
    """What must be found nowhere: the secrets, lines of keys, and what calls are signed with."""
    lines = [line for value in server.secrets.values() for line in value.replace("\\n", "\n").splitlines()]
    signed = server.authorization.split(" ")[1]
    return [piece.encode() for piece in (*lines, signed) if len(piece) > 12 and "-----" not in piece]


@pytest.mark.parametrize("name", SERVERS)
def test_a_secret_in_dlts_file_is_nowhere_else(name, tmp_path, monkeypatch, caplog, capfd):
    server, told = SERVERS[name](), []
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("RUNTIME__REQUEST_MAX_ATTEMPTS", "2")
    with workspace_of(server, tmp_path, monkeypatch) as workspace:
        in_dlts_file(tmp_path, server, monkeypatch)
        told.append(desk.pull(workspace))
        assert told[0].records > 0
        server.troubles = ["500"] * 5  # each with what the call was signed with, as careless servers say it
        told.append(desk.pull(workspace))
        server.troubles, server.authorization = [], "Bearer another"
        told.append(desk.pull(workspace))
        asked = [check.message for check in _check_pulls(workspace, workspace.settings)]
    told.append(desk.pull(workspace))  # nobody answers there any more
    assert [result.problem is None for result in told] == [True, False, False, False]
    (tmp_path / ".dlt" / "secrets.toml").unlink()
    shown = "".join((*capfd.readouterr(), caplog.text, *(result.line() for result in told), *asked)).encode()
    assert b"GET /" in shown or b"POST /" in shown  # the log tells of calls
    found = [piece for piece in pieces(SERVERS[name]()) if piece in shown + everything(workspace)]
    assert found == []


@pytest.mark.long
@pytest.mark.parametrize("fault", ["RuntimeError(secret)", "OSError(5, 'Input/output error')", None])
def test_nor_is_it_in_homes_or_tracebacks_of_the_process(fault, tmp_path):
    root, home = tmp_path / "voice", tmp_path / "home"
    (root / ".dlt").mkdir(parents=True)
    home.mkdir()
    secrets = root / ".dlt" / "secrets.toml"
    secrets.write_text(f'[sources.zendesk]\ntoken = "{SECRET}"\n', encoding="utf-8")
    homes = {"HOME": str(home), "PREFECT_HOME": str(home / ".prefect"), "DLT_DATA_DIR": str(home / ".dlt")}
    environment = {**os.environ, **homes, "VOCPIPE_DEBUG": "1", "RUNTIME__LOG_LEVEL": "DEBUG"}
    zendesk = Zendesk()
    zendesk.open(200, f"Here is what I see: {SECRET}")
    command = [sys.executable, "-c", BREAKS.format(fault=fault) if fault else PULL, "pull", "--workspace", str(root)]
    with serving(zendesk) as address:
        (root / "vocpipe.toml").write_text(zendesk.settings(address), encoding="utf-8")
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
    secrets.unlink()
    assert done.returncode == (1 if fault else 0)
    kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert SECRET.encode() not in b"".join([done.stdout, done.stderr, *kept, everything(desk.Workspace(root))])
