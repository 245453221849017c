"""`vocpipe refresh`: one run of everything over what is new."""

from typing import Annotated

import typer

from vocpipe.cli.options import HERE, WorkspaceOption
from vocpipe.flows import local
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


def refresh(
    workspace: WorkspaceOption = HERE,
    rediscover: Annotated[bool, typer.Option("--rediscover", help=tell("cli.refresh.rediscover"))] = False,
) -> None:
    """Refresh the workspace and print the report."""
    Workspace(workspace).checked()  # a mistake in the settings is reported before anything starts
    typer.echo(local.run_locally(workspace, rediscover=rediscover))
