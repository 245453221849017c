"""`vocpipe schedule`: what runs the refresh every day, for cron, systemd or Prefect."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from vocpipe.cli.options import HERE, WorkspaceOption
from vocpipe.errors import StorageError
from vocpipe.schedule import Every, Schedule, Scheduler, files
from vocpipe.store.failures import explaining
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

_FIVE = "05:00"


def schedule(
    scheduler: Annotated[Scheduler, typer.Argument(metavar="cron|systemd|prefect", help=tell("schedule.cli.for"))],
    at: Annotated[datetime, typer.Option("--at", formats=["%H:%M"], help=tell("schedule.cli.at"))] = _FIVE,  # type: ignore[assignment]
    every: Annotated[Every, typer.Option("--every", help=tell("schedule.cli.every"))] = "daily",
    out: Annotated[Path | None, typer.Option("--out", help=tell("schedule.cli.out"))] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print the files, or write them into a folder, and say what to run next."""
    place = Workspace(workspace).checked()
    root = place.root.resolve()
    wanted = Schedule(root, every, at.time(), place.settings.workspace.timezone)
    for name, content in files(scheduler, wanted).items():
        if out is None:
            typer.echo(content, nl=False)
        else:
            _write(out / name, content)
    folder = out or tell("schedule.cli.folder")
    typer.echo(tell(f"schedule.next.{scheduler}", folder=folder, name=wanted.name), err=True)


def _write(path: Path, content: str) -> None:
    """Write a new file; one that is there is somebody's."""
    if path.exists() and path.read_text(encoding="utf-8", errors="replace") != content:
        raise StorageError(tell("schedule.cli.exists", path=path))
    with explaining():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    typer.echo(tell("schedule.cli.written", path=path), err=True)
