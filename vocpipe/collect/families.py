"""The files in inputs/ as families: what belongs to one source, under which name and which pattern."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from glob import escape
from itertools import groupby
from pathlib import Path

from vocpipe.collect.companion import Companion
from vocpipe.collect.parsing.grid import header_of, problem_of
from vocpipe.collect.parsing.names import stem_of, suffix_of
from vocpipe.collect.plan import any_case_suffix
from vocpipe.collect.reader import Reader
from vocpipe.collect.readers.table import READER as ANY_TABLE
from vocpipe.collect.registry import companions, readers

_TAIL = re.compile(r"[\d\s_.()（）年月日-]+$")


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file: the reader that recognizes it and the companion it belongs to, if any, and the header of a table.

    `problem`: why it can't be read as a table, if no reader recognizes it and it should be one. `folder`: that of the
    export, where one export is many files.
    """

    path: Path  # relative to the workspace
    reader: Reader | None = None
    companion: Companion | None = None
    header: tuple[str, ...] = ()
    problem: str | None = None
    folder: Path | None = None  # relative to the workspace

    @property
    def family(self) -> tuple[str, str, str, str, tuple[str, ...]]:
        """What files of one source share: folder, name without its date or number, suffix, reader, columns."""
        whole = stem_of(self.path)
        stem = _TAIL.sub("", whole) or whole
        reader = self.reader.name if self.reader else ""
        if self.folder is not None:
            name = self.folder.name if len(self.folder.parts) > 1 else reader  # not "inputs"
            return (self.folder.as_posix(), name, suffix_of(self.path), reader, ())
        return (self.path.parent.as_posix(), stem, suffix_of(self.path), reader, self.header)


def look_at(root: Path) -> list[InputFile]:
    """Every file in `root`/inputs, with the reader that recognizes it."""
    candidates = _in_order()
    return [_look(root, path, candidates) for path in _inputs(root)]


def families_of(files: Iterable[InputFile]) -> list[list[InputFile]]:
    """The files of each family, families in the order of their folders and names."""
    ordered = sorted(files, key=lambda file: file.family)
    return [list(group) for _, group in groupby(ordered, key=lambda file: file.family)]


def name_of(file: InputFile, taken: set[str]) -> str:
    """A name for the file's family that is not in `taken` yet; it is added there."""
    base = re.sub(r"[^\w.-]+", "-", file.family[1]).strip("-.") or (file.reader.name if file.reader else "source")
    single = {companion.name for companion in companions().values() if not companion.many}
    name, number = base, 2
    while name in taken | single:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def pattern_of(family: Sequence[InputFile], everything: Iterable[InputFile]) -> str:
    """A path with a * for what differs, or will differ next month, if that matches no other family's file."""
    if family[0].folder is not None:
        return _pattern_in(family[0].folder, family, everything)
    first, start = family[0].path, family[0].family[1]
    rest = stem_of(first).removeprefix(start)
    if len(family) == 1 and not rest:
        return first.as_posix()
    folder, between = escape(first.parent.as_posix()), re.match(r"\D*", rest)
    digits = f"{between[0] if between else ''}[0-9]*"
    patterns = [f"{folder}/{escape(start)}{varying}{suffix_of(first)}" for varying in ("*", digits)]
    others = [file.path.as_posix() for file in everything if file not in family]
    for pattern in patterns:
        if not any(fnmatchcase(path, any_case_suffix(pattern)) for path in others):
            return pattern
    return first.as_posix() if len(family) == 1 else patterns[-1]


def _pattern_in(folder: Path, family: Sequence[InputFile], everything: Iterable[InputFile]) -> str:
    """A path for every file in the folder of an export; only for those in folders of it, if others are there too."""
    suffix, inside = family[0].path.suffix.lower(), escape(folder.as_posix())
    strangers = [file for file in everything if file not in family and file.path.is_relative_to(folder)]
    alone = not any(file.path.suffix.lower() == suffix for file in strangers)
    return f"{inside}/{'**' if alone else '*'}/*{suffix}"


def _in_order() -> list[Reader]:
    """Every reader, the most demanding first."""
    tables = [reader for companion in companions().values() for reader in companion.readers]
    return sorted([*readers().values(), *tables], key=lambda reader: (reader.order, reader.name))


def _inputs(root: Path) -> list[Path]:
    files = (path for path in (root / "inputs").rglob("*") if path.is_file())
    return sorted(path for path in files if not path.name.startswith(("~$", ".")))


def _look(root: Path, path: Path, candidates: Sequence[Reader]) -> InputFile:
    reader = next((reader for reader in candidates if reader.recognizes(path)), None)
    companion = next((companion for companion in companions().values() if reader in companion.readers), None)
    header = tuple(header_of(path)) if companion or reader is ANY_TABLE else ()
    problem = problem_of(path) if reader is None else None
    folder = reader.folder(path) if reader and reader.folder else None
    return InputFile(
        path.relative_to(root), reader, companion, header, problem, folder.relative_to(root) if folder else None
    )
