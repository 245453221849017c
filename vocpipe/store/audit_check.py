"""Reading the audit, and whether it is as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from filelock import FileLock

from vocpipe.store.audit import End, audit_key, audit_path, chain_of, parsed, read_end
from vocpipe.store.files import FILE_MODE, private_umask
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True)
class Checked:
    """How many lines are as they were written, from the first one on, and the first problem after them, if any."""

    n: int
    problem: str | None


def read_acts(workspace: Workspace) -> Iterator[dict[str, Any] | None]:
    """Every line in the order in which it was written; None for one that can't be read."""
    path = audit_path(workspace)
    if path.exists():
        with path.open("rb") as file:
            for line in file:
                yield parsed(line)


def check_audit(workspace: Workspace) -> Checked:
    """Whether every line follows the one before and the last one is there; names the first line that does not.

    A change at the end shows too, unless the file with the end was replaced by its older self. Nobody writes meanwhile.
    """
    if not (workspace.private / "audit.key").exists():
        n = sum(1 for _ in read_acts(workspace))
        return Checked(0, tell("access.audit.no_key") if n else None)
    with private_umask(), FileLock(workspace.private / "audit.lock", mode=FILE_MODE):
        return _check(workspace, audit_key(workspace))


def _check(workspace: Workspace, key: bytes) -> Checked:
    last, end = End(), read_end(workspace, key)
    at_end = end is not None and end.n == 0
    for number, line in enumerate(read_acts(workspace), start=1):
        if line is None or line["chain"] != chain_of(key, last.chain, line):
            return Checked(last.n, _broken(number, last, line))
        last = End(line["n"], line["chain"])
        at_end = at_end or (end is not None and (last.n, last.chain) == (end.n, end.chain))
    return Checked(last.n, _at_the_end(last, end, at_end=at_end))


def _broken(number: int, last: End, line: dict[str, Any] | None) -> str:
    """What is wrong with the line, which does not follow the last one that was right."""
    if line is not None and line["n"] > last.n + 1:
        return tell("access.audit.missing", line=number, n=line["n"] - last.n - 1)
    return tell("access.audit.changed", line=number)


def _at_the_end(last: End, end: End | None, *, at_end: bool) -> str | None:
    if end is None:
        return tell("access.audit.no_end")
    if last.n < end.n:
        return tell("access.audit.cut", line=last.n + 1, n=end.n - last.n)
    # A kill between a line and its end leaves one line after it, not more.
    return None if at_end and last.n <= end.n + 1 else tell("access.audit.old_end", line=end.n + 1)
