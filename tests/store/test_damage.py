"""A damaged file is told in one line; it hides nothing that can be read, and blocks no refresh."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.store.damages import NO_FILE, UNREADABLE, flip_in
from tests.store.shop import make_workspace, publish_run
from vocpipe.errors import DamageError, NewerVersionError, StorageError, VocpipeError, WorkspaceError
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.files import set_aside
from vocpipe.store.publish import publish
from vocpipe.store.runs import begin_run, finish_run, is_current
from vocpipe.store.snapshot import ask_newest, broken_newest, newest, open_snapshot, read_through
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.wording import LANGUAGES

DAMAGES = UNREADABLE | NO_FILE


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Workspace:
    """A workspace with two snapshots; only to be copied."""
    workspace = make_workspace(tmp_path_factory.mktemp("published"))
    with workspace.connect() as connection:
        for number in (1, 2):
            publish_run(connection, workspace, number)
    return workspace


@pytest.fixture
def workspace(published, tmp_path) -> Workspace:
    shutil.copytree(published.root, tmp_path / "w", symlinks=True)
    return Workspace(tmp_path / "w")


def count(connection):
    return fetch_one(connection, "SELECT count(*) FROM feedback")[0]


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_private_database_is_one_line_with_the_next_step(workspace, kind, language, monkeypatch):
    monkeypatch.setenv("VOCPIPE_LANG", language)
    DAMAGES[kind](workspace.database)
    with pytest.raises((DamageError, StorageError)) as error, workspace.connect():
        pass
    assert str(error.value).count("\n") == 0
    assert str(workspace.database) in str(error.value)
    assert ask_newest(workspace, count)[0] == 2


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("empty", "is not a database"),
        ("of SQLite", "is not a database"),
        ("cut in half", "is damaged"),
        ("flipped in its head", "is damaged"),
        ("encrypted", "is encrypted"),
        ("a folder", "is a folder"),
        ("a link to nowhere", "is not there"),
    ],
)
def test_kinds_of_damage_are_told_apart(workspace, kind, says):
    DAMAGES[kind](workspace.database)
    with pytest.raises(VocpipeError, match=says), workspace.connect():
        pass


def test_damage_inside_a_table_shows_when_it_is_read(workspace):
    flip_in(workspace.database, "run")
    with pytest.raises(DamageError, match=r"refresh --rebuild"), workspace.connect() as connection:
        connection.execute("SELECT max(hash(COLUMNS(*))) FROM run").fetchall()


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_snapshot_is_replaced_by_the_next_refresh_and_until_then_the_older_one_is_read(workspace, kind):
    DAMAGES[kind](newest(workspace))
    answer, path, notice = ask_newest(workspace, count)
    assert (answer, path.name) == (1, "voc-run-001.duckdb")
    assert "can't be read" in notice
    assert broken_newest(workspace)
    with workspace.connect() as connection:
        run_id = begin_run(connection, workspace, workspace.settings)
        assert not is_current(connection, workspace, run_id, PUBLISHED)
        finish_run(connection, run_id, {})
        publish(connection, workspace, workspace.settings, run_id, PUBLISHED)
    assert ask_newest(workspace, read_through)[2] is None
    assert broken_newest(workspace) is None
    assert ask_newest(workspace, count)[0] == 2


def test_damage_inside_a_table_of_the_snapshot_is_found_by_the_refresh_and_by_readers(workspace):
    flip_in(newest(workspace), "feedback")
    _, path, notice = ask_newest(workspace, read_through)
    assert path.name == "voc-run-001.duckdb"
    assert notice
    assert broken_newest(workspace) == "voc-run-002.duckdb"


@pytest.mark.parametrize("kind", UNREADABLE)
def test_if_no_snapshot_can_be_read_the_newest_ones_error_is_told(workspace, kind):
    for path in workspace.published.glob("voc-*.duckdb"):
        UNREADABLE[kind](path)
    with pytest.raises(DamageError, match=r"voc-run-002.*vocpipe refresh") as error:
        ask_newest(workspace, count)
    assert str(error.value).count("\n") == 0


@pytest.mark.parametrize("kind", NO_FILE)
def test_whatever_stands_in_the_place_of_the_link_makes_way(workspace, kind):
    NO_FILE[kind](workspace.snapshot_link)
    assert ask_newest(workspace, count)[1].name == "voc-run-002.duckdb"
    with workspace.connect() as connection:
        publish_run(connection, workspace, 3)
    assert workspace.snapshot_link.resolve().name == "voc-run-003.duckdb"
    assert ask_newest(workspace, count)[2] is None


def test_folders_under_the_names_of_snapshots_are_set_aside_and_never_emptied(workspace):
    for name in ("voc-run-003.duckdb", "voc-run-003.duckdb.partial", "voc-run-000.duckdb"):
        (workspace.published / name / "kept").mkdir(parents=True)
    with workspace.connect() as connection:
        assert publish_run(connection, workspace, 3).is_file()
    assert len(list(workspace.published.glob("*/kept"))) == 3


def test_a_newer_schema_is_refused(workspace):
    with duckdb.connect(str(workspace.database)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (9001)")
    for connect in (workspace.connect, workspace.connect_read_only):
        with pytest.raises(NewerVersionError, match=r"newer vocpipe.*9001.*pip install --upgrade"), connect():
            pass


def test_a_database_of_another_program_is_refused_and_left_as_it_was(workspace):
    workspace.database.unlink()
    with duckdb.connect(str(workspace.database)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1 AS a")
    with pytest.raises(WorkspaceError, match="not one of vocpipe"), workspace.connect():
        pass
    with duckdb.connect(str(workspace.database)) as connection:
        assert connection.execute("SHOW TABLES").fetchall() == [("mine",)]


def test_a_snapshot_of_a_newer_vocpipe_is_refused_by_readers_and_by_the_refresh(workspace):
    with duckdb.connect(str(newest(workspace))) as connection:
        connection.execute("UPDATE run SET vocpipe_version = '99.0.1'")
    with pytest.raises(NewerVersionError, match=r"vocpipe 99\.0\.1 made the snapshot"):
        open_snapshot(newest(workspace))
    with pytest.raises(NewerVersionError):
        ask_newest(workspace, count)
    with workspace.connect() as connection, pytest.raises(NewerVersionError):
        begin_run(connection, workspace, workspace.settings)


def test_what_stands_in_the_way_keeps_its_content_when_it_is_set_aside(tmp_path):
    path = tmp_path / "voc.duckdb"
    path.write_bytes(b"x")
    aside = set_aside(path)
    assert aside.read_bytes() == b"x"
    assert aside.name.startswith("voc.duckdb.set-aside-")
    assert list(tmp_path.iterdir()) == [aside]


def test_a_file_of_another_kind_never_makes_duckdb_ask_the_internet(workspace):
    UNREADABLE["of SQLite"](workspace.database)
    with pytest.raises(DamageError) as error, workspace.connect():
        pass
    assert "Failed to download" not in str(error.value.__cause__)


def test_a_publication_that_fails_leaves_no_part_of_itself(workspace, monkeypatch):
    monkeypatch.setattr("vocpipe.store.publish._add_macros", lambda connection: 1 / 0)
    with workspace.connect() as connection, pytest.raises(ZeroDivisionError):
        publish_run(connection, workspace, 3)
    assert list(workspace.published.glob("*.partial*")) == []
    assert newest(workspace).name == "voc-run-002.duckdb"


def test_the_workspaces_folders_may_be_files(tmp_path):
    workspace = make_workspace(tmp_path)
    Path(workspace.private).write_text("x", encoding="utf-8")
    with pytest.raises(StorageError, match=r"private is a file"), workspace.connect():
        pass
