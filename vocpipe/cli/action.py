"""`vocpipe action`: what people decide to do about themes. The next refresh publishes it and measures its effect."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from vocpipe.cli.options import DAY, HERE, AuthorOption, ThemeArgument, WorkspaceOption
from vocpipe.inbox.actions import Action, add_action, advance_action, close_action, read_actions, undo_action
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

action = typer.Typer(help=tell("cli.action.help"), no_args_is_help=True)

ActionArgument = Annotated[str, typer.Argument(metavar="ACTION", help=tell("cli.action.id"))]


class Ending(StrEnum):
    """How an action ends."""

    done = "done"
    dropped = "dropped"


@action.command(help=tell("cli.action.add.help"))
def add(
    theme_id: ThemeArgument,
    title: Annotated[str, typer.Argument(help=tell("cli.action.add.title"))],
    on: Annotated[datetime, typer.Option("--on", formats=DAY, help=tell("cli.action.add.on"))],
    owner: Annotated[str | None, typer.Option("--owner", help=tell("cli.action.add.owner"))] = None,
    release: Annotated[str | None, typer.Option("--release", help=tell("cli.action.add.release"))] = None,
    ticket: Annotated[str | None, typer.Option("--ticket", help=tell("cli.action.add.ticket"))] = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Note what will be done about a theme."""
    place, day = Workspace(workspace).checked(), on.date()
    entry = add_action(place, theme_id, title, done_on=day, owner=owner, release=release, ticket=ticket, author=author)
    typer.echo(tell("cli.action.added", action_id=entry.edit_id, theme_id=theme_id))


@action.command(help=tell("cli.action.close.help"))
def close(
    action_id: ActionArgument,
    ending: Annotated[Ending, typer.Option("--as", help=tell("cli.action.close.ending"))] = Ending.done,
    on: Annotated[datetime | None, typer.Option("--on", formats=DAY, help=tell("cli.action.close.on"))] = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Note that an action is done, or dropped."""
    close_action(
        Workspace(workspace).checked(), action_id, ending=ending.value, done_on=on.date() if on else None, author=author
    )
    typer.echo(tell(f"cli.action.closed.{ending}", action_id=action_id))


@action.command(help=tell("cli.action.start.help"))
def start(action_id: ActionArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Note that somebody works on an action."""
    advance_action(Workspace(workspace).checked(), action_id, "doing", author=author)
    typer.echo(tell("cli.action.started", action_id=action_id))


@action.command("tell", help=tell("cli.action.tell.help"))
def tell_customers(action_id: ActionArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Note that customers were told of an action that is done."""
    advance_action(Workspace(workspace).checked(), action_id, "told", author=author)
    typer.echo(tell("cli.action.told", action_id=action_id))


@action.command(help=tell("cli.action.undo.help"))
def undo(action_id: ActionArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Take back the last decision about an action: its newest status, else the action itself."""
    entry = undo_action(Workspace(workspace).checked(), action_id, author=author)
    typer.echo(tell(f"cli.action.undone.{entry.kind}", action_id=action_id))


@action.command("list", help=tell("cli.action.list.help"))
def list_actions(workspace: WorkspaceOption = HERE) -> None:
    """Print one line per action, in the order of time."""
    for item in read_actions(Workspace(workspace).checked()):
        typer.echo(_line(item))


def _line(item: Action) -> str:
    owner = f"owner={item.owner}" if item.owner else ""
    release = f"release={item.release}" if item.release else ""
    decided = f"({item.author}, {item.created_at:%Y-%m-%d %H:%M} UTC)"
    ticket = f"ticket={item.ticket}" if item.ticket else ""
    parts = [item.action_id, str(item.done_on), item.status, item.theme_id, owner, release, ticket, item.title, decided]
    return "  ".join(part for part in parts if part)
