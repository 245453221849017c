"""A company whose voices lie in a database: a table of tickets, and a workspace that pulls it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from vocpipe import pipeline
from vocpipe.collect.load import collect
from vocpipe.pull.run import Pulled, pull_all
from vocpipe.store.raw import RawPages, read_page
from vocpipe.store.workspace import Workspace

COLUMNS = ("id", "updated_at", "customer_id", "email", "body")
BY_CURSOR = 'cursor = "updated_at"'


def settings(url: str, *more: str, name: str = "tickets") -> str:
    """The settings of a workspace that pulls the table `ticket` of a database."""
    lines = (f'name = "{name}"', 'pull = "sql"', f'url = "{url}"', 'table = "ticket"', 'key = "id"', 'kind = "ticket"')
    named = 'columns = { text = "body", customer_id = "customer_id", email = "email", created_at = "created_at" }'
    return "\n".join(["[[source]]", *lines, named, *more, ""])


def make(root: Path, *more: str) -> Workspace:
    """A workspace whose table of tickets is in SQLite, at `root`/desk.sqlite."""
    (root / "inputs").mkdir(parents=True)
    (root / "vocpipe.toml").write_text(settings(f"sqlite:///{root / 'desk.sqlite'}", *more), encoding="utf-8")
    run(root, "CREATE TABLE ticket (id, created_at, updated_at, customer_id, email, body, deleted_at)")
    return Workspace(root)


def run(root: Path, statement: str, *values: object) -> None:
    """Run a statement on the database of `make`."""
    with closing(sqlite3.connect(root / "desk.sqlite")) as connection, connection:
        connection.execute(statement, values)


def put(root: Path, ident: str, minute: int, body: str, *, who: str = "c1") -> None:
    """Add or change a ticket; minute: when, counted from the beginning of 1 March 2026."""
    at = f"2026-03-01 {minute // 60:02d}:{minute % 60:02d}:00"
    run(root, "DELETE FROM ticket WHERE id = ?", ident)
    values = (ident, at, at, who, f"{who}@firm.example", body, None)
    run(root, "INSERT INTO ticket VALUES (?, ?, ?, ?, ?, ?, ?)", *values)


def pull(workspace: Workspace, **options: object) -> Pulled:
    """One pull of the only source."""
    (result,) = pull_all(workspace, workspace.settings, **options)
    return result


def files(workspace: Workspace, source: str = "tickets") -> list[Path]:
    """The pages of the source."""
    return RawPages.of(workspace, source).files()


def bodies(workspace: Workspace, source: str = "tickets") -> list[list[str]]:
    """The bodies in each page."""
    return [[row["body"] for row in read_page(path).get("rows", [])] for path in files(workspace, source)]


def read(workspace: Workspace) -> dict[str, str]:
    """What the tables hold after everything that is new was read: id of the source -> text, without what is gone."""
    run_id = pipeline.begin(workspace.root)
    with workspace.connect() as connection:
        collect(connection, workspace, workspace.settings, run_id)
        query = "SELECT source_id, text FROM feedback_raw WHERE deleted_at IS NULL ORDER BY source_id"
        return dict(connection.execute(query).fetchall())


def rows(workspace: Workspace, query: str) -> pa.Table:
    """What the private database answers."""
    with workspace.connect() as connection:
        return connection.sql(query).to_arrow_table()
