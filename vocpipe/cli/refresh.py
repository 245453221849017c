"""`vocpipe refresh`: one run of everything over what is new."""

from typing import Annotated

import typer

from vocpipe.cli.options import HERE, WorkspaceOption
from vocpipe.flows import local
from vocpipe.store.rebuild import set_database_aside
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


def refresh(
    workspace: WorkspaceOption = HERE,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=tell("damage.rebuild.help"))] = False,
    rediscover: Annotated[bool, typer.Option("--rediscover", help=tell("cli.refresh.rediscover"))] = False,
) -> None:
    """Refresh the workspace and print the report."""
    place = Workspace(workspace).checked()  # a mistake in the settings is reported before anything starts
    if rebuild and (aside := set_database_aside(place)):
        typer.echo(tell("damage.rebuild.set_aside", path=aside), err=True)
    typer.echo(local.run_locally(workspace, rediscover=rediscover, pulling=not rebuild))
