"""`vocpipe privacy`: new pseudonyms for everybody."""

from enum import StrEnum
from typing import Annotated

import typer

from vocpipe.cli.options import HERE, AuthorOption, WorkspaceOption
from vocpipe.flows import local
from vocpipe.inbox.pseudonyms import rotate_pseudonyms
from vocpipe.rights.request import pending
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

privacy = typer.Typer(help=tell("pseudonyms.cli.help"), no_args_is_help=True)


class Older(StrEnum):
    """What becomes of snapshots with the former pseudonyms."""

    REMOVE = "remove"
    KEEP = "keep"


@privacy.command(help=tell("pseudonyms.cli.rotate_help"))
def rotate(
    older: Annotated[Older, typer.Option("--older", help=tell("pseudonyms.cli.older"))] = Older.REMOVE,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Give everybody a new pseudonym, refresh, and print what was done."""
    at = Workspace(workspace).checked()
    if pending(at):  # a request to forget that was cut off names people by the ids that are about to change
        local.run_locally(workspace)
    done = rotate_pseudonyms(at, keep_older=older is Older.KEEP, author=author)
    counts = {"customers": done.customers, "feedback": done.feedback, "sentences": done.sentences}
    typer.echo(tell("pseudonyms.cli.rotated", **counts, entries=done.entries))
    typer.echo(local.run_locally(workspace))
    typer.echo(tell(f"pseudonyms.cli.older_{older.value}"))
