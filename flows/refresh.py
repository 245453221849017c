"""The refresh as a Prefect flow: tasks, retries, progress, and the report as an artifact.

`vocpipe.pipeline` defines what is done, and in which order.

Tasks are coarse, because each costs Prefect milliseconds: one is a stage. What needs no database inside a stage is
spread over processes or a cluster by `vocpipe.workers`, as `[run]` says.
"""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from vocpipe import pipeline
from vocpipe.errors import SettingsError
from vocpipe.flows.failures import plainly, told_further
from vocpipe.flows.intake import tell_of_sources
from vocpipe.flows.lock import workspace_lock
from vocpipe.flows.parameters import WorkspaceFolder
from vocpipe.flows.progress import StageProgress
from vocpipe.flows.pull import pull_each
from vocpipe.flows.records import mask_records
from vocpipe.flows.retries import may_pass
from vocpipe.flows.secrets import block_secret
from vocpipe.notify.run import after_refresh
from vocpipe.rights.forget import finish_pending
from vocpipe.step import Counts
from vocpipe.store.faults import without_content
from vocpipe.store.files import private_umask
from vocpipe.store.workspace import Workspace
from vocpipe.unchanged import look, seal
from vocpipe.wording import tell

_LONGEST = timedelta(hours=24).total_seconds()  # one that is stopped resumes on the next run


@task(task_run_name="{stage}", persist_result=False)
def run_stage(root: Path, run_id: str, stage: str, rediscover: bool) -> Counts:
    """Run one stage of the refresh and show its progress; returns its counts."""
    progress, start = StageProgress(stage), time.monotonic()
    with without_content(Workspace(root), stage):
        counts = pipeline.run_stage(root, run_id, stage, rediscover=rediscover, progress=progress)
    progress.finish(time.monotonic() - start)
    return counts


@task(persist_result=False)
def notify(root: Path, failed: bool) -> list[str]:
    """Tell people what is new, or that the refresh failed; returns a line for each way."""
    workspace = Workspace(root)
    return after_refresh(workspace, workspace.settings, failed=failed, elsewhere=block_secret)


@task(persist_result=False)
def publish(root: Path, run_id: str) -> str:
    """Publish the snapshot; returns the report on the run, in Markdown."""
    with without_content(Workspace(root), "publish"):
        return pipeline.finish(root, run_id)


# One thread: stages follow each other, and a model uses all cores by itself. No result is kept: some hold texts.
@flow(
    name="refresh",
    task_runner=cast(TaskRunner[PrefectFuture[Any]], ThreadPoolTaskRunner(max_workers=1)),
    timeout_seconds=_LONGEST,
    persist_result=False,
)
def refresh(workspace: WorkspaceFolder, rediscover: bool = False, pulling: bool = True) -> str:
    """Refresh the workspace folder; returns the report, in Markdown.

    rediscover: discover the themes anew; they keep their ids and names. pulling: ask the systems for what is new; else
    take what was pulled before. Raises RefreshRunningError if another refresh holds the workspace.
    """
    root = Path(workspace).resolve()
    with plainly(root), private_umask(), workspace_lock(root):
        try:
            report = _refresh(root, rediscover=rediscover, pulling=pulling)
        except Exception:
            _notify(root, failed=True)
            raise
        return "\n".join([report, *_notify(root, failed=False)])


def _refresh(root: Path, *, rediscover: bool, pulling: bool) -> str:
    """The report, after the snapshot is published, or was found to be current."""
    finish_pending(Workspace(root), elsewhere=mask_records)  # a request to forget that was cut off
    before = look(Workspace(root))
    pulled = pull_each(root) if pulling else []
    run_id = pipeline.begin(root)
    report = _run_stages(root, run_id, rediscover=rediscover)
    whole = "\n".join([*pulled, *tell_of_sources(root), report or tell("cli.refresh.nothing_new")])
    if report:
        create_markdown_artifact(whole, key="refresh-report", description=f"Refresh {run_id}")
    seal(Workspace(root), before)
    return whole


def _run_stages(root: Path, run_id: str, *, rediscover: bool) -> str | None:
    """The report on the run after its snapshot is published; None if nothing is new. Errors say what is kept."""
    for stage in pipeline.STAGES:
        with told_further(stage):
            if stage == "outcomes" and pipeline.drop_if_nothing_new(root, run_id):
                return None
            _task_of(stage).submit(root, run_id, stage, rediscover).result()
    with told_further("publish"):
        report: str = publish.submit(root, run_id).result()
    return report


def _notify(root: Path, *, failed: bool) -> list[str]:
    """One line per way by which somebody is told; none if the settings name nobody, or can't be read."""
    try:
        if not Workspace(root).settings.notify:
            return []
    except SettingsError:
        return []
    lines: list[str] = notify.submit(root, failed).result()
    return lines


def _task_of(stage: str) -> Any:
    """The task of a stage; reading files is retried, because a network share may be gone for a moment."""
    if stage != "collect":
        return run_stage
    return run_stage.with_options(retries=2, retry_delay_seconds=10, retry_condition_fn=may_pass)
