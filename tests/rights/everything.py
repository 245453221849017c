"""Everything that files hold, unpacked: what a search must go through to find a byte of somebody."""

import gzip
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
from pyarrow import parquet


def found(folders: Iterable[Path], words: Iterable[str], ids: Iterable[str] = (), *, skip: str = "inputs") -> list[str]:
    """ "file: word" of every word in any file of the folders, and of every id that stands by itself in a value."""
    patterns = [re.compile(rf"(?<![A-Za-z0-9_]){re.escape(ident)}(?![A-Za-z0-9_])", re.IGNORECASE) for ident in ids]
    hits = []
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
        if skip in path.parts:
            continue
        values, content = [*values_of(path), path.name], raw_of(path)
        for word in words:
            forms = {word.encode(), word.encode("utf-16-le"), word.encode("unicode_escape")}
            if any(word.casefold() in value.casefold() for value in values) or any(form in content for form in forms):
                hits.append(f"{path.name}: {word}")
        hits += [f"{path.name}: {pattern.pattern}" for pattern in patterns if any(map(pattern.search, values))]
    return hits


def values_of(path: Path) -> list[str]:
    """Every value in a database as text; the text of any other file."""
    head = path.read_bytes()[:16]
    if head[8:12] == b"DUCK":
        return list(_duckdb_values(path))
    if head.startswith(b"PAR1"):
        return [str(row) for row in parquet.read_table(path, partitioning=None).to_pylist()]
    if head.startswith(b"SQLite format 3"):
        return list(_sqlite_values(path))
    return [content.decode("utf-8", "replace") for content in _unpacked(path)]


def raw_of(path: Path) -> bytes:
    """The bytes of a file; those of a DuckDB file also as they are when nothing in it is compressed."""
    content = b"".join(_unpacked(path))
    if content[8:12] != b"DUCK":
        return content
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        connection.execute("PRAGMA force_compression = 'uncompressed'")
        connection.execute(f"ATTACH '{path}' AS old (READ_ONLY)")
        connection.execute(f"ATTACH '{folder}/plain' AS plain")
        connection.execute("COPY FROM DATABASE old TO plain")
        connection.execute("DETACH plain")
        return content + Path(folder, "plain").read_bytes()


def free_blocks(path: Path) -> int:
    """How many blocks of a DuckDB file are free, and may hold what was deleted."""
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT free_blocks FROM pragma_database_size()").fetchall()
    return int(rows[0][0])


def _unpacked(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    else:
        yield content


def _duckdb_values(path: Path) -> Iterator[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
        for (table,) in tables:
            for row in connection.execute(f'SELECT t::VARCHAR FROM "{table}" AS t').fetchall():
                yield str(row[0])


def _sqlite_values(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():
                yield from map(str, row)
