"""Publishing: the results in the private database become a new read-only file, then in one step the newest one.

Embeddings go to a file of their own beside it. Each package publishes its own tables: tables that are computed anew
each time are declared as a `Table`, all others are queries in its folder `published`. A column without a comment is an
error. `macros.sql` holds what analysts can compute on any cut of the tables, and `views` what joins them.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from vocpipe.errors import VocpipeError
from vocpipe.masking.shown import shown
from vocpipe.settings import Settings
from vocpipe.store import embeddings
from vocpipe.store.attached import add, literal, new_file
from vocpipe.store.files import private_umask, set_aside, set_mode
from vocpipe.store.pseudonyms import key_of, label_of, published_label
from vocpipe.store.secret import keyed, secret
from vocpipe.store.small_groups import leave_out_small_groups
from vocpipe.store.snapshot import open_snapshot
from vocpipe.store.tables import PublishedTable, comments
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import Workspace, statement

_NOT_PUBLISHED = frozenset({"path", "command"})
# Options whose values are one of a list, a model, or the name under which a source is published.
_OF_A_LIST = frozenset({"name", "reader", "kind", "model", "timezone", "encoding", "score_type", "languages"})
_MACRO = re.compile(r"^CREATE MACRO ", re.MULTILINE)


def publish(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    settings: Settings,
    run_id: str,
    tables: Iterable[PublishedTable],
) -> Path:
    """The path of the new snapshot, after it became the newest and the oldest ones were removed.

    Readers see either the old snapshot or the new one, never a part: the file is written under another name, and the
    link to the newest is replaced in one step.
    """
    folder, privacy = workspace.published, settings.privacy
    with private_umask():  # what is not finished is nobody else's
        folder.mkdir(parents=True, exist_ok=True)
        _remove_partial(folder)
        final, partial = (folder / f"voc-{run_id}.duckdb{ending}" for ending in ("", ".partial"))
        try:
            has_embeddings = _write(connection, partial, settings, tables)
        except BaseException:
            _remove_partial(folder)  # on a full disk, its space is what the next run needs
            raise
    if has_embeddings:  # they are there before the snapshot is
        set_mode(embeddings.beside(partial), privacy.published_file_mode)
        _replace(embeddings.beside(partial), embeddings.beside(final))
    set_mode(partial, privacy.published_file_mode)
    _replace(partial, final)
    _point_embeddings(workspace.snapshot_link, final)
    _point(workspace.snapshot_link, final)
    _prune(folder, final, keep=settings.workspace.keep_snapshots)
    _remove_others(connection, folder)
    embeddings.remove_orphans(folder)
    for pattern in ("voc*.duckdb", "embeddings*.duckdb"):  # also those of before, and copies where there are no links
        for path in folder.glob(pattern):
            set_mode(path, privacy.published_file_mode)
    set_mode(folder, privacy.published_folder_mode)
    return final


def _remove_partial(folder: Path) -> None:
    for leftover in folder.glob("*.partial*"):
        set_aside(leftover) if leftover.is_dir() else leftover.unlink()


def _replace(new: Path, place: Path) -> None:
    """Put `new` in its place in one step; a folder that is there is set aside."""
    if place.is_dir():
        set_aside(place)
    new.replace(place)


def _write(
    connection: duckdb.DuckDBPyConnection, path: Path, settings: Settings, tables: Iterable[PublishedTable]
) -> bool:
    """Write the snapshot, and beside it its embeddings; whether it has any."""
    connection.execute("SET VARIABLE timezone = ?", [settings.workspace.timezone])
    connection.execute("SET VARIABLE language = ?", [settings.workspace.languages[0]])
    connection.execute("SET VARIABLE shared_model = ?", [encoder_plan(settings.embed).shared])
    ordered = sorted(tables, key=lambda table: table.is_view)  # views read the tables
    with new_file(connection, path, "published"):
        for table in ordered:
            if not table.is_embeddings:
                add(connection, "published", table, table.query)
        if settings.privacy.min_group:
            leave_out_small_groups(connection, settings.privacy.min_group)
        _add_macros(connection)
    written = [embeddings.write(connection, embeddings.beside(path), table) for table in ordered if table.is_embeddings]
    return any(written)


def _add_macros(connection: duckdb.DuckDBPyConnection) -> None:
    text = statement("vocpipe.store", "macros.sql")
    connection.execute(_MACRO.sub("CREATE MACRO published.", text))
    for name, comment in comments(text).items():
        connection.execute(f"COMMENT ON MACRO published.{name} IS {literal(comment)}")


def _point(link: Path, target: Path) -> None:
    """Make `link` point to `target` in one step; on file systems without links it becomes a copy."""
    new = link.with_name(f"{link.name}.partial")
    try:
        new.symlink_to(target.name)
    except OSError:
        new.write_bytes(target.read_bytes())
    _replace(new, link)


def _point_embeddings(link: Path, target: Path) -> None:
    """Make the link to the newest embeddings point to those of `target`, or remove it if that has none."""
    if embeddings.beside(target).is_file():
        _point(embeddings.beside(link), embeddings.beside(target))
    else:
        embeddings.beside(link).unlink(missing_ok=True)


def _prune(folder: Path, final: Path, *, keep: int) -> None:
    """Keep `final` and the newest others; `final` stays even if a clock was set back and its name sorts first."""
    others = sorted(path for path in folder.glob("voc-*.duckdb") if path != final and path.is_file())
    for old in others[: max(0, len(others) - keep + 1)]:
        old.unlink()


def _remove_others(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Remove snapshots with pseudonyms of another secret, unless they are to be kept."""
    if connection.execute("SELECT 1 FROM pseudonym_key WHERE keep_older").fetchall():
        return
    label = label_of(key_of(connection))
    for path in folder.glob("voc-*.duckdb"):
        if _is_of_another(path, label):
            path.unlink()


