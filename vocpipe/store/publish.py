"""Publishing: the private database's results become a fresh read-only file, and then, in one step, the newest one.

Every `views/<table>.sql` is one published table. Its first comment line says the grain, the next ones say each column;
they become the COMMENTs in the file, and a column without one is an error here rather than a riddle for the analyst.
`macros.sql` holds what analysts can compute on any cut of the tables.
"""

import json
import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from vocpipe.settings import Settings
from vocpipe.store.workspace import Workspace, statement, transaction

# Both DuckDB 1.5 and 2 open this format.
STORAGE_VERSION = "v1.5.0"
_COMMENT = re.compile(r"^-- (\w+): (.+)$", re.MULTILINE)
_MACRO = re.compile(r"^CREATE MACRO ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class View:
    """A published table: its name, its query, and a comment for it and for each of its columns."""

    name: str
    query: str
    comments: dict[str, str]  # the table's own comment stands under its name


def views() -> list[View]:
    """Every published table, in the order of their names."""
    folder = resources.files("vocpipe.store") / "views"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return [_view(item.name.removesuffix(".sql"), item.read_text(encoding="utf-8")) for item in files]


def publish(connection: duckdb.DuckDBPyConnection, workspace: Workspace, settings: Settings, run_id: str) -> Path:
    """The new snapshot's path, after it has become the newest and the oldest have been removed.

    Readers see either the old snapshot or the new one, whole: the file is written under another name, and the link to
    the newest is replaced in one step.
    """
    folder = workspace.published
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("*.partial*"):
        leftover.unlink()
    partial = folder / f"voc-{run_id}.duckdb.partial"
    _write(connection, partial, settings)
    final = folder / f"voc-{run_id}.duckdb"
    partial.replace(final)
    _point(workspace.snapshot_link, final)
    _prune(folder, final, keep=settings.workspace.keep_snapshots)
    return final


def _view(name: str, text: str) -> View:
    return View(name, text, dict(_COMMENT.findall(text)))


def _write(connection: duckdb.DuckDBPyConnection, path: Path, settings: Settings) -> None:
    connection.execute("SET VARIABLE timezone = ?", [settings.workspace.timezone])
    connection.execute("SET VARIABLE language = ?", [settings.workspace.languages[0]])
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS published (STORAGE_VERSION '{STORAGE_VERSION}')")
    try:
        with transaction(connection):  # one commit, not one for each comment
            for view in views():
                connection.execute(f"CREATE TABLE published.{view.name} AS {view.query}")
                _comment(connection, view)
            _add_macros(connection)
        connection.execute("CHECKPOINT published")
    finally:
        connection.execute("DETACH published")


def _comment(connection: duckdb.DuckDBPyConnection, view: View) -> None:
    columns = [row[0] for row in connection.execute(f"DESCRIBE published.{view.name}").fetchall()]
    for column in columns:
        connection.execute(f'COMMENT ON COLUMN published.{view.name}."{column}" IS {_literal(view.comments[column])}')
    connection.execute(f"COMMENT ON TABLE published.{view.name} IS {_literal(view.comments[view.name])}")


def _add_macros(connection: duckdb.DuckDBPyConnection) -> None:
    text = statement("vocpipe.store", "macros.sql")
    connection.execute(_MACRO.sub("CREATE MACRO published.", text))
    for name, comment in _COMMENT.findall(text):
        connection.execute(f"COMMENT ON MACRO published.{name} IS {_literal(comment)}")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _point(link: Path, target: Path) -> None:
    """Make `link` lead to `target` in one step; a copy where links are not to be had."""
    new = link.with_name(f"{link.name}.partial")
    try:
        new.symlink_to(target.name)
    except OSError:
        new.write_bytes(target.read_bytes())
    new.replace(link)


def _prune(folder: Path, final: Path, *, keep: int) -> None:
    """Leave `final` and the newest others; a clock that was set back must not remove what the link leads to."""
    others = sorted((path for path in folder.glob("voc-*.duckdb") if path != final), key=lambda path: path.name)
    for old in others[: max(0, len(others) - keep + 1)]:
        old.unlink()


def public_settings(settings: Settings) -> str:
    """The settings as JSON without paths and commands, which may tell a person's or a machine's name."""
    dump = _without_paths(settings.model_dump(mode="json"))
    return json.dumps(dump, ensure_ascii=False, sort_keys=True)


def _without_paths(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_paths(inner) for name, inner in value.items() if name not in ("path", "command")}
    return [_without_paths(inner) for inner in value] if isinstance(value, list) else value
