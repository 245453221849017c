"""`vocpipe theme`: what people decide about themes. It is kept in the inbox; the next refresh applies it."""

from pathlib import Path
from typing import Annotated

import typer

from vocpipe.cli.evaluate import HERE, WorkspaceOption
from vocpipe.inbox.entries import read_entries, undo_entry
from vocpipe.inbox.theme_edits import Edit, Hide, Merge, Move, Pin, Rename, Split, Unhide, Unpin, submit
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

theme = typer.Typer(help="Rename, merge, split, move, pin and hide themes.", no_args_is_help=True)

ThemeArgument = Annotated[str, typer.Argument(metavar="THEME", help="The theme's id, as vocpipe theme list shows it.")]
AuthorOption = Annotated[
    str | None,
    typer.Option("--author", envvar="VOCPIPE_AUTHOR", help="Who decides it.", show_default="the system's user"),
]
JapaneseOption = Annotated[str | None, typer.Option("--ja", help="The Japanese name.")]
EnglishOption = Annotated[str | None, typer.Option("--en", help="The English name.")]


@theme.command()
def rename(
    theme_id: ThemeArgument,
    ja: JapaneseOption = None,
    en: EnglishOption = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Give a theme a name in one language or both; it keeps it."""
    _submit(workspace, Rename(theme_id, name_ja=ja, name_en=en), author)


@theme.command()
def merge(
    theme_id: ThemeArgument,
    into: Annotated[str, typer.Option("--into", help="The theme that goes on.")],
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Make a theme part of another one, with all it holds and all that would join it."""
    _submit(workspace, Merge(theme_id, into), author)


@theme.command()
def split(
    sentence_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[SENTENCE]...", help="The sentences to split off.")
    ] = None,
    subtheme: Annotated[str | None, typer.Option("--subtheme", help="A sub-theme to split off instead.")] = None,
    ja: JapaneseOption = None,
    en: EnglishOption = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Make sentences, or a sub-theme, a theme of their own."""
    _submit(workspace, Split(tuple(sentence_ids or ()), subtheme, name_ja=ja, name_en=en), author)


@theme.command()
def move(
    sentence_ids: Annotated[list[str], typer.Argument(metavar="SENTENCE...", help="The sentences to move.")],
    to: Annotated[str, typer.Option("--to", help="The theme or sub-theme they belong to.")],
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Say which theme sentences belong to, and whatever is worded the same."""
    _submit(workspace, Move(to, tuple(sentence_ids)), author)


@theme.command()
def pin(theme_id: ThemeArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Keep a theme, whatever discovery finds."""
    _submit(workspace, Pin(theme_id), author)


@theme.command()
def unpin(theme_id: ThemeArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Let a theme retire again."""
    _submit(workspace, Unpin(theme_id), author)


@theme.command()
def hide(theme_id: ThemeArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Flag a theme as one that nobody wants to see."""
    _submit(workspace, Hide(theme_id), author)


@theme.command()
def unhide(theme_id: ThemeArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Take the flag off again."""
    _submit(workspace, Unhide(theme_id), author)


@theme.command()
def undo(
    edit_id: Annotated[str, typer.Argument(metavar="EDIT", help="The edit's id, as vocpipe theme edits shows it.")],
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Take an edit back: the next refresh gives what would have been without it."""
    entry = undo_entry(checked(workspace), edit_id, author=author)
    typer.echo(f"{entry.edit_id}  {entry.kind} undone; {_NEXT}")


@theme.command()
def edits(workspace: WorkspaceOption = HERE) -> None:
    """List every edit with its author and time, also those that were undone or wait for a refresh."""
    for entry in read_entries(checked(workspace)):
        detail = "  ".join(f"{key}={_short(value)}" for key, value in entry.detail.items())
        undone = f"  undone {entry.undone_at:%Y-%m-%d %H:%M} by {entry.undone_by}" if entry.undone_at else ""
        typer.echo(
            f"{entry.edit_id}  {entry.edited_at:%Y-%m-%d %H:%M} UTC  {entry.author}  {entry.kind}  {entry.theme_id}"
            f"  {detail}".rstrip()
            + undone
        )


@theme.command("list")
def list_themes(workspace: WorkspaceOption = HERE) -> None:
    """List the themes there are, each followed by its sub-themes: id, sentences, name."""
    with open_snapshot(newest(Workspace(workspace))) as published:
        rows = published.execute(
            "SELECT theme.theme_id, theme.parent_id IS NOT NULL, theme.n_sentences, theme.name, "
            "theme.is_pinned, theme.is_hidden "
            "FROM theme LEFT JOIN theme AS main ON main.theme_id = theme.parent_id WHERE theme.state <> 'retired' "
            "ORDER BY coalesce(main.n_sentences, theme.n_sentences) DESC, coalesce(main.theme_id, theme.theme_id), "
            "theme.parent_id IS NOT NULL, theme.n_sentences DESC, theme.theme_id"
        ).fetchall()
    for theme_id, is_sub, sentences, name, is_pinned, is_hidden in rows:
        marks = [mark for mark, there in (("pinned", is_pinned), ("hidden", is_hidden)) if there]
        typer.echo(
            f"{'  ' * is_sub}{theme_id}  {sentences}  {name or ''}{'  [' + ', '.join(marks) + ']' if marks else ''}"
        )


_NEXT = "the next refresh applies it"


def _submit(root: Path, edit: Edit, author: str | None) -> None:
    entry = submit(checked(root), edit, author=author)
    typer.echo(f"{entry.edit_id}  {entry.kind} {entry.theme_id}; {_NEXT}")


def checked(root: Path) -> Workspace:
    """The workspace, after it was seen to be one: a wrong folder must not get an inbox of its own."""
    workspace = Workspace(root)
    workspace.settings  # noqa: B018
    return workspace


def _short(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
