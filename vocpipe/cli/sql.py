"""`vocpipe sql`: a query on the newest snapshot, printed as a table, CSV or JSON."""

import json
import sys
from enum import StrEnum
from typing import Annotated

import duckdb
import typer

from vocpipe.cli.options import HERE, WorkspaceOption
from vocpipe.errors import QueryError
from vocpipe.formulas import to_csv
from vocpipe.store.snapshot import newest, open_snapshot
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
) -> None:
    """Print the rows of the query; raises QueryError if the database refuses it."""
    with open_snapshot(newest(Workspace(workspace))) as connection:
        try:
            rows = connection.sql(query)
            if rows is not None:
                _print(rows, output)
        except duckdb.Error as error:  # some mistakes show only when the rows are fetched
            raise QueryError(str(error).splitlines()[0]) from error


def _print(rows: duckdb.DuckDBPyRelation, output: Format) -> None:
    if output is Format.table:
        rows.show(max_rows=_MAX_ROWS)
    elif output is Format.csv:
        sys.stdout.write(to_csv(rows.columns, rows.fetchall()))
    else:
        records = [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
        typer.echo(json.dumps(records, ensure_ascii=False, default=str))
