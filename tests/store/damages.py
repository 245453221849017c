"""Ways to damage a file, each by its name: what a bad disk or a broken copy leaves behind."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import duckdb

Damage = Callable[[Path], None]


def _rewrite(change: Callable[[bytes], bytes]) -> Damage:
    return lambda path: path.write_bytes(change(path.read_bytes())) and None


def _flip(place: Callable[[int], int]) -> Damage:
    def change(content: bytes) -> bytes:
        at = place(len(content))
        return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]

    return _rewrite(change)


def _replaced_by(make: Callable[[Path], object]) -> Damage:
    def damage(path: Path) -> None:
        path.unlink()
        make(path)

    return damage


def _encrypted(path: Path) -> None:
    with duckdb.connect(config={"force_mbedtls_unsafe": "true"}) as connection:
        connection.execute(f"ATTACH '{path}' AS other (ENCRYPTION_KEY 'k'); CREATE TABLE other.t AS SELECT 1")


def _of_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()


# No kind leaves a DuckDB database that can be opened. None needs the rights of another user.
UNREADABLE: dict[str, Damage] = {
    "empty": _rewrite(lambda content: b""),
    "cut in its head": _rewrite(lambda content: content[:5000]),
    "cut in half": _rewrite(lambda content: content[: len(content) // 2]),
    "zeros": _rewrite(lambda content: bytes(len(content))),
    "noise": _rewrite(lambda content: random.Random(5).randbytes(len(content))),
    "text": _rewrite(lambda content: b"id,text\n1,hello\n" * 2000),
    "flipped at its begin": _flip(lambda length: 20),
    "flipped in its head": _flip(lambda length: 4100),
    "encrypted": _replaced_by(_encrypted),
    "of SQLite": _replaced_by(_of_sqlite),
}
# What stands in the place of a file and is none.
NO_FILE: dict[str, Damage] = {
    "a folder": _replaced_by(lambda path: path.mkdir()),
    "a link to nowhere": _replaced_by(lambda path: path.symlink_to(path.with_name("nowhere") / "x")),
    "a ring of links": _replaced_by(lambda path: path.symlink_to(path)),
}


def flip_in(path: Path, table: str) -> None:
    """Change one byte of what the table holds, so that only reading the table shows it."""
    blocks = f"SELECT min(block_id) FROM pragma_storage_info('{table}') WHERE block_id >= 0"
    with duckdb.connect(str(path), read_only=True) as connection:
        [(block,)] = connection.execute(blocks).fetchall()
        [(size,)] = connection.execute("SELECT block_size FROM pragma_database_size()").fetchall()
    content = bytearray(path.read_bytes())
    at = 3 * 4096 + block * size + size // 8
    content[at] ^= 0xFF
    path.write_bytes(content)
