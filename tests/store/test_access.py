"""Who may read what: private files are their owner's from the first moment, whatever the umask."""

import grp
import os
import pwd
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from tests.store import shop
from tests.store.shop import SETTINGS, publish_run
from vocpipe.errors import OpenFolderError, SettingsError
from vocpipe.inbox.entries import append_entry
from vocpipe.store import protect
from vocpipe.store.audit import note_act
from vocpipe.store.files import close_to_others, private_folder, private_umask, write_private
from vocpipe.store.lock import refresh_lock
from vocpipe.store.secret import secret
from vocpipe.store.workspace import Workspace


@pytest.fixture(autouse=True)
def _umask(request) -> Iterator[None]:
    """A mask that hides nothing, unless a test asks for another."""
    wanted = getattr(request, "param", 0)
    former = os.umask(wanted)
    yield
    assert os.umask(former) == wanted  # nothing leaves another behind


def make_workspace(root: Path, settings: str = SETTINGS) -> Workspace:
    """A workspace in folders that only their owner may write, as the command line makes them."""
    former = os.umask(0o022)
    try:
        return shop.make_workspace(root, settings)
    finally:
        os.umask(former)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes(folder: Path) -> set[int]:
    """Every mode of the files inside; each is seen while it is there."""
    return {mode(path) for path in folder.rglob("*") if path.is_file()}


def watched(folder: Path, work: Callable[[], None]) -> set[tuple[str, int]]:
    """Every (kind of file, mode) that was ever to be seen inside the folder while `work` ran."""
    seen: set[tuple[str, int]] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            for parent, folders, files in os.walk(folder):
                for name in (*folders, *files):
                    with suppress(OSError):
                        seen.add((Path(name).suffix if name in files else "folder", mode(Path(parent, name))))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    return seen


@pytest.mark.parametrize("_umask", [0o000, 0o022, 0o077], indirect=True, ids=oct)
def test_private_files_are_closed_from_their_first_moment(tmp_path):
    workspace = make_workspace(tmp_path / "w")

    def work() -> None:
        with refresh_lock(workspace), workspace.connect() as connection:
            connection.execute("SET memory_limit = '24MB'; SET threads = 1; SET preserve_insertion_order = false")
            connection.execute(
                "CREATE TEMP TABLE big AS SELECT md5(range::VARCHAR) || md5(range::VARCHAR) AS t FROM range(300000)"
            )
            connection.execute("SELECT * FROM (SELECT row_number() OVER (ORDER BY t) AS r FROM big) WHERE r = 5")
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
            append_entry(workspace, "pin", theme_id="t_1", detail={})
            note_act(workspace, "forget")
            secret(workspace)

    workspace.protect()
    seen = watched(workspace.private, work)
    assert {found for _, found in seen} == {0o600, 0o700}
    assert {".tmp", ".sqlite", ".json", ".key", "folder"} <= {suffix for suffix, _ in seen}
    assert mode(workspace.private) == 0o700
    assert modes(workspace.private) == {0o600}


@pytest.mark.parametrize(
    ("setting", "file", "folder"), [(None, 0o640, 0o750), ("0600", 0o600, 0o700), ("0644", 0o644, 0o755)]
)
def test_snapshots_are_for_those_whom_the_settings_name(tmp_path, setting, file, folder):
    settings = SETTINGS + (f'[privacy]\npublished_mode = "{setting}"\n' if setting else "")
    workspace = make_workspace(tmp_path / "w", settings)
    workspace.published.mkdir(mode=0o777)
    old = workspace.published / "voc-0.duckdb"
    old.write_bytes(b"")
    old.chmod(0o666)
    with workspace.connect() as connection:
        seen = watched(workspace.published, lambda: publish_run(connection, workspace, 1) and None)
    assert {mode(path) for path in workspace.published.glob("voc*")} == {file}
    assert mode(workspace.published) == folder
    assert {found for suffix, found in seen if suffix == ".partial"} <= {0o600, file}


@pytest.mark.parametrize("value", ['"0666"', '"640"', "640", '"rw-r-----"', '"0777"', '"0660"'])
def test_other_permissions_of_snapshots_are_refused(tmp_path, value):
    with pytest.raises(SettingsError, match="published_mode"):
        _ = make_workspace(tmp_path, f"[privacy]\npublished_mode = {value}\n").settings


def test_what_is_open_is_closed_at_once(tmp_path):
    workspace = make_workspace(tmp_path / "w")
    deep = workspace.private / "deep"
    deep.mkdir(parents=True)
    for path in (workspace.private / "inbox.sqlite-wal", workspace.private / "secret.key", deep / "page"):
        path.write_bytes(b"x" * 32)
        path.chmod(0o666)
    for folder in (workspace.private, deep):
        folder.chmod(0o777)
    outside = tmp_path / "outside"
    outside.write_text("x")
    outside.chmod(0o644)
    (workspace.private / "link").symlink_to(outside)
    workspace.protect()
    assert {mode(workspace.private), mode(deep)} == {0o700}
    assert mode(deep / "page") == mode(workspace.private / "secret.key") == 0o600
    assert mode(outside) == 0o644


