"""A Slack export as files: a folder with lists of people and channels, and a folder of days for each channel.

Traps: the day files do not say who is who, the lists beside them do; a reply stands in the file of its own day; most
of a workspace are the company's own people.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from vocpipe.collect.parsing.archive import Member, unzip
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.parsing.json_text import parse_json
from vocpipe.collect.parsing.jsonfile import Item, as_id, items_in, read_items
from vocpipe.collect.parsing.openfile import read_bytes
from vocpipe.collect.parsing.textfile import head
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.slack.message import Channel
from vocpipe.collect.readers.slack.people import Side, Workspace, workspace_of
from vocpipe.collect.tabular.profile import format_of
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Outcome
from vocpipe.wording import say, text

_SHOWN = 5  # names of files in a sentence
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PEOPLE, CHANNELS = "users.json", ("channels.json", "groups.json", "dms.json", "mpims.json")
LISTS = {
    PEOPLE,
    *CHANNELS,
    *("ref-channels.json", "org_users.json", "integration_logs.json", "canvases.json", "lists.json"),
    *("file_conversations.json", "huddle_transcripts.json", "huddles.json", "teams.json", "external_shared_users.json"),
}
_OF_PAGE = ("channels", "teams", "users")  # the lists beside the messages of a page that was pulled
_OF_SLACK = {PEOPLE: re.compile(r'"(team_id|is_bot|is_restricted)"\s*:'), CHANNELS[0]: re.compile(r'"creator"\s*:')}
_MESSAGES = re.compile(r'"ts"\s*:\s*"\d{10}\.\d{6}"|\A\s*\[\s*\]\s*\Z')


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per message of a day, or of all days in a .zip; none of a list of people or channels."""
    if reading.path.suffix.lower() == ".zip":
        yield from _read_zip(reading)
    elif reading.path.name in LISTS:
        reading.unread.append(say("vendors.slack.list", file=reading.path.name))
    else:
        items = list(read_items(reading, "messages"))
        yield from _heard(_pulled(items, reading) or _of_folder(reading), items, reading)


def _of_folder(reading: Reading) -> Channel:
    """The channel of an export that a day's file lies in the folder of."""
    folder = reading.path.parent
    return Channel(folder.name, _workspace(folder.parent), reading.timezone, reading.source.speakers)


def _pulled(items: list[Item], reading: Reading) -> Channel | None:
    """The channel of a page that was pulled, which has the lists itself; None if the file is no such page."""
    lists = {name: _members(items[0].page.get(name)) for name in _OF_PAGE} if items else {}
    if not lists or not lists["channels"]:
        return None
    channel, home = lists["channels"][0], next(iter(lists["teams"]), {}).get("id")
    people = workspace_of(lists["users"], lists["channels"], as_id(home))
    return Channel(str(channel.get("name") or channel.get("id")), people, reading.timezone, reading.source.speakers)


def _members(value: object) -> list[dict[str, Any]]:
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def _heard(channel: Channel, items: Iterable[Item], reading: Reading) -> Iterator[Outcome]:
    guests = 0
    for item in items:
        outcome = channel.outcome(item)
        guests += isinstance(outcome, Accepted) and channel.workspace.side(item.value) is Side.GUEST
        yield outcome
    if guests:
        reading.warnings.append(say("vendors.slack.guests", n=guests, channel=channel.name))


def _read_zip(reading: Reading) -> Iterator[Outcome]:
    """The days of every channel in an archive, its messages numbered from first to last."""
    members = {member.name: member for member in unzip(read_bytes(reading.path))}
    days = [name for name in members if _DAY.fullmatch(PurePosixPath(name).stem) and name.endswith(".json")]
    lists = {PurePosixPath(name).name: member.data for name, member in members.items() if _is_list(name)}
    workspace, number, n_heard = in_lists(lists), count(1), 0
    for name in sorted(days):
        channel = Channel(PurePosixPath(name).parent.name, workspace, reading.timezone, reading.source.speakers)
        items = [replace(item, row=next(number)) for item in _items(members[name], reading)]
        for outcome in _heard(channel, items, reading):
            n_heard += isinstance(outcome, Accepted) and not outcome.feedback[0].deleted
            yield outcome
    if not n_heard:
        reading.warnings.append(say("vendors.slack.nobody"))
    rest = [name for name in members if name not in days and not _is_list(name)]
    if rest:
        reading.unread.append(say("vendors.slack.others", n=len(rest), names=", ".join(sorted(rest)[:_SHOWN])))


def _items(member: Member, reading: Reading) -> list[Item]:
    """The messages of a member; none if it can't be read, and `reading` says why."""
    try:
        if member.problem:
            raise ReadError(member.problem)
        return list(items_in(decode(member.data), "messages"))
    except ReadError as error:
        reading.unread.append(say("collect.unread.member", name=member.name, reason=error))
        return []


def _is_list(name: str) -> bool:
    return PurePosixPath(name).name in LISTS


def recognizes(path: Path) -> bool:
    """Whether the file is one of an export: its day of messages, or a list that stands beside the channels."""
    return root_of(path) is not None or _is_zip(path)


def _is_zip(path: Path) -> bool:
    """Whether the file is a .zip with the lists of an export and days in folders."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            paths = [PurePosixPath(name) for name in archive.namelist()]
    except (OSError, zipfile.BadZipFile):
        return False
    names = {path.name for path in paths}
    return PEOPLE in names and not names.isdisjoint(CHANNELS) and any(_DAY.fullmatch(path.stem) for path in paths)


def root_of(path: Path) -> Path | None:
    """The folder of the export that `path` belongs to; None if it belongs to none."""
    if path.name in LISTS:
        return path.parent if _is_root(path.parent) else None
    is_day = path.suffix.lower() == ".json" and _DAY.fullmatch(path.stem) and _has(path, _MESSAGES.pattern)
    return path.parent.parent if is_day else None


def _is_root(folder: Path) -> bool:
    return any(_has(folder / name, mark.pattern) for name, mark in _OF_SLACK.items())


def _has(path: Path, pattern: str) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False
    return _matches(path, pattern, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=256)
def _matches(path: Path, pattern: str, modified: int, size: int) -> bool:
    """Whether the head of the file in this version, which `modified` and `size` tell from others, has the pattern."""
    return re.search(pattern, head(path)) is not None


def _workspace(root: Path) -> Workspace:
    """What the lists in the folder say."""
    paths = [path for name in (PEOPLE, *CHANNELS) if (path := root / name).is_file() and not path.is_symlink()]
    return _listed(tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=16)
def _listed(lists: tuple[tuple[Path, int], ...]) -> Workspace:
    return in_lists({path.name: read_bytes(path) for path, _ in lists})


def in_lists(lists: Mapping[str, bytes]) -> Workspace:
    """The workspace by the lists of people and channels, file name -> content; one that is damaged says nothing."""
    channels = [channel for name in CHANNELS for channel in _objects(lists.get(name, b""))]
    return workspace_of(_objects(lists.get(PEOPLE, b"")), channels)


def _objects(data: bytes) -> list[dict[str, Any]]:
    try:
        values = parse_json(data.decode("utf-8-sig"))
    except ValueError:
        return []
    return _members(values)


READER = Reader(
    "slack",
    "message",
    read,
    recognizes,
    order=-1,  # whole folders are its own, whatever their files may look like to others
    format=format_of("slack"),
    folder=root_of,
    note=text("vendors.slack.note"),
)
