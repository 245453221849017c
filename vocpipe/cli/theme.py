"""`vocpipe theme`: edits of themes. They go into the inbox; the next refresh applies them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from vocpipe.cli.options import HERE, AuthorOption, ThemeArgument, WorkspaceOption
from vocpipe.facets import CAUSES
from vocpipe.inbox.entries import Entry, read_entries, undo_entry
from vocpipe.inbox.theme_edits import Cause, Edit, Hide, Merge, Move, Pin, Rename, Split, Unhide, Unpin, submit
from vocpipe.settings import SETTINGS_FILE
from vocpipe.store.snapshot import open_newest
from vocpipe.store.workspace import Workspace, statement
from vocpipe.wording import tell

theme = typer.Typer(help=tell("cli.theme.help"), no_args_is_help=True)

JapaneseOption = Annotated[str | None, typer.Option("--ja", help=tell("cli.theme.ja"))]
EnglishOption = Annotated[str | None, typer.Option("--en", help=tell("cli.theme.en"))]


@theme.command(help=tell("cli.theme.rename.help"))
def rename(
    theme_id: ThemeArgument,
    ja: JapaneseOption = None,
    en: EnglishOption = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Give a theme a name of its own in one language or both."""
    _submit(workspace, Rename(theme_id, name_ja=ja, name_en=en), author)


