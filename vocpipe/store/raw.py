"""What was pulled from other systems, page by page as it came: `private/raw/SOURCE/YYYY-MM-DD/NUMBER-MARK.json.gz`.

A page is on the disk before `state.json` says from where the next one goes on. So after a kill at any moment the last
page is at worst pulled again under its own number, and takes the place of what came before. `MARK` is drawn for each
page that is written, so that a name stands for one content; only forgetting and retention take something out of it.
The time in the header of the packed file is that of the oldest voice in it; 0: nobody has looked yet.
"""

import gzip
import json
import secrets
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from vocpipe.errors import DamageError
from vocpipe.store.files import FOLDER_MODE, write_private
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

Json: TypeAlias = Any  # any JSON value
Page: TypeAlias = dict[str, Json]

_STATE = "state.json"
_SUFFIX = ".json.gz"
_TALLY = ".calls"
GONE = "gone"  # the list of a page with [id, time] of feedback that is no longer there
THREAD = "thread"  # third in such an entry whose id is a thread's: all that is in it is gone
_HEADER_TIME = slice(4, 8)  # of a packed file (RFC 1952)
NEVER = 0xFFFFFFFF  # nothing in the page has a time


@dataclass(frozen=True, slots=True, kw_only=True)
class PullState:
    """How far a source was pulled. pages: those that are safe; cursor: from where the vendor goes on.

    since: the day with which the first pull began; back_since, back_cursor: of a span that is being pulled again, after
    which it goes on from `cursor`. pulled_at: when it last worked to the end; tried_at: when it was last tried;
    brought_at: when it last brought a record; problem: why the last try failed, in English and Japanese; failures: how
    many tries have failed since pulled_at; not_before: until when the vendor wants no further call. Times are in UTC.
    """

    vendor: str
    reader: str
    pages: int = 0
    records: int = 0
    cursor: dict[str, Json] = field(default_factory=dict)
    pulled_at: str | None = None
    tried_at: str | None = None
    brought_at: str | None = None
    problem: tuple[str, str] | None = None
    failures: int = 0
    not_before: str | None = None
    since: str | None = None
    back_since: str | None = None
    back_cursor: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawPages:
    """The pages of one source."""

    folder: Path

    @classmethod
    def of(cls, workspace: Workspace, source: str) -> "RawPages":
        """Those of the source with this name."""
        return cls(raw_folder(workspace) / source)

    @property
    def source(self) -> str:
        """The name of the source."""
        return self.folder.name

    def made(self) -> Path:
        """The folder, made if it was missing; from its first moment only its owner can enter it."""
        for folder in (self.folder.parent.parent, self.folder.parent, self.folder):
            folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
        return self.folder

    def files(self) -> list[Path]:
        """Every page, in the order in which they were pulled."""
        return sorted(self.folder.glob(f"*/*{_SUFFIX}"), key=lambda path: (_number(path), path.parent.name, path.name))

    def state(self) -> PullState | None:
        """How far the source was pulled; None if it never was. Raises DamageError if the file can't be read."""
        path = self.folder / _STATE
        if not path.exists():
            return None
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            problem = content.pop("problem", None)
            return PullState(**content, problem=tuple(problem) if problem else None)
        except (ValueError, TypeError, AttributeError) as error:
            raise DamageError(tell("pull.state.damaged", path=path, source=self.source), str(path)) from error

    def keep(self, state: PullState) -> None:
        """Keep how far the source was pulled."""
        self.made()
        write_private(self.folder / _STATE, json.dumps(asdict(state), ensure_ascii=False, indent=1).encode())

    def add(self, page: Page, state: PullState, *, n: int) -> PullState:
        """The state after the page with its `n` records was written, and the state with the cursor of `state` kept.

        What an earlier try left under the number of the page is replaced.
        """
        number = state.pages + 1
        left = [path for path in self.files() if _number(path) >= number]
        day = self.made() / f"{datetime.now(UTC):%Y-%m-%d}"
        day.mkdir(mode=FOLDER_MODE, exist_ok=True)
        write_private(day / f"{number:08d}-{secrets.token_hex(4)}{_SUFFIX}", packed(page))
        for path in left:
            path.unlink()
        kept = replace(state, pages=number, records=state.records + n)
        self.keep(kept)
        return kept

    def leftovers(self) -> list[Path]:
        """What a kill left of files that were being written; they hold what a page holds."""
        own = {*self.files(), self.folder / _STATE, *self.folder.glob(f"*{_TALLY}")}
        return [path for path in sorted(self.folder.rglob("*")) if path.is_file() and path not in own]

    def tally(self, limit: str) -> Path:
        """Where the times of the calls are kept that a limit of the vendor's counts."""
        return self.made() / f"{limit}{_TALLY}"

    def numbered(self) -> int:
        """The highest number of a page, 0 if there is none; for a state that was lost."""
        return max(map(_number, self.files()), default=0)


def raw_folder(workspace: Workspace) -> Path:
    """The folder with all that was pulled."""
    return workspace.private / "raw"


def raw_sources(workspace: Workspace) -> Iterator[RawPages]:
    """The pages of every source that was ever pulled, also of those that the settings no longer name."""
    folder = raw_folder(workspace)
    for inner in sorted(folder.iterdir()) if folder.is_dir() else ():
        if inner.is_dir():
            yield RawPages(inner)


def packed(page: Page, oldest: int = 0) -> bytes:
    """A page as its file holds it; oldest: seconds since 1970 of its oldest voice, `NEVER`, or 0 if unknown."""
    return gzip.compress(json.dumps(page, ensure_ascii=False).encode(), compresslevel=6, mtime=oldest)


def read_page(path: Path) -> Page:
    """A page; raises DamageError if the file can't be read."""
    try:
        page = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError) as error:
        raise DamageError(tell("pull.page.damaged", path=path), str(path)) from error
    if not isinstance(page, dict):
        raise DamageError(tell("pull.page.damaged", path=path), str(path))
    return page


def oldest_in(path: Path) -> int:
    """Seconds since 1970 of the page's oldest voice as the file's header has it; 0 if nobody has looked yet."""
    with path.open("rb") as file:
        header = file.read(_HEADER_TIME.stop)
    return int(struct.unpack("<I", header[_HEADER_TIME])[0]) if len(header) == _HEADER_TIME.stop else 0


def _number(path: Path) -> int:
    number = path.name.partition("-")[0]
    return int(number) if number.isdecimal() else 0
