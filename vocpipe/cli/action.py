"""`vocpipe action`: what people decide to do about themes. The next refresh publishes it and looks for its effect."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from vocpipe.cli.evaluate import HERE, WorkspaceOption
from vocpipe.cli.theme import AuthorOption, ThemeArgument, checked
from vocpipe.inbox.actions import Action, add_action, close_action, read_actions, undo_action

action = typer.Typer(help="Write down what is done about a theme, and look whether it helped.", no_args_is_help=True)

ActionArgument = Annotated[
    str, typer.Argument(metavar="ACTION", help="The action's id, as vocpipe action list shows it.")
]
_DAY = ["%Y-%m-%d"]


class Ending(StrEnum):
    """How an action ends."""

    done = "done"
    dropped = "dropped"


@action.command()
def add(
    theme_id: ThemeArgument,
    title: Annotated[str, typer.Argument(help="What is done.")],
    on: Annotated[datetime, typer.Option("--on", formats=_DAY, help="The day from which on customers can feel it.")],
    owner: Annotated[str | None, typer.Option("--owner", help="Who sees to it.")] = None,
    release: Annotated[str | None, typer.Option("--release", help="The release it comes with.")] = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Decide to do something about a theme."""
    entry = add_action(
        checked(workspace), theme_id, title, done_on=on.date(), owner=owner, release=release, author=author
    )
    typer.echo(f"{entry.edit_id}  {theme_id}; the next refresh publishes it")


@action.command()
def close(
    action_id: ActionArgument,
    ending: Annotated[Ending, typer.Option("--as", help="How it ended.")] = Ending.done,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=_DAY, help="The day it was really done, where it is another.")
    ] = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Say that an action is done, or dropped."""
    done_on = on.date() if on else None
    close_action(checked(workspace), action_id, ending=ending.value, done_on=done_on, author=author)
    typer.echo(f"{action_id}  {ending}; the next refresh publishes it")


@action.command()
def undo(action_id: ActionArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Take back the last thing decided about an action: its ending, else the action itself."""
    entry = undo_action(checked(workspace), action_id, author=author)
    typer.echo(f"{action_id}  {entry.kind} undone; the next refresh publishes it")


@action.command("list")
def list_actions(workspace: WorkspaceOption = HERE) -> None:
    """List every action: id, day, status, theme, owner, release, what is done, who decided it and when."""
    for found in read_actions(checked(workspace)):
        typer.echo(_line(found))


def _line(found: Action) -> str:
    told = [f"owner={found.owner}" if found.owner else "", f"release={found.release}" if found.release else ""]
    decided = f"({found.author}, {found.created_at:%Y-%m-%d %H:%M} UTC)"
    parts = [found.action_id, str(found.done_on), found.status, found.theme_id, *told, found.title, decided]
    return "  ".join(part for part in parts if part)
