"""The options and arguments that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from vocpipe.wording import tell

HERE = Path()
DAY = ["%Y-%m-%d"]  # how a day is written on the command line

_chosen: list[Path] = []


def chosen_workspace() -> Path | None:
    """The workspace folder that the command was given; None if it takes none or was not yet read."""
    return _chosen[-1] if _chosen else None


def _remember(folder: Path) -> Path:
    _chosen.append(folder)
    return folder


WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        envvar="VOCPIPE_WORKSPACE",
        callback=_remember,
        help=tell("cli.option.workspace"),
        show_default=tell("cli.option.workspace_default"),
    ),
]
AuthorOption = Annotated[
    str | None,
    typer.Option(
        "--author",
        envvar="VOCPIPE_AUTHOR",
        help=tell("cli.option.author"),
        show_default=tell("cli.option.author_default"),
    ),
]
PortOption = Annotated[int, typer.Option("--port", help=tell("cli.option.port"))]
JsonOption = Annotated[bool, typer.Option("--json", help=tell("cli.option.json"))]
ThemeArgument = Annotated[str, typer.Argument(metavar="THEME", help=tell("cli.option.theme"))]
