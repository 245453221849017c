"""What the system and the databases report is one line with the next step, and never a value of the data."""

import errno
import os
import sqlite3
from pathlib import Path

import duckdb
import pytest

from vocpipe.errors import DamageError, ReadError, StorageError
from vocpipe.store.failures import _SYSTEM, Used, explained, explaining
from vocpipe.wording import LANGUAGES

PLACE = Path("/w/private/voc.duckdb")


@pytest.mark.parametrize("number", sorted(_SYSTEM))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_system_refuses_is_one_line_that_names_the_place(number, language, monkeypatch):
    monkeypatch.setenv("VOCPIPE_LANG", language)
    error = explained(OSError(number, os.strerror(number), str(PLACE)))
    assert isinstance(error, StorageError)
    assert str(error).count("\n") == 0
    assert "/w/private" in str(error) or number in (errno.ENOMEM, errno.EMFILE, errno.ENFILE)


@pytest.mark.parametrize("number", sorted(_SYSTEM))
def test_duckdb_says_the_same_in_words(number):
    said = f'IO Error: Could not write file "{PLACE}": {os.strerror(number)}'
    system = explained(OSError(number, os.strerror(number), str(PLACE)))
    assert str(explained(duckdb.IOException(said))) == str(system)
    assert str(explained(duckdb.TransactionException(f"TransactionContext Error: Failed to commit: {said}"))) == str(
        system
    )


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM corrupt_checksum",
        "SELECT error('Corrupt database file: No space left on device')",
        "SELECT 'No space left on device'::INTEGER",
        "SELEC corrupt",
    ],
)
def test_a_query_that_only_speaks_of_damage_is_no_damage(query):
    with duckdb.connect() as connection, pytest.raises(duckdb.Error) as refused:
        connection.execute(query).fetchall()
    assert explained(refused.value) is None


@pytest.mark.parametrize(
    ("content", "kind"), [(b"x" * 5000, DamageError), (b"SQLite format 3\0" + b"x" * 5000, DamageError)]
)
def test_an_inbox_that_is_no_database_is_damaged(tmp_path, content, kind):
    path = tmp_path / "inbox.sqlite"
    path.write_bytes(content)
    with pytest.raises(kind, match=r"inbox\.sqlite.*what people decided.*damaged"), explaining(Used(path, "inbox")):
        sqlite3.connect(path).execute("SELECT * FROM sqlite_master")


def test_what_is_below_another_exception_is_found():
    def fail():
        try:
            raise OSError(errno.ENOSPC, "full", str(PLACE))
        except OSError as error:
            raise RuntimeError("the task failed") from error

    with pytest.raises(StorageError, match="no space left"), explaining():
        fail()


def test_vocpipes_own_errors_and_mistakes_pass_as_they_are():
    for error in (ReadError("x"), KeyError("x")):
        with pytest.raises(type(error)) as passed, explaining():
            raise error
        assert passed.value is error
