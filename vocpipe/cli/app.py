"""`vocpipe app`: the explorer on the newest snapshot."""

import os
import sys
from typing import Annotated

import typer

from vocpipe.app.serving import SHARED, Serving, has_sign_in
from vocpipe.cli.options import HERE, PortOption, WorkspaceOption
from vocpipe.errors import SettingsError
from vocpipe.store.snapshot import ask_newest, read_through
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

DEFAULT_PORT = 8501


def open_app(
    workspace: WorkspaceOption = HERE,
    port: PortOption = DEFAULT_PORT,
    headless: Annotated[bool, typer.Option("--headless", help=tell("cli.app.headless"))] = False,
    address: Annotated[str, typer.Option("--address", help=tell("cli.app.address"))] = "localhost",
    host: Annotated[list[str] | None, typer.Option("--host", help=tell("access.app.host_help"))] = None,
    without_sign_in: Annotated[bool, typer.Option("--without-sign-in", help=tell("cli.app.without_sign_in"))] = False,
) -> None:
    """Become the explorer's server: its process replaces this one, so this function does not return."""
    place = Workspace(workspace)
    _, _, notice = ask_newest(place, read_through)
    if notice:
        typer.echo(f"vocpipe: {notice}", err=True)
    serving = Serving(address, port, headless, (*place.settings.app.hosts, *(host or ())))
    if not (serving.is_local or without_sign_in or has_sign_in(place.root)):
        raise SettingsError(tell("cli.app.no_sign_in", address=address))
    os.environ[SHARED] = "" if serving.is_local and not serving.hosts else "1"
    os.environ["VOCPIPE_WORKSPACE"] = str(workspace.resolve())
    typer.echo(tell("cli.app.address_is", address=serving.url))
    sys.stdout.flush()  # what is still buffered would be lost when the process is replaced
    command = serving.command()
    os.execv(command[0], command)  # noqa: S606
