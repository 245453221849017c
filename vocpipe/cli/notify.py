"""`vocpipe notify`: somebody is told what is new."""

from pathlib import Path
from typing import Annotated

import typer

from vocpipe.cli.options import HERE, WorkspaceOption
from vocpipe.errors import NotifyError
from vocpipe.inbox.outbox import Message, problem_text, read_outbox
from vocpipe.notify.document import Document
from vocpipe.notify.html import to_html
from vocpipe.notify.markdown import to_markdown
from vocpipe.store.files import write_private
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell, user_language


def notify(
    dry_run: Annotated[bool, typer.Option("--dry-run", help=tell("notify.cli.dry_run"))] = False,
    out: Annotated[Path | None, typer.Option("--out", help=tell("notify.cli.out"))] = None,
    again: Annotated[bool, typer.Option("--again", help=tell("notify.cli.again"))] = False,
    log: Annotated[bool, typer.Option("--log", help=tell("notify.cli.log"))] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Send what is new and print a line for each way; the exit code is 1 if one of them failed."""
    from vocpipe.notify.run import notify as send_news
    from vocpipe.notify.run import preview

    place = Workspace(workspace).checked()
    if log:
        for message in read_outbox(place):
            typer.echo(_logged(message))
        return
    if dry_run:
        for message, document in preview(place, place.settings):
            _show(message, document, out)
        return
    brought = send_news(place, place.settings, again=again)
    for one in brought:
        typer.echo(one.line())
    if not brought:
        typer.echo(tell("notify.result.nothing"))
    if any(one.problem for one in brought):
        raise typer.Exit(1)


def _show(message: Message, document: Document, out: Path | None) -> None:
    """Print a message as Markdown; with `out`, write it into that folder as Markdown and HTML instead."""
    if out is None:
        typer.echo(tell("notify.cli.would", name=message.name, way=message.way, recipient=message.recipient or "-"))
        typer.echo(to_markdown(document))
        return
    name = "-".join([message.name, *message.topics])
    try:
        out.mkdir(parents=True, exist_ok=True)
        for suffix, content in (("md", to_markdown(document)), ("html", to_html(document))):
            write_private(out / f"{name}.{suffix}", content.encode())
            typer.echo(str(out / f"{name}.{suffix}"))
    except OSError as error:
        raise NotifyError(tell("error.export.unwritable", path=out, problem=error.strerror)) from error


def _logged(message: Message) -> str:
    """A message in one line: when, by which way and to whom, what about, and what became of it."""
    parts = [
        f"{message.created_at:%Y-%m-%d %H:%M} UTC",
        *(message.message_id, message.name, message.recipient or message.way, ",".join(message.topics)),
        tell(f"notify.state.{message.state}"),
        problem_text(message.problem).in_(user_language()) if message.problem else "",
    ]
    return "  ".join(filter(None, parts))
