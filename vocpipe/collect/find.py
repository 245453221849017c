"""The files that a path of the settings names: within the workspace, each folder once, and regular files alone.

A link that leads out of the workspace is not followed unless the settings allow it. What a path names and can't be
read comes with the reason, so that it is recorded and nothing is passed over in silence.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from glob import has_magic
from pathlib import Path

from vocpipe.collect.parsing.names import suffix_of
from vocpipe.wording import Sentence, say

_ANY_DEPTH = "**"
_OF_THE_SYSTEM = tuple(Path(folder) for folder in ("/proc", "/sys", "/dev"))


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or what stands in its place; `problem`: why it must not be opened."""

    path: Path
    problem: Sentence | None = None


def find(root: Path, pattern: str, *, outside: bool = False) -> list[Found]:
    """What matches `pattern` under `root`, in whatever case its suffix is, in the order of the names.

    outside: files and links that lead out of `root` are taken too.
    """
    if "\0" in pattern:
        return []
    home, named = Path(os.path.realpath(root)), Path(os.path.normpath(root.absolute() / pattern))
    if not outside and not any(_is_inside(named, folder) for folder in (home, root.absolute())):
        return [Found(root / pattern, say("faults.path.outside"))]
    search = _Search(home, outside)
    if _is(root / pattern, stat.S_ISREG):  # a name with brackets is taken literally first
        return search.about(root / pattern)
    start, parts = _start(root, any_case_suffix(pattern))
    found = {each.path: each for each in search.under(start, parts)}
    # Excel leaves ~$name.xlsx next to a workbook that is open.
    return [found[path] for path in sorted(found) if not path.name.startswith(("~$", "."))]


def any_case_suffix(pattern: str) -> str:
    """`pattern`, whose suffix also matches in other letters: .csv is .CSV too, and .csv.gz is .CSV.GZ."""
    suffix = pattern[len(pattern) - len(suffix_of(Path(pattern))) :]
    if not suffix.replace(".", "").isalnum():
        return pattern
    either = "".join(f"[{char.lower()}{char.upper()}]" if char.isalpha() else char for char in suffix)
    return pattern.removesuffix(suffix) + either


def _start(root: Path, pattern: str) -> tuple[Path, list[str]]:
    """The folder where a search begins, and the parts of the pattern below it; ** after ** is one."""
    path = Path(pattern)
    parts = list(path.relative_to(path.anchor).parts) if path.is_absolute() else list(path.parts)
    parts += ["*"] if parts[-1:] == [_ANY_DEPTH] else []
    once = [part for at, part in enumerate(parts) if not (part == _ANY_DEPTH and parts[at - 1 : at] == [part])]
    return (Path(path.anchor) if path.is_absolute() else root), once


@dataclass(slots=True)
class _Search:
    home: Path
    outside: bool
    seen: set[tuple[int, int, int]] = field(default_factory=set)

    def under(self, folder: Path, parts: list[str]) -> Iterator[Found]:
        """Everything that the parts of a pattern match in `folder`; no folder is searched twice for one of them."""
        if not parts or not self._is_new(folder, len(parts)):
            return
        first, rest = parts[0], parts[1:]
        if first == _ANY_DEPTH:
            yield from self.under(folder, rest)
            for inner in _entries(folder, "*"):
                yield from self._inside(inner, parts)
        elif not has_magic(first):
            yield from self._next(folder / first, rest)
        else:
            for inner in _entries(folder, first):
                yield from self._next(inner, rest)

    def about(self, path: Path) -> list[Found]:
        """`path` with the reason why it must not be opened, if there is one; nothing if it is a folder or not there."""
        try:
            mode = path.stat().st_mode
        except OSError:
            return [Found(path, say("faults.path.dangling"))] if os.path.islink(path) else []  # noqa: PTH114 - which raises nothing
        if stat.S_ISDIR(mode):
            return []
        real = Path(os.path.realpath(path))
        if not self.outside and not _is_inside(real, self.home):
            return [Found(path, say("faults.path.outside"))]
        if not stat.S_ISREG(mode) or any(_is_inside(real, folder) for folder in _OF_THE_SYSTEM):
            return [Found(path, say("faults.path.no_file"))]
        return [Found(path)]

    def _next(self, path: Path, rest: list[str]) -> Iterator[Found]:
        yield from self._inside(path, rest) if rest else self.about(path)

    def _inside(self, path: Path, parts: list[str]) -> Iterator[Found]:
        """What is in a folder; only the folder itself with a reason if it is a link that leads out."""
        if not _is(path, stat.S_ISDIR):
            return
        if not self.outside and path.is_symlink() and not _is_inside(Path(os.path.realpath(path)), self.home):
            yield Found(path, say("faults.path.outside"))
            return
        yield from self.under(path, parts)

    def _is_new(self, folder: Path, left: int) -> bool:
        try:
            about = folder.stat()
        except OSError:
            return False
        key = (about.st_dev, about.st_ino, left)
        if key in self.seen:
            return False
        self.seen.add(key)
        return True


def _entries(folder: Path, pattern: str) -> list[Path]:
    """What is in a folder and matches, links last, so that a file is known by its own path; hidden names never."""
    try:
        with os.scandir(folder) as entries:
            known = sorted((entry.is_symlink(), entry.name) for entry in entries)
    except OSError:
        return []
    match = _matcher(pattern)
    return [folder / name for _, name in known if match.match(name) and (pattern[0] == "." or name[0] != ".")]


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))


def _is(path: Path, kind: Callable[[int], bool]) -> bool:
    """Whether there is something of this kind at `path`, perhaps by a link."""
    try:
        return kind(path.stat().st_mode)
    except OSError:
        return False


def _is_inside(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents
