"""The time of a refresh with little new feedback: a made-up workspace is refreshed, and again after an addition."""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np

from vocpipe.errors import VocpipeError
from vocpipe.evaluate.growth_sentences import sentence_rows
from vocpipe.store.snapshot import newest
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.wording import tell

_SETTINGS = """[workspace]
languages = ["ja", "en"]

[[source]]
name = "reviews"
path = "inputs/reviews*.csv"
kind = "review"
columns = { id = "id", text = "body", created_at = "posted", customer_id = "customer", score = "score" }
score_type = "nps"

[embed]
model = {model}
"""


@dataclass(frozen=True, slots=True)
class GrowthScores:
    """How long a first and a later refresh took.

    sentences, new: numbers of made-up sentences, first and later. seconds_first, seconds_later: each refresh from the
    end of reading files to the published snapshot; stages_first, stages_later: of it, the seconds of each stage. share:
    later / first. command_first, command_later, share_command: seconds and share of the whole command, with the start
    of Python and Prefect and the reading of files. embedded_first, embedded_later: texts that were embedded, counted
    once for each model.
    """

    sentences: int
    new: int
    stages_first: dict[str, float]
    stages_later: dict[str, float]
    seconds_first: float
    seconds_later: float
    share: float
    command_first: float
    command_later: float
    share_command: float
    embedded_first: int
    embedded_later: int


@dataclass(frozen=True, slots=True)
class _Run:
    """One refresh: seconds of the command, of its work after reading and of each stage of that, and texts embedded."""

    command: float
    work: float
    stages: dict[str, float]
    embedded: int


def refresh_apart(folder: Path) -> None:
    """Run one refresh by the command line, in a process of its own, as people run it; raises VocpipeError.

    In one process the second refresh would profit from the first one's caches, and Prefect does not support a change of
    its server.
    """
    program = "from vocpipe.cli.main import main; main()"
    command = [sys.executable, "-c", program, "refresh", "--workspace", str(folder)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode:
        raise VocpipeError(tell("evaluate.growth.refresh_failed"))


def measure_growth(
    folder: Path,
    *,
    model: str = "auto",
    sentences: int,
    new: int,
    seed: int = 0,
    refresh: Callable[[Path], None] = refresh_apart,
) -> GrowthScores:
    """Refresh a workspace of made-up sentences in the empty `folder`, and again with `new` more."""
    rows = sentence_rows(sentences + new, np.random.default_rng(seed))
    (folder / "inputs").mkdir(parents=True)
    (folder / "vocpipe.toml").write_text(_SETTINGS.replace("{model}", json.dumps(model)), encoding="utf-8")
    runs: list[_Run] = []
    for name, count in (("reviews-1.csv", sentences), ("reviews-2.csv", new)):
        _write(folder / "inputs" / name, islice(rows, count))
        start = time.monotonic()
        refresh(folder)
        runs.append(_last_run(folder, time.monotonic() - start))
    first, later = runs
    return GrowthScores(
        sentences=sentences,
        new=new,
        stages_first=first.stages,
        stages_later=later.stages,
        seconds_first=first.work,
        seconds_later=later.work,
        share=later.work / first.work,
        command_first=first.command,
        command_later=later.command,
        share_command=later.command / first.command,
        embedded_first=first.embedded,
        embedded_later=later.embedded,
    )


def _write(path: Path, rows: Iterable[tuple[str, str, str, str, int]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "body", "posted", "customer", "score"])
        writer.writerows(rows)


def _last_run(folder: Path, command: float) -> _Run:
    """The newest run; command: the seconds its command took."""
    workspace = Workspace(folder)
    with workspace.connect() as connection:
        row = fetch_one(connection, "SELECT started_at, seconds, changes FROM run ORDER BY started_at DESC LIMIT 1")
    if row is None:
        raise VocpipeError(tell("evaluate.growth.no_run"))
    stages, changes = (json.loads(part) for part in row[1:])
    published = datetime.fromtimestamp(newest(workspace).stat().st_mtime, UTC).replace(tzinfo=None)
    work = (published - row[0]).total_seconds() - stages.pop("collect")
    return _Run(command, work, stages, int(changes.get("embed", {}).get("embedded", 0)))
