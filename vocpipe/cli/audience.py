"""`vocpipe audience`: who is at risk or spoke of a theme, as a file for a marketing tool or CRM."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from vocpipe.cli.evaluate import HERE, WorkspaceOption
from vocpipe.cli.theme import AuthorOption
from vocpipe.handoff.audience import export_audience, list_audiences
from vocpipe.handoff.formats import Format
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

audience = typer.Typer(help="List audiences, and export one for Marketo, HubSpot or Salesforce.", no_args_is_help=True)


@audience.command("list")
def list_all(workspace: WorkspaceOption = HERE) -> None:
    """List the audiences there are: what --who takes, customers, name."""
    for choice in list_audiences(Workspace(workspace)):
        typer.echo(f"{choice.who}  {choice.n_customers}  {choice.name}".rstrip())


@audience.command()
def export(
    who: Annotated[str, typer.Option("--who", help="at-risk, or theme: and its id, as vocpipe audience list shows.")],
    output: Annotated[Format, typer.Option("--for", help="The tool that the file is for.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write; it holds identities.")],
    since: Annotated[
        datetime | None,
        typer.Option("--since", formats=["%Y-%m-%d"], help="Only who spoke of the theme since that day."),
    ] = None,
    we_did: Annotated[
        str | None,
        typer.Option("--we-did", help="What came of it, told beside what each one said; only to those who agreed."),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Of the reasons: ja or en.", show_default="the workspace's first")
    ] = None,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Write an audience with identities; who opted out or must not be written to is left out, and all is logged."""
    told = export_audience(
        Workspace(workspace),
        who,
        output,
        out,
        since=since.date() if since else None,
        we_did=we_did,
        language=language,
        author=author,
    )
    left = ", ".join(f"{n} {tell(f'handoff.left_out.{reason}')}" for reason, n in sorted(told.left_out.items()))
    typer.echo(
        f"{told.export_id}  {told.n_rows} customers in {out}; left out {told.n_left_out}{': ' + left if left else ''}"
    )
