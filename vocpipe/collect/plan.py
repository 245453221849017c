"""Which files to read: the settings and the folder become jobs."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from vocpipe.collect.companion import Companion
from vocpipe.collect.find import Found, find
from vocpipe.collect.forgotten import path_without
from vocpipe.collect.permission.withhold import Rules
from vocpipe.collect.reader import Reader
from vocpipe.collect.registry import companions, reader
from vocpipe.masking.shown import shown_path
from vocpipe.settings import LimitsSettings, Settings, SourceSettings
from vocpipe.store.raw import RawPages, raw_folder
from vocpipe.store.secret import keyed, secret
from vocpipe.store.tombstones import NO_TOMBSTONES, Tombstones, read_tombstones
from vocpipe.store.workspace import Workspace
from vocpipe.wording import Sentence


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

    @property
    def whole(self) -> bool:
        """Whether a record that was pulled has all that there is of its thread."""
        return self.settings.pull_options is not None and self.settings.pull_options.whole


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read, with the time zone of its times that have none.

    `shown`: its name as it may be published; `problem`: why it must not be opened.
    """

    path: Path
    file: str  # relative to the workspace
    source: Source
    zone: ZoneInfo
    own_names: tuple[str, ...] = ()
    limits: LimitsSettings = field(default_factory=LimitsSettings)
    shown: str = ""
    problem: Sentence | None = None
    tombstones: Tombstones = NO_TOMBSTONES  # of people whose rows are left out
    rules: Rules = field(default_factory=Rules)
    said: tuple[str, ...] = ()  # what the settings say of consent and retention; with other rules, it is read again
    pulled: bool = False  # a page that was pulled: its name stands for its content (vocpipe.store.raw)


def plan(workspace: Workspace, settings: Settings) -> list[Job]:
    """A job for every file that the settings name; raises UnknownReaderError."""
    key, jobs = secret(workspace), []
    own, tombstones = tuple(settings.workspace.own_names), read_tombstones(workspace)
    rules, said = rules_of(settings), _said(settings)
    for source in _sources(settings):
        zone = ZoneInfo(source.settings.timezone or settings.workspace.timezone)
        for found in _files(workspace, settings, source):
            file = _told(found.path, workspace.root)
            pulled = found.path.is_relative_to(raw_folder(workspace))
            shown = file if pulled else shown_path(file, keyed(key, file, length=6))
            told = path_without(tombstones, file)
            shown = shown if told == file else shown_path(told, "")
            known = (settings.limits, shown, found.problem, tombstones, rules, said)
            jobs.append(Job(found.path, told, source, zone, own, *known, pulled=pulled))
    return jobs


def rules_of(settings: Settings) -> Rules:
    """What is kept as of today, by the settings."""
    kinds = {source.name: Source(source, reader(source.reader)).kind for source in settings.source}
    return Rules.of(settings, kinds, datetime.now(UTC).date())


def _said(settings: Settings) -> tuple[str, ...]:
    """What the settings say of consent and retention; nothing where they say nothing."""
    said = settings.privacy.model_dump_json(include={"needs_consent", "retention"}, exclude_defaults=True)
    return (said,) if said != "{}" else ()


def _told(path: Path, root: Path) -> str:
    """The path relative to the workspace; bytes of a name that are no UTF-8 as \\xNN, since they can't be stored."""
    return os.fsencode(Path(os.path.relpath(path, root)).as_posix()).decode("utf-8", "backslashreplace")


def _files(workspace: Workspace, settings: Settings, source: Source) -> list[Found]:
    """The files that the source's path names, then the pages that were pulled, in their order."""
    path, outside = source.settings.path, settings.workspace.outside_paths
    exports = find(workspace.root, path, outside=outside) if path else []
    return exports + [Found(page) for page in _pages(workspace, source)]


def _pages(workspace: Workspace, source: Source) -> list[Path]:
    return RawPages.of(workspace, source.name).files() if source.settings.pull else []


def unmatched(workspace: Workspace, settings: Settings) -> list[str]:
    """The sources and companions whose path matches no file: "name: path"."""
    return [
        f"{source.name}: {source.settings.path}"
        for source in _sources(settings)
        if source.settings.path and not _files(workspace, settings, source)
    ]


def patterns(settings: Settings) -> list[str]:
    """The path of every source and companion that has one."""
    return [source.settings.path for source in _sources(settings) if source.settings.path]


def has_newer_files(workspace: Workspace, settings: Settings, since: float) -> bool:
    """Whether a file that would be read came or changed after `since` (seconds since 1970); a guess by file times."""
    found = (found for source in _sources(settings) for found in _files(workspace, settings, source))
    times = (found.path.stat() for found in found if found.problem is None)
    return any(max(about.st_mtime, about.st_ctime) > since for about in times)


def _sources(settings: Settings) -> list[Source]:
    """Every source of feedback, then every table of a companion."""
    feedback = [Source(source, reader(source.reader)) for source in settings.source]
    return feedback + [source for companion in companions().values() for source in _tables(companion, settings)]


def _tables(companion: Companion, settings: Settings) -> Iterator[Source]:
    for table in settings.tables(companion.section):
        source = companion.source(table)
        if source:
            yield Source(*source, companion)
