"""Workspaces that pull from servers in the shape of every vendor, and pulls in processes that can be killed."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.pull import desk
from tests.pull.app_store_server import AppStore
from tests.pull.google_play_server import GooglePlay
from tests.pull.hubspot_server import Hubspot
from tests.pull.intercom_server import Intercom
from tests.pull.marketo_server import Marketo
from tests.pull.salesforce_server import Salesforce
from tests.pull.servers import Vendor, serving
from tests.pull.slack_server import Slack
from tests.pull.surveymonkey_server import Surveymonkey
from tests.pull.x_server import X
from tests.pull.zendesk_server import Zendesk
from vocpipe.settings.pulled import secret_places
from vocpipe.store.workspace import Workspace

_ALL = (AppStore, GooglePlay, Hubspot, Intercom, Marketo, Salesforce, Slack, Surveymonkey, X, Zendesk)
SERVERS: dict[str, type[Vendor]] = {server.name: server for server in _ALL}
_ROOT = Path(__file__).parents[2]


@contextmanager
def workspace_of(server: Vendor, root: Path, patch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace that pulls from the server alone, with small pages, at once after failures and without limits."""
    patch.setenv("RUNTIME__REQUEST_BACKOFF_FACTOR", "0.01")
    for name, value in server.patches().items():
        patch.setattr(module_of(server), name, value)
    with serving(server) as address:
        (root / "vocpipe.toml").write_text(server.settings(address), encoding="utf-8")
        for secret, value in server.secrets.items():
            patch.setenv(secret_places(server.name, secret)["variable"], value)
        yield Workspace(root)


def stored(workspace: Workspace) -> dict[str, str]:
    """What the tables hold: id -> text, without the marks of HTML that structure takes out."""
    return {ident: text.removeprefix("<p>").removesuffix("</p>") for ident, text in desk.read(workspace).items()}


def everything(workspace: Workspace) -> bytes:
    """All that is kept of the workspace, unpacked."""
    found = []
    for path in workspace.root.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found.append(gzip.decompress(content) if path.suffix == ".gz" else content)
    return b"".join(found)


class Zygote:
    """A process from which pulls are started that can be killed."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("zygote.py"))]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(_ROOT)}, **pipes)
        assert self._process.stdout.readline().strip() == "ready"

    def pull(self, server: Vendor, root: Path, limit: tuple[float, float], after: float | None = None) -> int:
        """The status of a pull that is killed after some seconds. limit: calls in seconds of each of its limits."""
        environment = {name: value for name, value in os.environ.items() if name.startswith(("SOURCES__", "RUNTIME__"))}
        order = {"root": str(root), "after": after, "environment": environment}
        order["patches"] = {_name(server): server.patches(limit)}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def end(self) -> None:
        """Let it end."""
        self._process.stdin.close()
        self._process.wait(timeout=60)


def module_of(server: Vendor) -> ModuleType:
    """The vendor's module, whose limits and sizes tests set."""
    return import_module(_name(server))


def _name(server: Vendor) -> str:
    return f"vocpipe.pull.vendors.{server.name}"
