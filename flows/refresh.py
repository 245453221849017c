"""The refresh: collect, structure, use. One run of everything over what is new.

Tasks are coarse, since each costs Prefect milliseconds, and each opens the workspace by its path, so that the same flow
runs on Dask or Ray by its task runner alone; `encode` touches no database and is what a cluster spreads.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from vocpipe.collect.load import collect as collect_files
from vocpipe.flows.progress import Stage
from vocpipe.handoff.report import refresh_report
from vocpipe.outcomes.actions.stage import refresh_action_effects, store_actions
from vocpipe.outcomes.churn.stage import refresh_churn
from vocpipe.outcomes.invitations.rates import refresh_response
from vocpipe.outcomes.nps.change import refresh_nps_change
from vocpipe.outcomes.nps.driver import refresh_drivers
from vocpipe.outcomes.nps.groups import Scored
from vocpipe.outcomes.nps.segments import refresh_segment_scores
from vocpipe.outcomes.nps.theme_nps import refresh_nps
from vocpipe.outcomes.nps.theme_score import refresh_scores
from vocpipe.outcomes.risk.stage import refresh_risk
from vocpipe.outcomes.segments.stage import refresh_segments
from vocpipe.outcomes.trends.alerts import refresh_alerts
from vocpipe.outcomes.trends.change import refresh_change
from vocpipe.sentiment.head import training_sentences
from vocpipe.sentiment.stage import refresh_sentiment
from vocpipe.settings import Settings
from vocpipe.store.actions import read_actions
from vocpipe.store.exports import sync_exports
from vocpipe.store.inbox import read_entries
from vocpipe.store.lock import refresh_lock
from vocpipe.store.publish import publish as publish_snapshot
from vocpipe.store.runs import begin_run, drop_run, finish_run, is_current, note_stage
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import Workspace
from vocpipe.structure import encoder_process
from vocpipe.structure.embed import chunks_to_embed, store_vectors
from vocpipe.structure.stage import structure as structure_feedback
from vocpipe.themes.stage import refresh_themes

Counts = dict[str, int]


@contextmanager
def _stage(root: Path, run_id: str, name: str) -> Iterator[tuple[duckdb.DuckDBPyConnection, Settings, Stage, Counts]]:
    """The workspace opened for one stage; what it counts and how long it takes is written to its run."""
    workspace, stage, counts, start = Workspace(root), Stage(name), Counts(), time.monotonic()
    with workspace.connect() as connection:
        yield connection, workspace.settings, stage, counts
        seconds = time.monotonic() - start
        note_stage(connection, run_id, name, seconds, counts)
    stage.finish(seconds)


@task(retries=2, retry_delay_seconds=10)
def collect(root: Path, run_id: str) -> None:
    """Reads the exports; retried, since a network share may be away for a moment."""
    with _stage(root, run_id, "collect") as (connection, settings, stage, counts):
        files = collect_files(
            connection, Workspace(root), settings, run_id, progress=lambda _, done, total: stage(done, total)
        )
        for column in ("rows_read", "rows_rejected", "feedback_new", "feedback_changed", "feedback_deleted"):
            counts[column] = pa.compute.sum(files.column(column)).as_py() or 0
        counts["files"] = files.num_rows
        counts["exports"] = sync_exports(connection, Workspace(root))


@task
def structure(root: Path, run_id: str) -> None:
    """Cleans, masks and splits what is new."""
    with _stage(root, run_id, "structure") as (connection, settings, stage, counts):
        counts.update(structure_feedback(connection, settings, progress=stage))


@task
def plan_embedding(root: Path) -> list[pa.Table]:
    """The texts that have no vector yet, in chunks."""
    workspace = Workspace(root)
    settings = workspace.settings
    own_names, extra = settings.workspace.own_names, training_sentences()
    with workspace.connect() as connection:
        return chunks_to_embed(connection, settings.embed, own_names=own_names, extra=extra)


@task(retries=1)
def encode(chunk: pa.Table, batch_size: int) -> pa.Table:
    """One chunk's vectors."""
    return encoder_process.encode(chunk, batch_size=batch_size)


