"""Workspaces that pull from servers in the shape of every vendor, and pulls in processes that can be killed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

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
        patch.setattr(import_module(_module(server)), name, value)
    with serving(server) as address:
        (root / "vocpipe.toml").write_text(server.settings(address), encoding="utf-8")
        for secret, value in server.secrets.items():
            patch.setenv(secret_places(server.name, secret)["variable"], value)
        yield Workspace(root)


def stored(workspace: Workspace) -> dict[str, str]:
    """What the tables hold: id -> text, without the marks of HTML that structure takes out."""
    return {ident: text.removeprefix("<p>").removesuffix("</p>") for ident, text in desk.read(workspace).items()}


@contextmanager
def killable(server: Vendor, root: Path, limit: tuple[float, float]) -> Iterator[Callable[[float | None], int]]:
    """A call that pulls in another process and kills it after some seconds; it returns the status of the process."""
    told = json.dumps({_module(server): server.patches(limit)})
    command = [sys.executable, str(Path(__file__).with_name("zygote.py")), told]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, env=environment, **pipes)

    def pull(after: float | None = None) -> int:
        process.stdin.write(json.dumps({"root": str(root), "after": after}) + "\n")
        process.stdin.flush()
        return int(process.stdout.readline())

    try:
        assert process.stdout.readline().strip() == "ready"
        yield pull
    finally:
        process.stdin.close()
        process.wait(timeout=60)


def _module(server: Vendor) -> str:
    return f"vocpipe.pull.vendors.{server.name}"
