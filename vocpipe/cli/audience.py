"""`vocpipe audience`: who is at risk or mentioned a theme, as a file for a marketing tool or CRM."""

from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from vocpipe.cli.options import DAY, HERE, AuthorOption, WorkspaceOption
from vocpipe.handoff.audience import export_audience, file_in, list_audiences
from vocpipe.handoff.formats import Format
from vocpipe.inbox.exports import Export
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

audience = typer.Typer(help=tell("cli.audience.help"), no_args_is_help=True)


@audience.command("list", help=tell("cli.audience.list.help"))
def list_all(workspace: WorkspaceOption = HERE) -> None:
    """Print one line per audience: what --who takes, its customers, its name."""
    for choice in list_audiences(Workspace(workspace)):
        typer.echo(f"{choice.who}  {choice.n_customers}  {choice.name}".rstrip())


@audience.command(help=tell("cli.audience.export.help"))
def export(
    who: Annotated[str, typer.Option("--who", help=tell("cli.audience.export.who"))],
    output: Annotated[Format, typer.Option("--for", help=tell("cli.audience.export.format"))],
    out: Annotated[Path, typer.Option("--out", help=tell("cli.audience.export.out"))],
    since: Annotated[
        datetime | None, typer.Option("--since", formats=DAY, help=tell("cli.audience.export.since"))
    ] = None,
    we_did: Annotated[str | None, typer.Option("--we-did", help=tell("cli.audience.export.we_did"))] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            help=tell("cli.audience.export.language"),
            show_default=tell("cli.audience.export.language_default"),
        ),
    ] = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Write an audience with identities to a file, log it, and print how many were left out and why."""
    zone = ZoneInfo(Workspace(workspace).settings.workspace.timezone)
    path = file_in(out, who, datetime.now(zone).date())
    written = export_audience(
        Workspace(workspace),
        who,
        output,
        path,
        since=since.date() if since else None,
        we_did=we_did,
        language=language,
        author=author,
    )
    typer.echo(_summary(written, path))


def _summary(written: Export, out: Path) -> str:
    reasons = ", ".join(f"{n} {tell(f'handoff.left_out.{reason}')}" for reason, n in sorted(written.left_out.items()))
    return tell(
        f"cli.audience.exported.{'some_left_out' if reasons else 'all'}",
        export_id=written.export_id,
        n=written.n_rows,
        path=out,
        n_left_out=written.n_left_out,
        reasons=reasons,
    )
