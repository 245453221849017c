"""The folder of a temporary Prefect server: its owner's alone, and gone with the server.

Creating Prefect's tables takes seconds of computing, so an empty database with them is kept in the user's cache. It
never holds anything of a run.
"""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path

from vocpipe.store.files import cache_folder, private_folder, private_umask

_DATABASE = "prefect.db"


def new_home() -> Path:
    """A new folder for one server, with the kept tables if there are any."""
    home = Path(tempfile.mkdtemp(prefix="vocpipe-prefect-"))
    kept = kept_tables()
    if kept.exists():
        with private_umask():
            shutil.copyfile(kept, home / _DATABASE)
        if not _is_sound(home / _DATABASE):
            (home / _DATABASE).unlink()
            with suppress(OSError):
                kept.unlink()
    return home


def keep_tables(home: Path | None) -> None:
    """Keep the tables of a server that has started and not run anything yet, unless this version's are kept.

    What can't be kept is created again the next time.
    """
    kept = kept_tables()
    if home is None or kept.exists():
        return
    with suppress(OSError, sqlite3.Error), private_umask():
        private_folder(kept.parent)
        partial = kept.with_name(f"{kept.name}.{os.getpid()}.partial")
        with closing(sqlite3.connect(home / _DATABASE)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
        partial.replace(kept)


def kept_tables() -> Path:
    """Where the empty database of this version of Prefect is kept."""
    return cache_folder() / f"prefect-{version('prefect')}.db"


def delete_home(home: Path | None) -> None:
    """Delete the folder of a server, if it has one of its own."""
    if home:
        shutil.rmtree(home, ignore_errors=True)


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.Error:
        return False
