"""`vocpipe doctor`: what is in order, and what to fix."""

import typer

from vocpipe.cli.options import HERE, WorkspaceOption
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


def doctor(workspace: WorkspaceOption = HERE) -> None:
    """Print one line per check; the exit code is 1 if a check failed."""
    from vocpipe.doctor import examine

    checks = examine(Workspace(workspace))
    for check in checks:
        outcome = "passed" if check.passed else "failed"
        subject = tell(f"doctor.subject.{check.subject}")
        typer.echo(tell(f"cli.doctor.{outcome}", subject=subject, message=check.message))
    if not all(check.passed for check in checks):
        raise typer.Exit(1)
