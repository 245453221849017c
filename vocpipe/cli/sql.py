"""`vocpipe sql`: a query on the newest snapshot, or that of a moment in the past, as a table, CSV or JSON."""

import json
import sys
from enum import StrEnum
from functools import partial
from typing import Annotated

import duckdb
import typer

from vocpipe.cli.options import HERE, WorkspaceOption
from vocpipe.errors import QueryError
from vocpipe.formulas import to_csv
from vocpipe.store.failures import explained
from vocpipe.store.past import snapshot_as_of, which
from vocpipe.store.snapshot import ask_newest, opened
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

_MAX_ROWS = 10_000  # of a printed table; CSV and JSON have all rows


class Format(StrEnum):
    """How the rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def sql(
    query: Annotated[str, typer.Argument(help=tell("cli.sql.query"))],
    workspace: WorkspaceOption = HERE,
    output: Annotated[Format, typer.Option("--format", help=tell("cli.sql.format"))] = Format.table,
    as_of: Annotated[str | None, typer.Option("--as-of", help=tell("cli.sql.as_of"))] = None,
) -> None:
    """Print the rows of the query; raises QueryError if the database refuses it."""
    answer = partial(_answer, query=query, output=output)
    if as_of is None:
        _, _, notice = ask_newest(Workspace(workspace), answer)
    else:
        found = snapshot_as_of(Workspace(workspace), as_of)
        with opened(found.path) as connection:
            answer(connection)
        notice = which(found)
    if notice:
        typer.echo(f"vocpipe: {notice}", err=True)


def _answer(connection: duckdb.DuckDBPyConnection, *, query: str, output: Format) -> None:
    try:
        rows = connection.sql(query)
        if rows is not None:
            _print(rows, output)
    except duckdb.Error as error:  # some mistakes show only when the rows are fetched
        if explained(error):
            raise
        raise QueryError(str(error).splitlines()[0]) from error


def _print(rows: duckdb.DuckDBPyRelation, output: Format) -> None:
    if output is Format.table:
        rows.show(max_rows=_MAX_ROWS)
    elif output is Format.csv:
        sys.stdout.write(to_csv(rows.columns, rows.fetchall()))
    else:
        records = [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
        typer.echo(json.dumps(records, ensure_ascii=False, default=str))
