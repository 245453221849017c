"""The refresh: its list of steps, and how a stage runs. `vocpipe.flows.refresh` runs the stages as Prefect tasks."""

import time
from pathlib import Path

from vocpipe.collect import steps as collect
from vocpipe.handoff import steps as handoff
from vocpipe.handoff.report import refresh_report
from vocpipe.inbox.entries import check_inbox
from vocpipe.inbox.outbox import drop_words
from vocpipe.outcomes import steps as outcomes
from vocpipe.sentiment import steps as sentiment
from vocpipe.step import Context, Counts, Progress, Step, ignore, in_order
from vocpipe.store.audit import note_settings
from vocpipe.store.compact import compact
from vocpipe.store.heartbeat import note_refreshed
from vocpipe.store.parquet import write_parquet
from vocpipe.store.publish import publish, remove_older
from vocpipe.store.runs import begin_run, drop_run, finish_run, has_lost, is_current, note_stage
from vocpipe.store.snapshot import broken_newest
from vocpipe.store.tables import PublishedTable, published_queries, published_views
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import Workspace
from vocpipe.structure import steps as structure
from vocpipe.themes import steps as themes
from vocpipe.wording import say
from vocpipe.workers.runner import spreading
from vocpipe.workers.spread import Spread

STEPS: tuple[Step, ...] = in_order(
    (
        *collect.STEPS,
        *handoff.STEPS,
        *structure.STEPS,
        *themes.FORGET,
        sentiment.FORGET,
        sentiment.TRAINING_TEXTS,
        structure.GUIDE_TEXTS,
        structure.ARTICLE_TEXTS,
        structure.OWN_VECTORS,
        structure.VECTORS,
        *sentiment.STEPS,
        *themes.STEPS,
        *outcomes.STEPS,
        handoff.AUDIENCE,
    ),
    given=frozenset({"run"}),  # written by the refresh itself, around the steps
)
STAGES: tuple[str, ...] = tuple(dict.fromkeys(step.stage for step in STEPS))


# Counts of stages that say that something about people is gone.
_LOSSES = (
    *(("collect", name) for name in ("feedback_deleted", "customers_gone", "withheld_consent", "withheld_retention")),
    ("structure", "deleted"),
)
_PACKAGES = (collect, handoff, structure, themes)
# Every table and view of the snapshot, in the order of their names.
PUBLISHED: tuple[PublishedTable, ...] = tuple(
    sorted(
        (
            *(table.published for step in STEPS for table in step.tables),
            *(table for package in _PACKAGES for table in package.PUBLISHED),
            *published_queries("vocpipe.store"),
            *published_views("vocpipe.store"),
        ),
        key=lambda table: table.name,
    )
)


def begin(root: Path) -> str:
    """The id of a new run of the workspace at `root`, or of the killed run that resumes.

    Raises DamageError, before anything is done, if people's decisions or the private database can't be read.
    """
    workspace = Workspace(root)
    check_inbox(workspace)
    note_settings(workspace)
    with workspace.connect() as connection:
        return begin_run(connection, workspace, workspace.settings)


def run_stage(
    root: Path,
    run_id: str,
    stage: str,
    *,
    rediscover: bool = False,
    progress: Progress = ignore,
    spread: Spread | None = None,
) -> Counts:
    """Run all steps of one stage and record its counts and seconds; returns the counts.

    spread: where parts are computed, if not where the settings say.
    """
    workspace, counts, start = Workspace(root), Counts(), time.monotonic()
    settings = workspace.settings
    with workspace.connect() as connection, spreading(settings.run) as runner:
        context = Context(connection, workspace, settings, run_id, rediscover, progress, spread or runner)
        for step in STEPS:
            if step.stage == stage:
                counts |= step.run(context)
        note_stage(connection, run_id, stage, time.monotonic() - start, counts)
    return counts


def drop_if_nothing_new(root: Path, run_id: str) -> bool:
    """Delete the run if the newest snapshot is what it would publish; returns whether it is."""
    workspace = Workspace(root)
    with workspace.connect() as connection:
        current = is_current(connection, workspace, run_id, PUBLISHED)
        if current:
            drop_run(connection, run_id)
            note_refreshed(workspace, workspace.settings)
            write_parquet(workspace, workspace.settings)  # a target that is new, or that the last run did not finish
    return current


def finish(root: Path, run_id: str) -> str:
    """Publish the snapshot of the run; returns the report on it, in Markdown.

    If texts or customers are gone since the last one, older snapshots and messages that were not sent go too, and the
    private database is written anew, so that their bytes are nowhere any more.
    """
    workspace = Workspace(root)
    settings = workspace.settings
    plan = encoder_plan(settings.embed)
    broken = broken_newest(workspace)
    with workspace.connect() as connection:
        finish_run(connection, run_id, {"all languages": plan.shared, **plan.own})
        publish(connection, workspace, settings, run_id, PUBLISHED)
        note_refreshed(workspace, settings)
        report, is_smaller = refresh_report(connection, run_id), has_lost(connection, run_id, _LOSSES)
    if is_smaller:
        drop_words(workspace)
        remove_older(workspace)
        compact(workspace)
    write_parquet(workspace, settings)  # last: a bucket that does not answer stops nothing else
    return f"{report}\n{say('damage.snapshot.replaced', damaged=broken)}\n" if broken else report
