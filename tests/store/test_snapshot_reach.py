"""Whatever SQL a snapshot is asked, it reads no other file, writes none, and sees nothing of the process."""

import os
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from tests.cli.command import runner
from tests.store.shop import make_workspace, publish_run
from vocpipe.store.snapshot import newest, open_snapshot

SECRET = "s3cret-text"
frame_outside = pd.DataFrame({"secret": [SECRET]})
table_outside = pa.table({"secret": [SECRET]})

ATTACKS = [
    *(f"SELECT * FROM {reader}('{{file}}')" for reader in (
        "read_csv", "read_csv_auto", "read_text", "read_blob", "read_json", "read_json_auto", "read_json_objects",
        "read_ndjson", "read_parquet", "parquet_scan", "parquet_metadata", "parquet_schema", "parquet_kv_metadata",
        "parquet_file_metadata", "sniff_csv", "glob", "read_duckdb", "query_table",
    )),
    "FROM '{file}'",
    "SELECT * FROM \"{file}\"",
    "DESCRIBE '{file}'",
    "SUMMARIZE '{file}'",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM glob('{folder}/**')",
    "SELECT * FROM query('SELECT * FROM read_text(''{file}'')')",
    "CREATE TEMP TABLE t AS SELECT * FROM read_text('{file}')",
    "CREATE TEMP VIEW v AS SELECT * FROM read_text('{file}'); SELECT * FROM v",
    "CREATE TEMP MACRO m(f) AS TABLE SELECT * FROM read_text(f); SELECT * FROM m('{file}')",
    "PREPARE p AS SELECT * FROM read_text('{file}'); EXECUTE p",
    "SELECT * FROM read_csv('https://example.com/x.csv')",
    "FROM 'https://example.com/x.csv'",
    "SELECT * FROM 's3://bucket/x.parquet'",
    "ATTACH '{private}' AS private; SELECT * FROM private.t",
    "ATTACH '{private}' (READ_ONLY)",
    "ATTACH ':memory:' AS m",
    "ATTACH 'https://example.com/x.duckdb'",
    "COPY feedback TO '{out}'",
    "COPY (SELECT 1) TO '{out}' (FORMAT json)",
    "COPY feedback FROM '{file}'",
    "EXPORT DATABASE '{out}'",
    "IMPORT DATABASE '{folder}'",
    "INSTALL httpfs",
    "INSTALL '{file}'",
    "FORCE INSTALL json FROM community",
    "LOAD httpfs",
    "LOAD '{file}'",
    "UPDATE EXTENSIONS",
    "SELECT getenv('HOME')",
    "SELECT * FROM duckdb_secrets()",
    "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
    "CREATE PERSISTENT SECRET s (TYPE http)",
    "SET enable_external_access = true",
    "SET GLOBAL enable_external_access = true",
    "PRAGMA enable_external_access = true",
    "RESET enable_external_access",
    "SET lock_configuration = false",
    "RESET lock_configuration",
    "SET allowed_directories = ['/']",
    "SET allowed_paths = ['{file}']",
    "SET file_search_path = '{folder}'",
    "SET home_directory = '{folder}'",
    "SET temp_directory = '{folder}'",
    "SET python_enable_replacements = true",
    "SET python_scan_all_frames = true",
    "SET profiling_output = '{out}'",
    "PRAGMA profiling_output = '{out}'",
    "PRAGMA enable_profiling = 'json'",
    "CALL enable_logging(storage = 'file', storage_path = '{out}')",
    "SET log_query_path = '{out}'",
    "SELECT * FROM frame_outside",
    "SELECT * FROM table_outside",
    "SELECT * FROM frame_inside",
    "SELECT * FROM query",
    "SELECT * FROM rows",
    "SELECT * FROM query_table('frame_outside')",
    "CREATE TEMP TABLE t AS FROM frame_outside",
    "SELECT * FROM python_map_function(1)",
    "SELECT * FROM arrow_scan(1, 2, 3)",
    "SELECT * FROM pandas_scan(1)",
    "CREATE TABLE t (a INTEGER)",
    "DELETE FROM feedback",
    "CHECKPOINT; VACUUM; DROP TABLE feedback",
]  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A published workspace, and files that no query of it may reach."""
    root = tmp_path_factory.mktemp("reach")
    workspace = make_workspace(root / "w")
    with workspace.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT ? AS secret", [SECRET])
        publish_run(connection, workspace, 1)
    (root / "aside").mkdir()
    (root / "aside" / "names.csv").write_text(f"name\n{SECRET}\n", encoding="utf-8")
    return workspace


def filled(attack: str, workspace) -> str:
    aside = workspace.root.parent / "aside"
    paths = {"file": aside / "names.csv", "folder": aside, "out": aside / "out", "private": workspace.database}
    for name, path in paths.items():
        attack = attack.replace(f"{{{name}}}", str(path))
    return attack


def untouched(workspace) -> bool:
    return [path.name for path in (workspace.root.parent / "aside").iterdir()] == ["names.csv"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_explorers_connection_reaches_nothing_else(place, attack):
    frame_inside = pd.DataFrame({"secret": [SECRET]})
    with open_snapshot(newest(place)) as connection:
        for ask in (connection.sql, connection.execute, connection.cursor().execute):
            with pytest.raises(duckdb.Error) as refused:
                ask(filled(attack, place)).fetchall()
            assert SECRET not in str(refused.value)
    assert not frame_inside.empty
    assert untouched(place)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_command_reaches_nothing_else_and_says_so_in_one_line(place, attack, monkeypatch, capfd):
    monkeypatch.chdir(place.root.parent / "aside")
    run = runner(monkeypatch, capfd, workspace=place.root)
    printed = run("sql", filled(attack, place), "--format", "csv")
    assert (printed.code, printed.err.count("vocpipe: ")) == (1, 1), printed.err
    assert printed.err.splitlines()[-1].startswith("vocpipe: "), printed.err
    assert SECRET not in printed.out + printed.err
    assert untouched(place)


def test_the_environment_and_the_frames_of_the_process_are_not_seen(place):
    with open_snapshot(newest(place)) as connection:
        settings = dict(connection.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert settings["enable_external_access"] == "false"
    assert settings["lock_configuration"] == "true"
    assert settings["python_enable_replacements"] == "false"
    assert settings["autoload_known_extensions"] == "false"
    assert not any(value and os.environ.get("PATH") == value for value in settings.values())
    assert Path(newest(place)).exists()