@task
def themes(root: Path, run_id: str, rediscover: bool) -> None:
    """Puts new sentences into themes, or discovers themes when it is time, and takes in what people decided."""
    with _stage(root, run_id, "themes") as (connection, settings, stage, counts):
        edits = read_entries(Workspace(root))
        counts.update(refresh_themes(connection, settings, run_id, rediscover=rediscover, edits=edits, progress=stage))
        counts["actions"] = store_actions(connection, read_actions(Workspace(root)))


@task
def sentiment(root: Path, run_id: str) -> None:
    """Scores the sentences that have not been scored yet."""
    with _stage(root, run_id, "sentiment") as (connection, settings, _, counts):
        counts["scored"] = refresh_sentiment(connection, settings)


@task
def outcomes(root: Path, run_id: str) -> None:
    """Links themes to what the business watches."""
    with _stage(root, run_id, "outcomes") as (connection, settings, _, _counts):
        zone = settings.workspace.timezone
        refresh_segments(connection, settings.segments, zone)
        scored = Scored.of(connection)
        refresh_nps(connection, scored, settings.outcomes)
        refresh_scores(connection, scored, settings.outcomes)
        refresh_drivers(connection, scored, settings.outcomes)
        refresh_segment_scores(connection, settings.outcomes)
        refresh_nps_change(connection, settings.outcomes, zone)
        refresh_response(connection, settings.outcomes)
        refresh_churn(connection, settings.outcomes, zone)
        refresh_change(connection, settings.outcomes, zone)
        refresh_alerts(connection, settings.outcomes, zone)
        refresh_risk(connection, settings.risk, zone)
        refresh_action_effects(connection, settings.outcomes, zone)


@task
def publish(root: Path, run_id: str) -> str:
    """Publishes the snapshot; returns the report on the run, in Markdown."""
    workspace = Workspace(root)
    settings = workspace.settings
    plan = encoder_plan(settings.embed)
    with workspace.connect() as connection:
        finish_run(connection, run_id, {"all languages": plan.shared, **plan.own})
        publish_snapshot(connection, workspace, settings, run_id)
        return refresh_report(connection, run_id)


# One thread: stages follow each other, and a model uses all cores by itself.
@flow(name="refresh", task_runner=cast(TaskRunner[PrefectFuture[Any]], ThreadPoolTaskRunner(max_workers=1)))
def refresh(workspace: Path = Path(), rediscover: bool = False) -> str:
    """One refresh of the workspace folder; returns the report on it, in Markdown."""
    root = Path(workspace).resolve()
    with refresh_lock(Workspace(root)):
        run_id = _begin(root)
        _wait(collect, root, run_id)
        _wait(structure, root, run_id)
        _embed(root, run_id)
        _wait(sentiment, root, run_id)
        _wait(themes, root, run_id, rediscover)
        if _nothing_new(root, run_id):
            return "Nothing new."
        _wait(outcomes, root, run_id)
        report: str = _wait(publish, root, run_id)
    create_markdown_artifact(report, key="refresh-report", description=f"Refresh {run_id}")
    return report


def _wait(stage: Any, *arguments: Any) -> Any:
    """Hand a stage to the task runner and wait for it."""
    return stage.submit(*arguments).result()


def _begin(root: Path) -> str:
    workspace = Workspace(root)
    settings = workspace.settings
    with workspace.connect() as connection:
        return begin_run(connection, workspace, settings)


def _embed(root: Path, run_id: str) -> None:
    """Every chunk is encoded wherever the task runner likes, and stored here as soon as it comes back."""
    chunks = _wait(plan_embedding, root)
    total = sum(chunk.num_rows for chunk in chunks)
    with _stage(root, run_id, "embed") as (connection, settings, stage, counts):
        futures = encode.map(chunks, batch_size=settings.embed.batch_size) if chunks else []
        for future in as_completed(list(futures)):
            vectors = future.result()
            store_vectors(connection, vectors)
            counts["embedded"] = counts.get("embedded", 0) + vectors.num_rows
            stage(counts["embedded"], total)
    encoder_process.stop()  # its memory is needed by what follows


def _nothing_new(root: Path, run_id: str) -> bool:
    workspace = Workspace(root)
    with workspace.connect() as connection:
        current = is_current(connection, workspace, run_id)
        if current:
            drop_run(connection, run_id)
    return current
