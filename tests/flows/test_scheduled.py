"""A Prefect server on PostgreSQL, a worker and a deployment from the wheel: runs on a schedule, one killed."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from tests.flows import shop
from tests.pull import postgres
from tests.pull.servers import SECRET, serving
from tests.pull.zendesk_server import Zendesk
from vocpipe.store.snapshot import newest, open_snapshot

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(postgres.programs() is None, reason="needs Debian's package postgresql"),
]
ROOT = Path(__file__).parents[2]
START = "import sys; from vocpipe.cli.main import main; main()"
EVERY_MINUTE = 'cron: "* * * * *"'
PATIENCE = 600  # seconds, on a busy machine


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with the installed wheel, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder / "dist"), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = (folder / "dist").glob("*.whl")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    return folder


class Walk:
    """Commands in the environment of whoever runs the schedule; what each says is kept in a file."""

    def __init__(self, folder: Path, site: Path, address: str, port: int) -> None:
        self.folder, self.api = folder, f"http://127.0.0.1:{port}/api"
        self.root = folder / "voice"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "VOCPIPE_"))},
            **{"PYTHONPATH": str(site), "PREFECT_HOME": str(folder / "home"), "PREFECT_API_URL": self.api},
            **{"PREFECT_SERVER_DATABASE_CONNECTION_URL": address, "PREFECT_SERVER_ANALYTICS_ENABLED": "false"},
            **{"DO_NOT_TRACK": "1", "NO_PROXY": "127.0.0.1", "VOCPIPE_LANG": "en", "NO_COLOR": "1"},
            **{"SOURCES__DESK__TOKEN": SECRET, "OMP_NUM_THREADS": "1"},
        }

    def run(self, *command: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[bytes]":
        """Run a command to its end."""
        done = subprocess.run(
            command, cwd=cwd or self.folder, env=self.environment, capture_output=True, timeout=PATIENCE, check=False
        )
        with (self.folder / "commands.log").open("ab") as log:
            log.write(done.stdout + done.stderr)
        return done

    @contextmanager
    def start(self, name: str, *command: str):
        """A process that runs on inside the block."""
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=log, stderr=log)
            try:
                yield process
            finally:
                started = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
                for one in started:
                    one.terminate()
                for one in psutil.wait_procs(started, timeout=30)[1]:  # on a busy machine a worker waits for its runs
                    one.kill()
                process.wait()

    def asked(self, path: str, content: dict | None = None):
        """What the server answers."""
        answer = httpx.post(f"{self.api}/{path}", json=content or {}, timeout=60, trust_env=False)
        return answer.raise_for_status().json()

    def runs(self) -> list[dict]:
        """The runs of the refresh, the earliest first."""
        found = self.asked("flow_runs/filter", {"flows": {"name": {"any_": ["refresh"]}}})
        return sorted(found, key=lambda run: run["expected_start_time"])

    def states(self) -> list[str]:
        """How the runs that have begun stand."""
        return [run["state_type"] for run in self.runs() if run["state_type"] != "SCHEDULED"]


def wait_until(is_so, what: str):
    """Wait for something; fails with `what` if it does not come."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if found := is_so():
                return found
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise TimeoutError(what)


@pytest.fixture
def walk(tmp_path, site):
    """A running server with its records in PostgreSQL, and a workspace that pulls."""
    prefect = Path(sys.executable).with_name("prefect")
    zendesk = Zendesk()
    zendesk.open(101, f"Here is what I see: {SECRET}")
    with ExitStack() as stack:
        address = stack.enter_context(postgres.server())
        desk = stack.enter_context(serving(zendesk))
        port = postgres._free_port()
        url = address.replace("pg8000", "asyncpg").replace("reader@", f"reader:{postgres.PASSWORD}@")
        walk = Walk(tmp_path, site, url, port)
        shop.make(walk.root)
        source = '[[source]]\nname = "desk"\npull = "zendesk"\nsubdomain = "acme"\nemail = "reader@acme.example"'
        settings = walk.root / "vocpipe.toml"
        settings.write_text(f'{settings.read_text()}\n{source}\naddress = "{desk}"\n', encoding="utf-8")
        server = (str(prefect), "server", "start", "--host", "127.0.0.1", "--port", str(port))
        stack.enter_context(walk.start("server", *server))
        wait_until(lambda: httpx.get(f"{walk.api}/health", trust_env=False).is_success, "server")
        walk.address = address
        yield walk


def test_a_killed_run_is_made_good_by_the_next_one_of_the_schedule(walk, site):
    prefect = str(Path(sys.executable).with_name("prefect"))
    made = walk.run(sys.executable, "-c", START, "schedule", "prefect", "--workspace", str(walk.root), "--out", "flow")
    assert made.returncode == 0, made.stderr
    walk.run(prefect, "work-pool", "create", "vocpipe", "--type", "process")
    shutil.copy(site / "vocpipe" / "schedule" / "prefect.yaml", walk.folder / "prefect.yaml")
    unset = walk.run(prefect, "--no-prompt", "deploy", "--all")
    assert unset.returncode != 0
    assert walk.asked("deployments/filter") == []
    path = walk.folder / "flow" / "prefect.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('cron: "0 5 * * *"', EVERY_MINUTE), encoding="utf-8")
    deployed = walk.run(prefect, "--no-prompt", "deploy", "--all", cwd=path.parent)
    assert deployed.returncode == 0, deployed.stderr
    [deployment] = walk.asked("deployments/filter")
    assert (deployment["name"], deployment["entrypoint"]) == ("voice", "vocpipe.flows.refresh.refresh")
    with walk.start("worker", prefect, "worker", "start", "--pool", "vocpipe") as worker:
        wait_until((walk.root / "private" / "refresh.json").exists, "the first run holds the workspace")
        for child in psutil.Process(worker.pid).children(recursive=True):
            child.kill()
        wait_until(lambda: "COMPLETED" in walk.states(), "a run that completes")
    states = walk.states()
    assert states[0] == "CRASHED"
    with open_snapshot(newest(shop.Workspace(walk.root))) as connection:
        counts = connection.execute("SELECT source, count(*) FROM feedback GROUP BY source ORDER BY source").fetchall()
    assert counts == [("answers", 61), ("desk", 5)]
    pulls = walk.asked("flow_runs/filter", {"flows": {"name": {"any_": ["pull"]}}})
    assert "COMPLETED" in {run["state_type"] for run in pulls}
    assert found_in(walk) == []


def found_in(walk) -> list[str]:
    """Where the secret stands: in files of the workspace, of Prefect's home and of the logs, and in PostgreSQL."""
    found = []
    for path in walk.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        found += [str(path)] if SECRET.encode() in content else []
    address = walk.address.replace("+pg8000", "")
    dump = [str(postgres.programs() / "pg_dump"), "--no-password", address]
    told = subprocess.run(dump, env={"PGPASSWORD": postgres.PASSWORD}, capture_output=True, check=True).stdout
    assert json.dumps("vocpipe.flows.refresh.refresh")[1:-1].encode() in told
    return found + (["postgresql"] if SECRET.encode() in told else [])
