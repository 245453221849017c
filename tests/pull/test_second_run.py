"""A second run with nothing new asks for one page, reads none again, and costs little."""

import os
import resource
import subprocess
import sys

from tests.pull import desk
from tests.pull.servers import SECRET, serving
from tests.pull.zendesk_server import Zendesk
from vocpipe import pipeline
from vocpipe.collect.load import collect
from vocpipe.store.workspace import Workspace

START = "from vocpipe.cli.main import main; main()"
MAX_SECONDS = 5  # of computing, which a busy machine does not change much
N = 120


def computed() -> float:
    """Seconds that ended processes of this one have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_nothing_is_asked_or_read_twice(tmp_path):
    zendesk = Zendesk()
    for number in range(N):
        zendesk.open(100 + number, f"The search stops after {number} minutes")
    with serving(zendesk) as address:
        asked = '[[source]]\nname = "tickets"\npull = "zendesk"\nsubdomain = "acme"\nemail = "reader@acme.example"'
        (tmp_path / "vocpipe.toml").write_text(f'{asked}\naddress = "{address}"\n', encoding="utf-8")
        command = [sys.executable, "-c", START, "pull", "--workspace", str(tmp_path)]
        environment = os.environ | {"SOURCES__TICKETS__TOKEN": SECRET}
        assert subprocess.run(command, env=environment, check=False).returncode == 0
        workspace = Workspace(tmp_path)
        assert len(desk.read(workspace)) == N
        pages, calls, before = desk.files(workspace), sum(zendesk.calls.values()), computed()
        second = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        assert (second.returncode, second.stdout) == (0, "tickets: nothing new\n")
        assert computed() - before < MAX_SECONDS
    assert sum(zendesk.calls.values()) - calls == 1
    assert desk.files(workspace) == pages
    run_id = pipeline.begin(workspace.root)
    with workspace.connect() as connection:
        assert collect(connection, workspace, workspace.settings, run_id).num_rows == 0
