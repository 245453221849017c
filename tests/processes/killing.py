"""Refreshes that are killed: each runs in a process forked from one that has loaded all, so that it starts at once.

Prefect is left out, since none of a refresh's data is there: the stages are the real ones, with the real models. The
forking process itself opens no database.
"""

import os
import pickle
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.builders import add_vectors
from tests.flows import shop
from tests.sentiment import trained
from vocpipe import pipeline
from vocpipe.encoders import models
from vocpipe.errors import RightsError
from vocpipe.rights.disclose import disclose
from vocpipe.rights.forget import finish_pending, forget
from vocpipe.rights.person import Who
from vocpipe.sentiment.training import training_sentences
from vocpipe.settings import EmbedSettings
from vocpipe.store.lock import refresh_lock
from vocpipe.store.snapshot import ask_newest, read_through
from vocpipe.store.vectors import MINILM, USE, encoder_plan
from vocpipe.store.workspace import Workspace

Rows = dict[str, list[tuple[Any, ...]]]
Job = Callable[[Path, Callable[[str], None]], None]
CUSTOMER = "c3"
_MAX_SECONDS = 1800  # on a machine that is busy with other things


@dataclass(frozen=True, slots=True)
class Trial:
    """What is killed: `prepare` makes its workspace out of a copy of the base, `job` is what runs in it."""

    name: str
    base: Path
    prepare: Callable[[Path], None]
    job: Job
    marks: dict[str, float] = field(default_factory=dict)  # the parts of the job, and the second at which each begins


def warm() -> None:
    """Load what a refresh needs, so that every fork has it."""
    for model in encoder_plan(EmbedSettings()).models:
        models.encode(model, ["warm-up"])


def refresh(root: Path, reached: Callable[[str], None], *, rediscover: bool = False) -> None:
    """All stages of a refresh, as the flow runs them; `reached` is told each before it begins."""
    with refresh_lock(Workspace(root)):
        reached("begin")
        finish_pending(Workspace(root))
        run_id = pipeline.begin(root)
        for stage in pipeline.STAGES:
            if stage == "outcomes" and pipeline.drop_if_nothing_new(root, run_id):
                return
            reached(stage)
            pipeline.run_stage(root, run_id, stage, rediscover=rediscover)
        reached("publish")
        pipeline.finish(root, run_id)


def forget_one(root: Path, reached: Callable[[str], None]) -> None:
    """A customer is forgotten, unless a kill came after that was done; `reached` is told of each stage's beginning."""
    run_stage = pipeline.run_stage

    def told(place: Path, run_id: str, stage: str, **options: Any) -> Any:
        reached(stage)
        return run_stage(place, run_id, stage, **options)

    reached("forget")
    pipeline.run_stage = told
    with suppress(RightsError):
        forget(Workspace(root), Who(CUSTOMER, None))


def export_one(root: Path, reached: Callable[[str], None]) -> None:
    """All that is held on a customer is written for them."""
    reached("export")
    disclose(Workspace(root), Who(CUSTOMER, None), root / "held.json")


def grown(root: Path) -> None:
    """A second file of answers has come."""
    shop.grow(Workspace(root))


def unchanged(root: Path) -> None:
    """The workspace stays as it is."""


def published(root: Path) -> Rows:
    """The rows of the newest snapshot, after every byte of it was read; a snapshot that is damaged fails."""
    _, _, notice = ask_newest(Workspace(root), read_through)
    if notice:
        raise RuntimeError(notice)
    return shop.published(Workspace(root))


def in_fork(work: Callable[[], Any]) -> Any:
    """What `work` returns in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _end_with(lambda: pickle.dumps(work()), writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError(work)
    return pickle.loads(content)  # noqa: S301 - from the fork


def killed(trial: Trial, root: Path, draw: random.Random) -> str:
    """Run the trial's job in `root` and kill it at a random moment of a random part; returns where it was."""
    part = draw.choice(sorted(trial.marks))
    rest = [second for second in trial.marks.values() if second > trial.marks[part]]
    delay = draw.uniform(0, (min(rest) if rest else trial.marks["end"]) - trial.marks[part])
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _end_with(lambda: trial.job(root, lambda name: os.write(writing, f"{name}\n".encode())) or b"", writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        while (line := pipe.readline()) and line.decode().strip() != part:
            pass
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return f"{part}+{delay:.2f}s" if os.WIFSIGNALED(status) else f"{part}, ended"


def timed(trial: Trial, root: Path) -> dict[str, float]:
    """The second at which each part of the job began when nothing disturbed it, and its end."""
    start = time.monotonic()
    marks: dict[str, float] = {}

    def work() -> dict[str, float]:
        trial.job(root, lambda name: marks.update({name: time.monotonic() - start}))
        return marks | {"end": time.monotonic() - start}

    found: dict[str, float] = in_fork(work)
    return found


def make(root: Path) -> None:
    """The small company before its first refresh, with the vectors of the sentences that the heads learn from.

    They take as long as all the rest, and are the work of an installation and not of a workspace.
    """
    sentences = training_sentences()
    hashes, english = sentences["text_hash"].to_pylist(), [lang == "en" for lang in sentences["lang"].to_pylist()]
    with shop.make(root, copies=1).connect() as connection:
        add_vectors(connection, USE, hashes, trained.shared_vectors().tolist())
        own = [key for key, is_english in zip(hashes, english, strict=True) if is_english]
        add_vectors(connection, MINILM, own, trained.english_vectors().tolist())


def copy(trial: Trial, root: Path) -> Path:
    """A copy of the trial's base at `root`, prepared."""
    shutil.copytree(trial.base, root, symlinks=True)
    trial.prepare(root)
    return root


def _end_with(work: Callable[[], bytes], writing: int) -> None:
    """In the fork: write what `work` returns and end, with 1 if it failed."""
    signal.alarm(_MAX_SECONDS)
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(work())
        os._exit(0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
