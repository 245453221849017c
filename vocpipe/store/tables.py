"""Tables that every refresh computes anew: declared once, with a comment for every column.

The declaration gives the Arrow schema of the rows, the table in the private database and the table in the snapshot.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources

import duckdb
import pyarrow as pa

from vocpipe.store.workspace import transaction

_COMMENT_LINE = re.compile(r"^-- (\w+): (.+)$", re.MULTILINE)
_ARROW = {
    "VARCHAR": pa.string(),
    "JSON": pa.string(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR[]": pa.list_(pa.string()),
    "MAP(VARCHAR, BIGINT)": pa.map_(pa.string(), pa.int64()),
}


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table of the snapshot: its name, its query, and a comment for it and for each of its columns.

    A view reads tables of the snapshot; all others read the private database. One of embeddings has a file of its own.
    """

    name: str
    query: str
    comments: dict[str, str]  # the key of the table's own comment is its name
    is_view: bool = False
    is_embeddings: bool = False

    @property
    def columns(self) -> set[tuple[str, str]]:
        """(table, column) of every column."""
        return {(self.name, column) for column in self.comments.keys() - {self.name}}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type as DuckDB calls it, and what it holds; one that is not published stays private."""

    name: str
    type: str
    comment: str
    published: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a step replaces as a whole. `comment` says what one row is, `order` how the snapshot sorts rows."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    order: str

    @property
    def schema(self) -> pa.Schema:
        """The columns as Arrow has them."""
        return pa.schema([(column.name, _ARROW[column.type]) for column in self.columns])

    @property
    def published(self) -> PublishedTable:
        """The table as the snapshot has it."""
        shown = [column for column in self.columns if column.published]
        names = ", ".join(column.name for column in shown)
        query = f"SELECT {names} FROM {self.name} ORDER BY {self.order}"
        return PublishedTable(self.name, query, {self.name: self.comment} | {item.name: item.comment for item in shown})

    def create(self, connection: duckdb.DuckDBPyConnection, *, anew: bool = False) -> None:
        """Make sure that the private database has the table; `anew`: empty, with the columns declared now."""
        columns = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        how = "CREATE OR REPLACE TABLE" if anew else "CREATE TABLE IF NOT EXISTS"
        connection.execute(f"{how} {self.name} ({columns})")


def replace(connection: duckdb.DuckDBPyConnection, table: Table, rows: pa.Table) -> None:
    """Replace all rows of the table, in one transaction; the caller must not have one open."""
    with registered(connection, replacing_rows=rows), transaction(connection):
        table.create(connection, anew=True)
        connection.execute(f"INSERT INTO {table.name} BY NAME SELECT * FROM replacing_rows")


@contextmanager
def registered(connection: duckdb.DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """Inside the block, SQL can read the Arrow tables under their names."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


def published_queries(package: str) -> list[PublishedTable]:
    """The published tables whose queries are in the folder `published` of a package, in the order of their names.

    The first comment line of a file says what one row is, each further one what a column holds.
    """
    return [published_query(name, text) for name, text in _files(package, "published")]


def published_query(name: str, text: str) -> PublishedTable:
    """One published table from the text of its file."""
    return PublishedTable(name, text, comments(text))


def published_views(package: str) -> list[PublishedTable]:
    """The published views whose queries are in the folder `views` of a package, in the order of their names."""
    return [PublishedTable(name, text, comments(text), is_view=True) for name, text in _files(package, "views")]


def published_embeddings(package: str) -> list[PublishedTable]:
    """The tables of embeddings whose queries are in the folder `embeddings` of a package."""
    found = _files(package, "embeddings")
    return [PublishedTable(name, text, comments(text), is_embeddings=True) for name, text in found]


def _files(package: str, folder: str) -> list[tuple[str, str]]:
    """Name and text of every SQL file, in the order of their names."""
    files = (item for item in (resources.files(package) / folder).iterdir() if item.name.endswith(".sql"))
    return sorted((item.name.removesuffix(".sql"), item.read_text(encoding="utf-8")) for item in files)


def comments(text: str) -> dict[str, str]:
    """Name -> comment of the lines "-- name: comment" of an SQL file."""
    return dict(_COMMENT_LINE.findall(text))
