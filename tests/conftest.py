"""How the whole suite is spread over the machine's cores: one process per core, one thread each."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.shared import built_once

if TYPE_CHECKING:
    from vocpipe.store.workspace import Workspace

# Several processes, each with a thread a core, wait for each other more than they work: embedding takes ten times as
# long. Read by the numeric libraries when they are loaded, which is after this file.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["OMP_NUM_THREADS"] = "1"

# Tests compare English messages, whatever language the machine speaks.
os.environ["VOCPIPE_LANG"] = "en"

SECRET = bytes(range(32))

# How long one example takes tells how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    """The vectors of the training sentences are made once and kept for all processes and runs."""
    cache = getattr(config, "cache", None)  # none with -p no:cacheprovider
    if cache is not None:
        os.environ["VOCPIPE_TEST_VECTORS"] = str(cache.mkdir("training-vectors"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Some tests run in this process, at once and with a debugger; the whole suite in as many as there are cores."""
    return None if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


@pytest.fixture(scope="session", autouse=True)
def same_secret() -> Iterator[None]:
    """Workspaces of tests draw the same secret in every run, so that ids and results are the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vocpipe.store.secret.random_bytes", lambda: SECRET)
        yield


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> "Workspace":
    """The demo company as `vocpipe demo` leaves it, refreshed once for all tests; only to be read."""
    from vocpipe.store.workspace import Workspace

    return Workspace(built_once(tmp_path_factory, "demo", _build_demo))


def _build_demo(root: Path) -> None:
    (root / "private").mkdir(mode=0o700, parents=True)
    (root / "private" / "secret.key").write_bytes(SECRET)
    command = [sys.executable, "-c", "from vocpipe.cli.main import main; main()", "demo", "--no-app"]
    environment = os.environ | {"PREFECT_HOME": f"{root}.prefect"}
    subprocess.run([*command, "--workspace", root], check=True, env=environment)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A name for bytes by their number: packed files hold the time, and the names of tests must not."""
    return f"{argname}-{len(val)}" if isinstance(val, bytes) else None
