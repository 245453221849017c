"""`vocpipe doctor`: what is in order, and what to fix."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from vocpipe.cli.options import HERE, JsonOption, WorkspaceOption
from vocpipe.errors import VocpipeError
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

if TYPE_CHECKING:
    from vocpipe.doctor import Check


def doctor(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Print one line per check; the exit code is 1 if a check failed."""
    from vocpipe.doctor import examine

    checks = examine(Workspace(workspace))
    if as_json:
        found = {"checks": [asdict(check) for check in checks], "sources": list(_sources(Workspace(workspace)))}
        typer.echo(json.dumps(found, ensure_ascii=False, default=str))
    else:
        _print(checks)
    if not all(check.passed for check in checks):
        raise typer.Exit(1)


def _print(checks: "Sequence[Check]") -> None:
    for check in checks:
        outcome = "passed" if check.passed else "failed"
        subject = tell(f"doctor.subject.{check.subject}")
        typer.echo(tell(f"cli.doctor.{outcome}", subject=subject, message=check.message))


def _sources(workspace: Workspace) -> Iterator[dict[str, Any]]:
    """How each source stands; none where the settings can't be read, which a check says."""
    from vocpipe.intake import intake

    try:
        settings = workspace.settings
    except VocpipeError:
        return
    for source in intake(workspace, settings):
        yield {**source.values, "source": source.source, "trouble": source.trouble, "line": source.line() or None}