def test_an_open_folder_that_cannot_be_closed_is_refused_with_the_command(tmp_path, monkeypatch):
    workspace = make_workspace(tmp_path / "my w")
    workspace.private.mkdir()
    workspace.private.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))  # another's folder
    for act in (
        workspace.protect,
        lambda: note_act(workspace, "x"),
        lambda: append_entry(workspace, "pin", theme_id="t", detail={}),
    ):
        with pytest.raises(OpenFolderError, match=r"chmod -R go= '.*my w/private'") as error:
            act()
        assert "\n" not in str(error.value)
    with pytest.raises(OpenFolderError), workspace.connect():
        pass
    monkeypatch.setenv(protect.ALLOW_VARIABLE, "1")
    workspace.protect()
    monkeypatch.delenv(protect.ALLOW_VARIABLE)
    (workspace.root / "vocpipe.toml").write_text("[privacy]\nallow_open_folder = true\n", encoding="utf-8")
    workspace.protect()


@pytest.mark.parametrize("above", [0, 1])
def test_a_folder_above_that_everybody_may_write_is_refused(tmp_path, above):
    workspace = make_workspace(tmp_path / "team" / "w")
    parent = [workspace.root, workspace.root.parent][above]
    parent.chmod(0o777)
    with pytest.raises(OpenFolderError, match=rf"chmod go-w {parent}\b"):
        workspace.protect()
    parent.chmod(0o1777)  # as /tmp: nobody can rename what is another's
    workspace.protect()
    parent.chmod(0o755)
    workspace.protect()


def test_a_group_of_others_may_not_write_above_but_ones_own_may(monkeypatch):
    def status(permissions: int, group: int) -> os.stat_result:
        return SimpleNamespace(st_mode=stat.S_IFDIR | permissions, st_uid=1000, st_gid=group)  # type: ignore[return-value]

    groups = {1000: ("mei", []), 100: ("users", []), 200: ("voc", ["mei", "jo"]), 300: ("mei", ["jo"])}
    monkeypatch.setattr(pwd, "getpwuid", lambda _: SimpleNamespace(pw_name="mei"))
    monkeypatch.setattr(grp, "getgrgid", lambda gid: SimpleNamespace(gr_name=groups[gid][0], gr_mem=groups[gid][1]))
    assert [gid for gid in groups if protect.open_above(status(0o775, gid))] == [100, 200, 300]
    assert not any(protect.open_above(status(0o755, gid)) for gid in groups)
    assert not protect.open_above(status(0o775, 0))


def test_a_file_system_without_permissions_works(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "chmod", lambda *_, **__: None)  # FAT: it is done, and nothing changes
    monkeypatch.setattr(os, "fstat", lambda _: SimpleNamespace(st_mode=0o100777, st_size=0))
    workspace = Workspace(tmp_path / "w")
    workspace.private.mkdir(parents=True)
    os.chmod(workspace.private, 0o777)  # noqa: PTH101, S103 - the file system's own permissions
    workspace.protect()


def test_the_mask_is_restored_by_the_last_of_several_threads():
    inside, go = threading.Barrier(3), threading.Event()

    def hold(seconds: float) -> None:
        with private_umask():
            inside.wait()
            time.sleep(seconds)
            former = os.umask(0o077)
            os.umask(former)
            assert former == 0o077

    threads = [threading.Thread(target=hold, args=(seconds,)) for seconds in (0.0, 0.05, 0.1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    go.set()


def test_a_written_file_is_closed_and_replaces_an_open_one(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o666)
    write_private(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", 0o600)
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_what_is_no_file_is_written_to_as_it_is(tmp_path):
    code = (
        "from pathlib import Path; from vocpipe.store.files import write_private; "
        "write_private(Path('/dev/stdout'), b'rows')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"rows"
    assert Path("/dev/stdout").is_symlink()


def test_a_folder_is_closed_without_following_links(tmp_path):
    private_folder(tmp_path / "private")
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open").chmod(0o755)
    (tmp_path / "private" / "link").symlink_to(tmp_path / "open")
    close_to_others(tmp_path / "private")
    assert mode(tmp_path / "open") == 0o755


def test_duckdb_still_writes_no_encrypted_database_without_a_download(tmp_path):
    """When this fails, DuckDB can: see docs/decisions/0014."""
    offline = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    with offline as connection, pytest.raises(duckdb.Error, match="httpfs"):
        connection.execute(f"ATTACH '{tmp_path}/e.duckdb' AS e (ENCRYPTION_KEY 'some key')")
        connection.execute("CREATE TABLE e.t AS SELECT 1")