@theme.command(help=tell("cli.theme.merge.help"))
def merge(
    theme_id: ThemeArgument,
    into: Annotated[str, typer.Option("--into", help=tell("cli.theme.merge.into"))],
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Make a theme part of another one."""
    _submit(workspace, Merge(theme_id, into), author)


@theme.command(help=tell("cli.theme.split.help"))
def split(
    sentence_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[SENTENCE]...", help=tell("cli.theme.split.sentences"))
    ] = None,
    subtheme: Annotated[str | None, typer.Option("--subtheme", help=tell("cli.theme.split.subtheme"))] = None,
    ja: JapaneseOption = None,
    en: EnglishOption = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Make sentences, or a sub-theme, a theme of their own."""
    _submit(workspace, Split(tuple(sentence_ids or ()), subtheme, name_ja=ja, name_en=en), author)


@theme.command(help=tell("cli.theme.move.help"))
def move(
    sentence_ids: Annotated[list[str], typer.Argument(metavar="SENTENCE...", help=tell("cli.theme.move.sentences"))],
    to: Annotated[str, typer.Option("--to", help=tell("cli.theme.move.to"))],
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Put sentences, and all with the same wording, into a theme."""
    _submit(workspace, Move(to, tuple(sentence_ids)), author)


@theme.command(help=tell("cli.theme.pin.help"))
def pin(theme_id: ThemeArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Keep a theme from retiring."""
    _submit(workspace, Pin(theme_id), author)


@theme.command(help=tell("cli.theme.unpin.help"))
def unpin(theme_id: ThemeArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Let a theme retire again."""
    _submit(workspace, Unpin(theme_id), author)


@theme.command(help=tell("cli.theme.hide.help"))
def hide(theme_id: ThemeArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Flag a theme as one that nobody wants to see."""
    _submit(workspace, Hide(theme_id), author)


@theme.command(help=tell("cli.theme.unhide.help"))
def unhide(theme_id: ThemeArgument, author: AuthorOption = None, workspace: WorkspaceOption = HERE) -> None:
    """Remove the flag of a hidden theme."""
    _submit(workspace, Unhide(theme_id), author)


@theme.command(help=tell("cli.theme.cause.help", causes=", ".join(CAUSES)))
def cause(
    theme_id: ThemeArgument,
    cause: Annotated[str, typer.Argument(metavar="CAUSE", help=tell("cli.theme.cause.cause"))],
    sentence_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[SENTENCE]...", help=tell("cli.theme.cause.sentences"))
    ] = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Say which cause a theme, or sentences of it, name."""
    _submit(workspace, Cause(theme_id, cause, tuple(sentence_ids or ())), author)


@theme.command(help=tell("cli.theme.undo.help"))
def undo(
    edit_id: Annotated[str, typer.Argument(metavar="EDIT", help=tell("cli.theme.undo.edit"))],
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Undo an edit."""
    entry = undo_entry(Workspace(workspace).checked(), edit_id, author=author)
    typer.echo(tell("cli.theme.undone", edit_id=entry.edit_id, kind=entry.kind))


@theme.command(help=tell("cli.theme.edits.help"))
def edits(workspace: WorkspaceOption = HERE) -> None:
    """Print one line per edit, in the order of time."""
    for entry in read_entries(Workspace(workspace).checked()):
        typer.echo(_line(entry))


@theme.command("list", help=tell("cli.theme.list.help"))
def list_themes(workspace: WorkspaceOption = HERE) -> None:
    """Print one line per theme, each followed by its sub-themes."""
    with open_newest(Workspace(workspace)) as published:
        rows = published.execute(statement("vocpipe.cli", "theme_list.sql")).fetchall()
    for theme_id, is_sub, sentences, name, is_pinned, is_hidden in rows:
        marks = [tell(f"cli.theme.{mark}") for mark, on in (("pinned", is_pinned), ("hidden", is_hidden)) if on]
        shown = f"  [{', '.join(marks)}]" if marks else ""
        typer.echo(f"{'  ' * is_sub}{theme_id}  {sentences}  {name or ''}{shown}")


@theme.command(help=tell("cli.theme.taxonomy.help"))
def taxonomy(workspace: WorkspaceOption = HERE) -> None:
    """Print what the company's own themes take, and what they have no place for."""
    with open_newest(Workspace(workspace)) as published:
        rows = published.execute(statement("vocpipe.cli", "theme_taxonomy.sql")).fetchall()
    guided, others = ([row[:5] for row in rows if row[2] is is_guided] for is_guided in (True, False))
    if not guided:
        typer.echo(tell("cli.theme.taxonomy.none"))
        return
    opinions, taken, discovered = rows[0][5], _sentences(guided), _sentences(others)
    shares = {"taken": taken, "discovered": discovered, "nowhere": opinions - taken - discovered}
    for name, n in shares.items():
        typer.echo(tell(f"cli.theme.taxonomy.{name}", n=n, share=n / max(opinions, 1)))
    for title, themes in (("own", guided), ("empty", [row for row in guided if not row[4]]), ("missing", others)):
        if themes:
            typer.echo("\n" + tell(f"cli.theme.taxonomy.{title}"))
        for theme_id, name, _, taught, sentences in themes if title != "own" else [row for row in themes if row[4]]:
            shown = tell("cli.theme.taxonomy.taught", n=taught) if taught else ""
            typer.echo(f"{theme_id}  {sentences}  {name or ''}{shown}")


@theme.command(help=tell("cli.theme.ask.help"))
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help=tell("cli.theme.ask.question"))],
    ja: JapaneseOption = None,
    en: EnglishOption = None,
    word: Annotated[list[str] | None, typer.Option("--word", help=tell("cli.theme.ask.word"))] = None,
    example: Annotated[list[str] | None, typer.Option("--example", help=tell("cli.theme.ask.example"))] = None,
    keep: Annotated[bool, typer.Option("--keep", help=tell("cli.theme.ask.keep"))] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print what a theme of one's own would take, and keep it if wanted."""
    from vocpipe.theme_question import ask_theme, keep_theme, theme_called

    place, asked = (
        Workspace(workspace).checked(),
        theme_called(question, ja=ja, en=en, words=word or (), examples=example or ()),
    )
    answer = ask_theme(place, asked)
    typer.echo(
        tell("cli.theme.ask.takes", n=answer.sentences, of=answer.of, share=answer.sentences / max(answer.of, 1))
    )
    with open_newest(place) as published:
        names = dict(published.execute("SELECT theme_id, name FROM theme").fetchall())
    for theme_id, n in answer.themes:
        name = names.get(theme_id) or theme_id or tell("cli.theme.ask.nowhere")
        typer.echo(tell("cli.theme.ask.from", n=n, name=name))
    for voice in answer.voices:
        typer.echo(f"- {voice}")
    if keep:
        keep_theme(place, asked)
        typer.echo(tell("cli.theme.ask.kept", name=asked.shown, path=place.root / SETTINGS_FILE))


def _sentences(rows: list[tuple[Any, ...]]) -> int:
    return sum(row[4] for row in rows)


def _submit(root: Path, edit: Edit, author: str | None) -> None:
    entry = submit(Workspace(root).checked(), edit, author=author)
    typer.echo(tell("cli.theme.submitted", edit_id=entry.edit_id, kind=entry.kind, theme_id=entry.theme_id))


def _line(entry: Entry) -> str:
    detail = [f"{key}={_short(value)}" for key, value in entry.detail.items()]
    edited = f"{entry.edited_at:%Y-%m-%d %H:%M} UTC"
    undone = [tell("cli.theme.undone_at", at=entry.undone_at, author=entry.undone_by)] if entry.undone_at else []
    return "  ".join([entry.edit_id, edited, entry.author, entry.kind, str(entry.theme_id), *detail, *undone])


def _short(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
