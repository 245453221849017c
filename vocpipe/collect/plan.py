"""Which files to read: the settings and the folder become jobs."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from zoneinfo import ZoneInfo

from vocpipe.collect.companion import Companion
from vocpipe.collect.parsing.names import suffix_of
from vocpipe.collect.reader import Reader
from vocpipe.collect.registry import companions, reader
from vocpipe.settings import Settings, SourceSettings
from vocpipe.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of file: its settings, its reader, and the companion that its rows belong to; None: feedback."""

    settings: SourceSettings
    reader: Reader
    companion: Companion | None = None

    @property
    def name(self) -> str:
        """The name under which its files are recorded."""
        return self.settings.name

    @property
    def kind(self) -> str:
        """The settings' kind if they give one, else the reader's."""
        return self.settings.kind if "kind" in self.settings.model_fields_set else self.reader.kind

    @property
    def snapshot(self) -> bool:
        """Whether rows that are missing from a rewritten file are deleted."""
        return self.reader.snapshot if self.settings.snapshot is None else self.settings.snapshot


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read, with the time zone of its times that have none."""

    path: Path
    file: str  # relative to the workspace
    source: Source
    zone: ZoneInfo
    own_names: tuple[str, ...] = ()


def plan(workspace: Workspace, settings: Settings) -> list[Job]:
    """A job for every file that the settings name; raises UnknownReaderError."""
    jobs = []
    own = tuple(settings.workspace.own_names)
    for source in _sources(settings):
        zone = ZoneInfo(source.settings.timezone or settings.workspace.timezone)
        for path in _files(workspace.root, source.settings.path):
            jobs.append(Job(path, Path(os.path.relpath(path, workspace.root)).as_posix(), source, zone, own))
    return jobs


def unmatched(workspace: Workspace, settings: Settings) -> list[str]:
    """The sources and companions whose path matches no file: "name: path"."""
    return [
        f"{source.name}: {source.settings.path}"
        for source in _sources(settings)
        if not _files(workspace.root, source.settings.path)
    ]


def has_newer_files(workspace: Workspace, settings: Settings, since: float) -> bool:
    """Whether a file that would be read came or changed after `since` (seconds since 1970); a guess by file times."""
    paths = (path for source in _sources(settings) for path in _files(workspace.root, source.settings.path))
    return any(max(path.stat().st_mtime, path.stat().st_ctime) > since for path in paths)


def _sources(settings: Settings) -> list[Source]:
    """Every source of feedback, then every table of a companion."""
    feedback = [Source(source, reader(source.reader)) for source in settings.source]
    return feedback + [source for companion in companions().values() for source in _tables(companion, settings)]


def _tables(companion: Companion, settings: Settings) -> Iterator[Source]:
    for table in settings.tables(companion.section):
        source = companion.source(table)
        if source:
            yield Source(*source, companion)


def any_case_suffix(pattern: str) -> str:
    """`pattern`, whose suffix also matches in other letters: .csv is .CSV too, and .csv.gz is .CSV.GZ."""
    suffix = pattern[len(pattern) - len(suffix_of(Path(pattern))) :]
    if not suffix.replace(".", "").isalnum():
        return pattern
    either = "".join(f"[{char.lower()}{char.upper()}]" if char.isalpha() else char for char in suffix)
    return pattern.removesuffix(suffix) + either


def _files(root: Path, pattern: str) -> list[Path]:
    """The files under `root` that match `pattern`, in whatever case their suffix is, in the order of their names."""
    if (root / pattern).is_file():  # a name with brackets is taken literally first
        return [root / pattern]
    paths = (root / name for name in glob(any_case_suffix(pattern), root_dir=root, recursive=True))  # noqa: PTH207 - takes any path
    # Excel leaves ~$name.xlsx next to a workbook that is open.
    return sorted(path for path in paths if path.is_file() and not path.name.startswith(("~$", ".")))
