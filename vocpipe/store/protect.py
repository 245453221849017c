"""Who else can reach the private folder: it is closed to others at once, and refused where it can't be."""

import os
import secrets
import shlex
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from vocpipe.errors import OpenFolderError
from vocpipe.store.files import FILE_MODE, private_folder
from vocpipe.wording import tell

ALLOW_VARIABLE = "VOCPIPE_ALLOW_OPEN_FOLDER"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def protect(folder: Path, *, allowed: bool) -> None:
    """Make the folder if it is missing, and close it and all it holds to others.

    Raises OpenFolderError, with the command that helps, if others can still enter it, or may write a folder above it
    and so put another in its place; `allowed`: the user knows. File systems without permissions are taken as they are.
    """
    private_folder(folder)
    problem = None if is_allowed(allowed) else next(problems(folder), None)
    if problem:
        raise OpenFolderError(problem)


def is_allowed(by_settings: bool) -> bool:
    """Whether an open folder is known and wanted, by the settings or by the environment."""
    return by_settings or os.environ.get(ALLOW_VARIABLE, "").casefold() in ("1", "true", "yes")


def is_open(folder: Path) -> bool:
    """Whether the permissions of the folder let others in."""
    return os.name == "posix" and bool(folder.stat().st_mode & _OTHERS)


def problems(folder: Path) -> Iterator[str]:
    """What lets others in, each as one line with the command that helps; a missing folder is as safe as those above."""
    if os.name != "posix":
        return
    if folder.exists() and is_open(folder) and has_modes(folder):
        yield tell("access.open_folder", path=folder, command=f"chmod -R go= {_quoted(folder)}")
    for parent in folder.resolve().parents:
        with suppress(OSError):
            if open_above(parent.stat()) and has_modes(parent):
                yield tell("access.open_above", path=parent, folder=folder, command=f"chmod go-w {_quoted(parent)}")


def open_above(status: os.stat_result) -> bool:
    """Whether others may rename what a folder holds: everybody, or a group that is not its owner's own."""
    if status.st_mode & stat.S_ISVTX:  # as in /tmp: each may rename only what is their own
        return False
    if status.st_mode & stat.S_IWOTH:
        return True
    return bool(status.st_mode & stat.S_IWGRP) and not _own_group(status.st_uid, status.st_gid)


def _own_group(user: int, group: int) -> bool:
    """Whether the group is the system's, or the user's own: one of the same name, without other members."""
    import grp
    import pwd

    if group == 0:
        return True
    try:
        name, known = pwd.getpwuid(user).pw_name, grp.getgrgid(group)
    except KeyError:  # a user or group without a name, as in some containers
        return user == group
    return known.gr_name == name and set(known.gr_mem) <= {name, "root"}


def has_modes(folder: Path) -> bool:
    """Whether the file system keeps permissions, tried with a file in the folder; FAT and some shares don't.

    True where nothing can be written.
    """
    probe = folder / f".vocpipe-{secrets.token_hex(8)}"
    try:
        handle = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except OSError:
        return True
    try:
        return not os.fstat(handle).st_mode & _OTHERS
    finally:
        os.close(handle)
        probe.unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
