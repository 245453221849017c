"""`vocpipe match`: matches of feedback and customers that are wrong. The next refresh takes them back."""

from typing import Annotated

import typer

from vocpipe.cli.options import HERE, AuthorOption, WorkspaceOption
from vocpipe.inbox.entries import MATCHES, read_entries, undo_entry
from vocpipe.inbox.matches import reject_match
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

match = typer.Typer(help=tell("matching.cli.help"), no_args_is_help=True)


@match.command(help=tell("matching.cli.reject_help"))
def reject(
    feedback_id: Annotated[str, typer.Argument(metavar="FEEDBACK", help=tell("matching.cli.feedback"))],
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Take a match back, for all that was said under the reference of a piece of feedback."""
    entry = reject_match(Workspace(workspace).checked(), feedback_id, author=author)
    customer = entry.detail["customer_id"]
    typer.echo(tell("matching.cli.rejected", edit_id=entry.edit_id, feedback=feedback_id, customer=customer))


@match.command(help=tell("matching.cli.undo_help"))
def undo(
    edit_id: Annotated[str, typer.Argument(metavar="EDIT", help=tell("matching.cli.edit"))],
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Let a match hold again."""
    entry = undo_entry(Workspace(workspace).checked(), edit_id, author=author, journal=MATCHES)
    typer.echo(tell("matching.cli.undone", edit_id=entry.edit_id, feedback=entry.detail["feedback_id"]))


@match.command(help=tell("matching.cli.edits_help"))
def edits(workspace: WorkspaceOption = HERE) -> None:
    """Print one line per match that was taken back, in the order of time."""
    for entry in read_entries(Workspace(workspace).checked(), MATCHES):
        key = "matching.cli.line_undone" if entry.undone_at else "matching.cli.line"
        typer.echo(
            tell(
                key,
                edit_id=entry.edit_id,
                feedback=entry.detail["feedback_id"],
                customer=entry.detail["customer_id"],
                author=entry.author,
                at=entry.edited_at,
                undone_by=entry.undone_by,
                undone_at=entry.undone_at,
            )
        )
