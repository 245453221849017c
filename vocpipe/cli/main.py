"""The command line: one verb per act, each with a clear line when something is wrong."""

import atexit
import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from vocpipe import __version__
from vocpipe.cli.action import action
from vocpipe.cli.audience import audience
from vocpipe.cli.evaluate import HERE, WorkspaceOption, evaluate
from vocpipe.cli.theme import theme
from vocpipe.errors import VocpipeError, WorkspaceError
from vocpipe.store.workspace import Workspace

if TYPE_CHECKING:
    import duckdb

app = typer.Typer(
    help="Collect what customers say, structure it into themes, and use it beside NPS and churn.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(evaluate, name="evaluate")
app.add_typer(theme, name="theme")
app.add_typer(audience, name="audience")
app.add_typer(action, name="action")

# The parent of all mistakes in options and arguments; typer has no name of its own for it.
_UsageError: Any = typer.BadParameter.__mro__[1]


class Format(StrEnum):
    """How `sql` prints."""

    table = "table"
    csv = "csv"
    json = "json"


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="The folder that becomes a workspace.")]) -> None:
    """Look at the files in FOLDER/inputs and write a commented vocpipe.toml."""
    from vocpipe.collect.guess import guess_settings
    from vocpipe.settings import SETTINGS_FILE

    path = folder / SETTINGS_FILE
    if path.exists():
        raise WorkspaceError(f"{path} is there already; edit it, or move it away first")
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    path.write_text(guess_settings(folder), encoding="utf-8")
    typer.echo(f"Wrote {path}. Look it over, then run: vocpipe refresh --workspace {folder}")


@app.command()
def refresh(
    workspace: WorkspaceOption = HERE,
    rediscover: Annotated[
        bool, typer.Option("--rediscover", help="Discover the themes anew; they keep their ids and names.")
    ] = False,
) -> None:
    """Read what is new, put it into themes, and publish a snapshot."""
    Workspace(workspace).settings  # noqa: B018 - a mistake in the settings is said before anything starts
    typer.echo(_refresh(workspace, rediscover=rediscover))


@app.command(name="app")
def open_app(
    workspace: WorkspaceOption = HERE,
    port: Annotated[int, typer.Option(help="The port the explorer listens on.")] = 8501,
    headless: Annotated[bool, typer.Option("--headless", help="Don't open a browser.")] = False,
    address: Annotated[str, typer.Option(help="Where it listens; 0.0.0.0 lets other machines in.")] = "localhost",
) -> None:
    """Open the explorer on the newest snapshot."""
    from importlib import resources

    from vocpipe.store.snapshot import newest

    newest(Workspace(workspace))
    main = str(resources.files("vocpipe.app") / "main.py")
    os.environ["VOCPIPE_WORKSPACE"] = str(workspace.resolve())
    options = [
        f"--server.address={address}",
        f"--server.port={port}",
        f"--server.headless={str(headless).lower()}",
        "--logger.hideWelcomeMessage=true",  # and with it Streamlit's own offers, which are for developers
    ]
    typer.echo(f"The explorer is at http://{address}:{port}; Ctrl-C stops it.")
    sys.stdout.flush()  # this process is about to become another one
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", main, *options])  # noqa: S606


@app.command()
def demo(
    workspace: Annotated[Path, typer.Option("--workspace", "-w", help="Where the demo workspace is put.")] = Path(
        "demo"
    ),
    no_app: Annotated[bool, typer.Option("--no-app", help="Stop after the refresh.")] = False,
    port: Annotated[int, typer.Option(help="The port the explorer listens on.")] = 8501,
) -> None:
    """Load the demo company, refresh, and open the explorer."""
    import shutil

    source = _demo_data()
    (workspace / "inputs").mkdir(parents=True, exist_ok=True)
    for path in sorted((source / "inputs").iterdir()):
        shutil.copy2(path, workspace / "inputs" / path.name)
    shutil.copy2(source / "vocpipe.toml", workspace / "vocpipe.toml")
    typer.echo(_refresh(workspace, rediscover=False))
    if not no_app:
        open_app(workspace, port=port)


@app.command()
def doctor(workspace: WorkspaceOption = HERE) -> None:
    """Check the installation and the workspace, and say what to mend."""
    from vocpipe.doctor import examine

    findings = examine(Workspace(workspace))
    for finding in findings:
        typer.echo(f"{'ok     ' if finding.good else 'PROBLEM'}  {finding.subject}: {finding.says}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="What to ask the published tables.")],
    workspace: WorkspaceOption = HERE,
    output: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.table,
) -> None:
    """Ask the newest snapshot; SHOW TABLES and DESCRIBE work too."""
    import duckdb

    from vocpipe.store.snapshot import newest, open_snapshot

    with open_snapshot(newest(Workspace(workspace))) as connection:
        try:
            rows = connection.sql(query)
            if rows is not None:
                _print_rows(rows, output)
        except duckdb.Error as error:  # some mistakes show only when the rows are fetched
            raise VocpipeError(str(error).splitlines()[0]) from error


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command line; what the user can mend is one line on standard error, and exit code 1."""
    try:
        code = app(standalone_mode=False) or 0
    except _UsageError as error:  # its message is empty where the help was shown instead
        code = _complain(error.format_message())
    except typer.Abort:
        code = _complain("stopped")
    except VocpipeError as error:
        code = _complain(str(error))
    _leave(code)


def _complain(message: str) -> int:
    """The exit code, after the message was shown."""
    if message:
        typer.echo(f"vocpipe: {message}", err=True)
    return int(bool(message))


def _leave(code: int) -> NoReturn:
    """End the process after the exit handlers, but without taking the interpreter apart: there DuckDB 2's binding fills
    the terminal with objects that other libraries' threads still hold, which nobody can act on.
    """
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _refresh(workspace: Path, *, rediscover: bool) -> str:
    from vocpipe.flows.local import run_locally

    return run_locally(workspace, rediscover=rediscover)


def _demo_data() -> Path:
    """The demo company's exports."""
    return Path(__file__).parents[1] / "demo"


def _print_rows(rows: "duckdb.DuckDBPyRelation", output: Format) -> None:
    if output is Format.table:
        rows.show(max_rows=10_000)
    elif output is Format.csv:
        _print_csv(rows.columns, rows.fetchall())
    else:
        found = [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
        typer.echo(json.dumps(found, ensure_ascii=False, default=str))


def _print_csv(columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
