"""`vocpipe init`: a folder becomes a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from vocpipe.cli.options import HERE
from vocpipe.errors import WorkspaceError
from vocpipe.settings import SETTINGS_FILE
from vocpipe.wording import tell


def init(folder: Annotated[Path, typer.Argument(help=tell("cli.init.folder"))] = HERE) -> None:
    """Write a commented vocpipe.toml for the files in FOLDER/inputs; one that exists is never overwritten."""
    from vocpipe.collect.guess import guess_settings

    path = folder / SETTINGS_FILE
    if path.exists():
        raise WorkspaceError(tell("cli.init.exists", path=path))
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    path.write_text(guess_settings(folder), encoding="utf-8")
    typer.echo(tell("cli.init.done", path=path, folder=folder))
