from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tests.builders import add_feedback, add_run
from tests.store.shop import SETTINGS, make_workspace
from vocpipe.errors import StorageError
from vocpipe.pipeline import PUBLISHED
from vocpipe.store import parquet
from vocpipe.store.parquet import write_parquet
from vocpipe.store.publish import publish
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

TARGET = '[publish]\nparquet = "warehouse"\n'


@pytest.fixture
def workspace(tmp_path):
    """Feedback of two months and some without a day, published once."""
    workspace = make_workspace(tmp_path, SETTINGS + TARGET)
    for number, day in enumerate(("2026-02-27", "2026-03-01", "2026-03-09", None)):
        say(workspace, number, datetime.fromisoformat(day) if day else None)
    refresh(workspace, 1)
    return workspace


def say(workspace, number, created_at):
    with workspace.connect() as connection:
        add_feedback(connection, number, f"The export is slow, case {number}.", created_at=created_at)


def refresh(workspace, number):
    """How many files were written or removed after a snapshot was published."""
    workspace = Workspace(workspace.root)  # with the settings of now
    with workspace.connect() as connection:
        add_run(connection, f"run-{number:03d}")
        publish(connection, workspace, workspace.settings, f"run-{number:03d}", PUBLISHED)
    return write_parquet(workspace, workspace.settings)


def files(workspace):
    root = workspace.root / "warehouse"
    return {str(path.relative_to(root)): path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


def test_duckdb_reads_every_table_as_the_snapshot_has_it(workspace):
    root = workspace.root / "warehouse"
    with open_snapshot(newest(workspace)) as snapshot:
        tables = [row[0] for row in snapshot.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()]
        published = {
            table: (snapshot.execute(f"DESCRIBE {table}").fetchall(), snapshot.execute(f"FROM {table}").fetchall())
            for table in tables
        }
    assert "feedback" in published
    for table, (columns, rows) in published.items():
        written = f"read_parquet('{root}/{table}/**/*.parquet', hive_partitioning = true)"
        names = ", ".join(column[0] for column in columns)
        assert sorted(duckdb.sql(f"SELECT {names} FROM {written}").fetchall(), key=repr) == sorted(rows, key=repr)
    by_month = duckdb.sql(
        f"SELECT in_month, count(*) FROM read_parquet('{root}/feedback/*/*.parquet', hive_partitioning = true) "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert [(str(month), count) for month, count in by_month] == [("2026-02", 1), ("2026-03", 2), ("None", 1)]


def test_only_months_with_changes_are_written(workspace):
    before = files(workspace)
    say(workspace, 9, datetime(2026, 3, 30))
    refresh(workspace, 2)
    after = files(workspace)
    changed = {path for path in after if after[path] != before.get(path)}
    assert "feedback/in_month=2026-03/data.parquet" in changed
    assert "feedback/in_month=2026-02/data.parquet" not in changed
    assert write_parquet(workspace, workspace.settings) == 0


def test_what_leaves_the_snapshot_leaves_the_files(workspace):
    with workspace.connect() as connection:
        connection.execute("DELETE FROM feedback_raw WHERE feedback_id IN ('f_0', 'f_2')")
    refresh(workspace, 2)
    assert not (workspace.root / "warehouse" / "feedback" / "in_month=2026-02").exists()
    rows = duckdb.sql(f"SELECT text FROM '{workspace.root}/warehouse/feedback/*/*.parquet'").fetchall()
    assert sorted(text for (text,) in rows) == ["The export is slow, case 1.", "The export is slow, case 3."]


def test_after_a_kill_the_next_run_finishes_and_forgets_no_file(workspace, monkeypatch):
    say(workspace, 9, datetime(2026, 5, 1))
    write = parquet._Place.write

    def killed(place, path, rows):
        write(place, path, rows)
        if path.startswith("feedback/in_month=2026-05"):
            raise KeyboardInterrupt

    monkeypatch.setattr(parquet._Place, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        refresh(workspace, 2)
    monkeypatch.undo()
    with workspace.connect() as connection:
        connection.execute("DELETE FROM feedback_raw WHERE feedback_id = 'f_9'")
    refresh(workspace, 3)
    assert not any("2026-05" in path for path in files(workspace))


def test_without_the_setting_the_files_are_removed(workspace):
    assert files(workspace)
    (workspace.root / "vocpipe.toml").write_text(SETTINGS, encoding="utf-8")
    assert refresh(workspace, 2) > 0
    assert not files(workspace)


def test_the_files_are_open_to_whom_the_snapshots_are(workspace):
    found = list((workspace.root / "warehouse").rglob("*"))
    assert {oct(path.stat().st_mode & 0o777) for path in found if path.is_file()} == {"0o640"}
    assert {oct(path.stat().st_mode & 0o777) for path in found if path.is_dir()} == {"0o750"}


def test_a_target_that_cannot_be_written_is_told_and_tried_again(workspace):
    (workspace.root / "file").write_text("", encoding="utf-8")
    settings = SETTINGS + TARGET.replace("warehouse", "file/inside")
    (workspace.root / "vocpipe.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(StorageError, match="file/inside"):
        refresh(workspace, 2)
    (workspace.root / "file").unlink()
    fixed = Workspace(workspace.root)
    assert write_parquet(fixed, fixed.settings) > 0
    assert Path(workspace.root, "file", "inside", "feedback").is_dir()