def _is_of_another(path: Path, label: str) -> bool:
    """Whether the snapshot says that its pseudonyms are not those of `label`; one that can't be opened says nothing."""
    try:
        with open_snapshot(path) as snapshot:
            return published_label(snapshot) != label
    except (duckdb.Error, VocpipeError):
        return False


def remove_older(workspace: Workspace) -> list[str]:
    """Remove every snapshot but the newest, and what a killed refresh left of one; returns the names of the files.

    They hold what was published of people who were forgotten since.
    """
    newest = workspace.snapshot_link.resolve()
    files = [path for pattern in ("voc-*.duckdb", "*.partial*") for path in workspace.published.glob(pattern)]
    removed = sorted(path for path in files if path.resolve() != newest)
    for path in removed:
        path.unlink(missing_ok=True)
    return [*(path.name for path in removed), *embeddings.remove_orphans(workspace.published)]


def public_settings(workspace: Workspace, settings: Settings) -> str:
    """The settings as JSON, without paths and commands, which may contain the name of a person or a machine.

    Of other words that a person wrote, such as names of columns and speakers, only those that are known are shown; a
    keyed hash beside them shows whether they have changed.
    """
    told = _Told(secret(workspace)).value(settings.model_dump(mode="json"))
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class _Told:
    key: bytes

    def value(self, value: Any, option: str = "") -> Any:
        """A value of the settings as it may be published."""
        if isinstance(value, dict):
            kept = {name: inner for name, inner in value.items() if name not in _NOT_PUBLISHED}
            return {self._name(name): self.value(inner, name) for name, inner in kept.items()}
        if isinstance(value, list):
            return [self.value(inner, option) for inner in value]
        return value if not isinstance(value, str) or option in _OF_A_LIST else self._word(value)

    def _name(self, name: str) -> str:
        return name if name in _options() else self._word(name)

    def _word(self, word: str) -> str:
        told = shown(word)
        return told if told == word else f"{told}~{keyed(self.key, word, length=6)}"


@cache
def _options() -> frozenset[str]:
    """The names of the settings themselves: readers of a snapshot look them up, and nobody wrote them."""
    return frozenset(_properties(Settings.model_json_schema()))


def _properties(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _properties(inner)
