"""`vocpipe init`: a folder becomes a workspace."""

import sys
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from vocpipe.cli.options import HERE
from vocpipe.errors import WorkspaceError
from vocpipe.settings import SETTINGS_FILE, Settings
from vocpipe.wording import tell


def init(
    folder: Annotated[Path, typer.Argument(help=tell("cli.init.folder"))] = HERE,
    ask: Annotated[bool, typer.Option("--ask", help=tell("cli.init.ask"))] = False,
) -> None:
    """Write a commented vocpipe.toml for the files in FOLDER/inputs; one that exists is never overwritten."""
    path = folder / SETTINGS_FILE
    if path.exists():
        raise WorkspaceError(tell("cli.init.exists", path=path))
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    content = _content(folder, ask=ask)
    Settings.model_validate(tomllib.loads(content), context={"root": folder.resolve()})  # what is written can be read
    path.write_text(content, encoding="utf-8")
    typer.echo(tell("cli.init.done", path=path, folder=folder))


def _content(folder: Path, *, ask: bool) -> str:
    """The settings, with answers if somebody sits at the terminal."""
    from vocpipe.collect.guess import guess

    if ask and not is_terminal():
        typer.echo(tell("cli.init.no_terminal"), err=True)
    if not ask or not is_terminal():
        return guess(folder).settings()
    from vocpipe.cli import ask as asking

    return asking.ask(folder).settings()


def is_terminal() -> bool:
    """Whether somebody can be asked: neither what is read nor what is written is a pipe or a file."""
    return sys.stdin.isatty() and sys.stdout.isatty()
