"""`vocpipe pull`: what is new where voices lie, page by page, kept as it came; a refresh then reads it."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from vocpipe.cli.options import DAY, HERE, WorkspaceOption
from vocpipe.errors import VocpipeError
from vocpipe.store.lock import refresh_lock
from vocpipe.store.workspace import Workspace
from vocpipe.wording import amount, tell


def pull(
    source: Annotated[str | None, typer.Argument(metavar="SOURCE", help=tell("pull.cli.source"))] = None,
    since: Annotated[datetime | None, typer.Option("--since", formats=DAY, help=tell("pull.cli.since"))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=tell("pull.cli.dry_run"))] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Pull the sources and print a line for each; the exit code is 1 if one of them failed."""
    from vocpipe.pull.rewrite import expire
    from vocpipe.pull.run import pull_all, pulled_sources

    place = Workspace(workspace).checked()
    settings = place.settings
    if not pulled_sources(settings, source):
        raise VocpipeError(tell("pull.cli.none"))
    day = since.date() if since else None
    with refresh_lock(place):
        results = pull_all(place, settings, only=source, since=day, dry_run=dry_run, progress=_progress)
        if not dry_run:
            expire(place, settings)
    _progress("", 0, 0)
    for result in results:
        typer.echo(result.line())
    if any(result.problem for result in results):
        raise typer.Exit(1)


def _progress(source: str, pages: int, records: int) -> None:
    """One line on a terminal that grows with each page; none where nobody looks."""
    if not sys.stderr.isatty():
        return
    counts = {"pages": amount("page", pages), "records": amount("record", records)}
    line = tell("pull.cli.progress", source=source, **counts) if source else ""
    typer.echo(f"\r\x1b[K{line}", nl=False, err=True)
