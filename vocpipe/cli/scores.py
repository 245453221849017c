"""What the commands of `vocpipe evaluate` share: their options, and how figures are printed."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from vocpipe.settings import SETTINGS_FILE, Settings
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

TextOption = Annotated[str, typer.Option("--text", help=tell("cli.evaluate.text"))]
LabelOption = Annotated[str, typer.Option("--label", help=tell("cli.evaluate.label"))]


class Against(StrEnum):
    """What is measured next to vocpipe: another tool, or a classifier that is trained on the labels."""

    bertopic = "bertopic"
    taught = "taught"


def settings_if_any(workspace: Path) -> Settings:
    """The workspace's settings, or the defaults if the folder is not a workspace: rows can be measured anywhere."""
    return Workspace(workspace).settings if (workspace / SETTINGS_FILE).exists() else Settings()


def print_scores(scores: dict[str, Any], as_json: bool) -> None:
    """Print one line per figure, with the other tool's figure next to it; or JSON."""
    shown = rounded(scores)
    if as_json:
        typer.echo(json.dumps(shown))
        return
    other = shown.pop(Against.bertopic, None)
    if other is not None:
        typer.echo(f"{'':<18} {'vocpipe':<10} {Against.bertopic}")
    for name, value in shown.items():
        if isinstance(value, dict):
            for part, inner in value.items():
                typer.echo(f"{part:<18} {_plain(inner)}")
        elif other is not None and name in other:
            typer.echo(f"{name:<18} {value!s:<10} {other[name]}")
        else:
            typer.echo(f"{name:<18} {value}")


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    return " ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def rounded(value: Any) -> Any:
    """The value with four decimals wherever there is a number with more."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: rounded(inner) for name, inner in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else value
