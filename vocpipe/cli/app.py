"""`vocpipe app`: the explorer on the newest snapshot."""

import os
import sys
from importlib import resources
from typing import Annotated

import typer

from vocpipe.cli.options import HERE, PortOption, WorkspaceOption
from vocpipe.store.snapshot import ask_newest, read_through
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

DEFAULT_PORT = 8501


def open_app(
    workspace: WorkspaceOption = HERE,
    port: PortOption = DEFAULT_PORT,
    headless: Annotated[bool, typer.Option("--headless", help=tell("cli.app.headless"))] = False,
    address: Annotated[str, typer.Option("--address", help=tell("cli.app.address"))] = "localhost",
) -> None:
    """Become the explorer's server: its process replaces this one, so this function does not return."""
    _, _, notice = ask_newest(Workspace(workspace), read_through)
    if notice:
        typer.echo(f"vocpipe: {notice}", err=True)
    main = str(resources.files("vocpipe.app") / "main.py")
    os.environ["VOCPIPE_WORKSPACE"] = str(workspace.resolve())
    options = [
        f"--server.address={address}",
        f"--server.port={port}",
        f"--server.headless={str(headless).lower()}",
        "--logger.hideWelcomeMessage=true",  # it also hides Streamlit's offers to developers
    ]
    typer.echo(tell("cli.app.address_is", address=f"http://{address}:{port}"))
    sys.stdout.flush()  # what is still buffered would be lost when the process is replaced
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", main, *options])  # noqa: S606
