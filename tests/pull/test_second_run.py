"""A second run with nothing new asks for no page again that it need not, opens no page that is kept, and costs little.

Where an API tells nothing of edits or deletions, or tells of a change late, a list has to be read again: that of its
window, or of the last minutes (see docs/sources.md). Here each of these fits on one page, so that a call is one list.
"""

import os
import resource
import subprocess
import sys
from contextlib import ExitStack

import pytest

from tests.pull import desk
from tests.pull.servers import serving
from tests.pull.vendors import SERVERS, module_of, workspace_of
from vocpipe import pipeline
from vocpipe.collect.load import collect
from vocpipe.settings.pulled import secret_places
from vocpipe.store import raw
from vocpipe.store.workspace import Workspace

START = "from vocpipe.cli.main import main; main()"
MAX_SECONDS = 5  # of computing, which a busy machine does not change much
WAITS = {"marketo"}  # for the vendor: it writes a file, and is asked after half a minute whether it has

# The calls of a run in which nothing is new: none is about a single ticket, conversation, thread or person.
CALLS = {
    "app_store": {"/v1/apps/682658836/customerReviews": 1},
    "google_play": {"/token": 1, "/androidpublisher/v3/applications/com.example.app/reviews": 1},
    "hubspot": {"/crm/v3/objects/tickets/search": 1, "/crm/v3/objects/tickets": 1},
    "intercom": {"/conversations/search": 1},
    "marketo": {
        **dict.fromkeys(("/identity/oauth/token", "/bulk/v1/activities/export/create.json"), 1),
        **dict.fromkeys(("/bulk/v1/activities/export/job1/enqueue.json", "/rest/v1/activities/deletedleads.json"), 1),
        **{"/bulk/v1/activities/export/job1/status.json": 2, "/bulk/v1/activities/export/job1/file.json": 1},
    },
    "salesforce": {
        **{"/services/oauth2/token": 1, "/services/data/v62.0/queryAll": 3},  # cases, merged contacts and accounts
        "/services/data/v62.0/sobjects/Case/deleted/": 1,
    },
    "slack": {"/conversations.list": 1, "/conversations.history": 2, "/conversations.replies": 1},
    "surveymonkey": {
        **{f"/surveys/{survey}/{what}": 1 for survey in (501, 502) for what in ("responses", "responses/bulk")},
        "/surveys": 1,
    },
    "x": {"/tweets/search/recent": 1},
    "zendesk": {"/api/v2/incremental/tickets/cursor": 1},
}


@pytest.mark.parametrize("name", SERVERS)
def test_nothing_is_asked_or_opened_twice(name, tmp_path, monkeypatch):
    server, opened = SERVERS[name](), []
    server.page = 1000
    with workspace_of(server, tmp_path, monkeypatch) as workspace:
        for size in {"_PAGE", "_PIECE", "_ROUND"} & server.sizes.keys():
            monkeypatch.setattr(module_of(server), size, 100_000)
        assert desk.pull(workspace).problem is None
        kept = {path: path.stat().st_mtime_ns for path in desk.files(workspace, name)}
        monkeypatch.setattr(raw.gzip, "decompress", opened.append)
        server.calls.clear()
        assert desk.pull(workspace).line() == f"{name}: nothing new"
    assert dict(server.calls) == CALLS[name]
    assert {path: path.stat().st_mtime_ns for path in desk.files(workspace, name)} == kept
    assert opened == []


@pytest.mark.long
def test_a_second_run_as_people_start_it_costs_little(tmp_path):
    asked, environment = [], dict(os.environ)
    command = [sys.executable, "-c", START, "pull", "--workspace", str(tmp_path)]
    with ExitStack() as stack:
        for name, made in SERVERS.items():
            if name not in WAITS:
                server = made()
                server.page = 1000  # so that no documented limit makes the first run wait
                asked.append(server.settings(stack.enter_context(serving(server))))
                places = {name: secret_places(server.name, name)["variable"] for name in server.secrets}
                environment |= {places[secret]: value for secret, value in server.secrets.items()}
        (tmp_path / "vocpipe.toml").write_text("\n".join(asked), encoding="utf-8")
        assert subprocess.run(command, env=environment, check=False).returncode == 0
        workspace, n = Workspace(tmp_path), len(asked)
        assert len(desk.read(workspace)) > n
        before = computed()
        second = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        assert computed() - before < MAX_SECONDS
    assert (second.returncode, second.stdout.count(": nothing new\n")) == (0, n)
    run_id = pipeline.begin(workspace.root)
    with workspace.connect() as connection:
        assert collect(connection, workspace, workspace.settings, run_id).num_rows == 0


def computed() -> float:
    """Seconds that ended processes of this one have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
