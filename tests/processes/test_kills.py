"""A kill at any moment loses and doubles nothing, leaves the snapshot readable, and the next run gives an equal result.

`KILLS=100 pytest tests/processes/test_kills.py` kills 100 times; the long tests do so ten times.
"""

import json
import os
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.processes import killing as kills
from tests.processes.killing import Trial, in_fork

pytestmark = pytest.mark.long
KILLS = int(os.environ.get("KILLS", "10"))
SEED = int(os.environ.get("SEED", "1"))


def to_end(job: kills.Job, root: Path) -> kills.Rows:
    """What is published after the job ran undisturbed."""
    in_fork(partial(job, root, lambda name: None))
    rows: kills.Rows = in_fork(partial(kills.published, root))
    return rows


def rows_or_none(root: Path) -> kills.Rows | None:
    """What is published, if anything was."""
    return in_fork(partial(kills.published, root)) if (root / "published" / "voc.duckdb").exists() else None


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Trial]]:
    """What is killed; each in a copy of a workspace that was refreshed before."""
    folder = tmp_path_factory.mktemp("bases")
    fresh, refreshed, grown = folder / "fresh", folder / "refreshed", folder / "grown"
    kills.warm()
    in_fork(partial(kills.make, fresh))
    kills.copy(Trial("", fresh, kills.unchanged, kills.refresh), refreshed)
    to_end(kills.refresh, refreshed)
    kills.copy(Trial("", refreshed, kills.grown, kills.refresh), grown)
    to_end(kills.refresh, grown)
    rediscover = partial(kills.refresh, rediscover=True)
    yield [
        Trial("first", fresh, kills.unchanged, kills.refresh),
        Trial("incremental", refreshed, kills.grown, kills.refresh),
        Trial("rediscover", grown, kills.unchanged, rediscover),
        Trial("forget", refreshed, kills.unchanged, kills.forget_one),
        Trial("export", refreshed, kills.unchanged, kills.export_one),
    ]


def test_a_kill_at_any_moment_loses_and_doubles_nothing(trials: list[Trial], tmp_path: Path) -> None:
    draw = random.Random(SEED)
    expected = {}
    for trial in trials:
        root = kills.copy(trial, tmp_path / trial.name)
        trial.marks.update(kills.timed(trial, root))
        expected[trial.name] = in_fork(partial(kills.published, root))
    for number in range(KILLS):
        trial = trials[number % len(trials)]
        root = kills.copy(trial, tmp_path / f"{number}")
        before = rows_or_none(root)
        where = f"{trial.name} {kills.killed(trial, root, draw)}"
        after = rows_or_none(root)
        assert after in (before, expected[trial.name]), where
        assert all(json.loads(path.read_bytes()) for path in root.glob("held.json")), where
        is_done = after == expected[trial.name] and before != after
        found = to_end(kills.refresh if is_done else trial.job, root)
        if is_done and trial.name == "forget":  # completing a request whose snapshot was published is one more run
            found["run"] = [row for row in expected["forget"]["run"] if row in found["run"]]
        assert different(found, expected[trial.name]) == [], where


def different(found: kills.Rows, expected: kills.Rows) -> list[str]:
    """The tables whose rows are not those expected."""
    return [name for name in expected.keys() | found.keys() if found.get(name) != expected.get(name)]
