"""`vocpipe export`: all that is held on a customer, or on one person, for them to read."""

from pathlib import Path
from typing import Annotated

import typer

from vocpipe.cli.forget import who_is_meant
from vocpipe.cli.options import HERE, AuthorOption, WorkspaceOption
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


def export(
    out: Annotated[Path, typer.Option("--out", help=tell("forget.disclosure.out"))],
    customer: Annotated[str | None, typer.Option("--customer", help=tell("forget.disclosure.customer"))] = None,
    email: Annotated[str | None, typer.Option("--email", help=tell("forget.disclosure.email"))] = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Write all that is held on the person to a file and a page, and say where they are."""
    from vocpipe.rights.disclose import disclose  # reads every export, by the readers that other commands don't need

    written = disclose(Workspace(workspace).checked(), who_is_meant(customer, email), out, author=author)
    records = sum(written.counts.values())
    typer.echo(tell("forget.disclosure.written", data=written.data, page=written.page, n=records))
