"""`vocpipe mcp`: the newest snapshot for an assistant, over the Model Context Protocol."""

from typing import Annotated

import typer

from vocpipe.cli.options import HERE, PortOption, WorkspaceOption
from vocpipe.extras import require
from vocpipe.store.snapshot import newest
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

DEFAULT_PORT = 8765


def mcp(
    http: Annotated[bool, typer.Option("--http", help=tell("mcp.cli.http"))] = False,
    port: PortOption = DEFAULT_PORT,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Serve until the assistant, or Ctrl-C, ends it."""
    require("mcp")
    from vocpipe.mcp.server import HOST, make_server

    place = Workspace(workspace.resolve()).checked()
    newest(place)  # says at once if nothing is published
    server = make_server(place)
    if http:
        typer.echo(tell("mcp.cli.address", address=f"http://{HOST}:{port}/mcp"), err=True)
        server.run("streamable-http", host=HOST, port=port, stateless_http=True, json_response=True)
    else:
        server.run()  # standard output is the protocol's alone
