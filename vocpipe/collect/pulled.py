"""What of a pulled page may be kept: nothing by people who were forgotten, and nothing older than its period.

Pages are read as files are, so that a record here is the row that it becomes, and who wrote it is told in one way.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.faults import is_fault
from vocpipe.collect.forgotten import NOBODY, Forgotten
from vocpipe.collect.parsing.limits import limited
from vocpipe.collect.plan import Source, rules_of
from vocpipe.collect.reader import Reading
from vocpipe.collect.registry import reader
from vocpipe.collect.rows import FeedbackRows, Row, to_json
from vocpipe.records import Accepted, Feedback, Outcome
from vocpipe.settings import LimitsSettings, Settings, SourceSettings
from vocpipe.store.files import write_private
from vocpipe.store.raw import GONE, NEVER, Json, Page, RawPages
from vocpipe.store.tombstones import Tombstones

# Masks in a record that stays what is known of a person; told whether the person wrote beside its author.
Mask = Callable[[Json, bool], Json]
_UNREAD = ".page.json"
_MIN_ID = 6  # characters of a number that is somebody's id and nothing else
_NEAR = 2  # how many objects deep somebody is named who wrote a message


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of a page: its records, and the time of the oldest voice in it (see vocpipe.store.raw)."""

    page: Page
    n: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Sieve:
    """Takes out of the pages of a source what may not be kept. records: the list of a page that has its records."""

    pages: RawPages
    source: Source
    zone: ZoneInfo
    records: str
    forgotten: Forgotten = NOBODY
    since: date | None = None
    own_names: tuple[str, ...] = ()
    limits: LimitsSettings = field(default_factory=LimitsSettings)
    mask: Mask | None = None

    def __bool__(self) -> bool:
        """Whether there may be anything to take out."""
        return bool(self.forgotten) or self.since is not None or self.mask is not None

    def sifted(self, page: Page) -> Sifted:
        """The page without what may not be kept."""
        records = page.get(self.records)
        records = records if isinstance(records, list) else []
        outcomes, rows = self._outcomes(page), FeedbackRows(self.source.kind)
        kept, oldest, gone = [], [], list(page.get(GONE) or [])
        for number, record in enumerate(records, start=1):
            parts = [(part, rows.row(part, number, "")) for part in _parts(outcomes.get(number, ()))]
            tombstones = self._unnamed_tombstones(record, parts)
            gone += tombstones
            left = None if tombstones else self._record(record, parts)
            if left is not None:
                kept.append(left)
                oldest += [part.created_at for part, _ in parts if part.created_at and not self._is_old(part)]
        others = {name: value for name, value in page.items() if name not in (self.records, GONE)}
        first = int(min(oldest).timestamp()) if oldest else NEVER
        sifted = {**(self._masked(others, [], False) if self._asks else others), self.records: kept}
        sifted |= {GONE: gone} if gone else {}
        return Sifted(sifted, len(kept), min(max(first, 1), NEVER))

    def _unnamed_tombstones(self, record: Json, parts: Sequence[tuple[Feedback, Row]]) -> list[list[str]]:
        """What says that feedback is gone, and names a forgotten person: only its id and the time, else nothing."""
        gone = [(part.source_id, part.updated_at) for part, _ in parts if part.deleted and part.source_id]
        if not gone or len(gone) < len(parts) or not self.forgotten.names(json.dumps(record, ensure_ascii=False)):
            return []
        now = datetime.now(UTC)
        return [[str(ident), (at or now).isoformat()] for ident, at in gone]

    @property
    def _asks(self) -> bool:
        return bool(self.forgotten) or self.mask is not None

    def _record(self, record: Json, parts: Sequence[tuple[Feedback, Row]]) -> Json | None:
        """A record without what may not be kept; None if nothing may."""
        said = [part for part, _ in parts if not part.deleted]
        theirs = [part for part, stored in parts if self.forgotten.wrote(stored)]
        old = [part for part in said if self._is_old(part)]
        if said and all(part in theirs or part in old for part in said):
            return None
        if not parts and self.forgotten.names(to_json(record) if isinstance(record, dict) else str(record)):
            return None
        if old and isinstance(record, dict):
            record = json.loads(NOBODY.without(to_json(record), _words(old)))
        if not self._asks:
            return record
        beside = bool(theirs) or any(self.forgotten.is_beside(stored["thread_id"]) for _, stored in parts)
        return self._masked(record, _words(theirs), beside)

    def _masked(self, value: Json, words: list[str], beside: bool) -> Json:
        masked = _without(value, self.forgotten, words, beside) if self.forgotten else value
        return self.mask(masked, beside) if self.mask else masked

    def _is_old(self, part: Feedback) -> bool:
        first = datetime.combine(self.since, time(), UTC) if self.since else None
        return first is not None and not part.deleted and part.created_at is not None and part.created_at < first

    def _outcomes(self, page: Page) -> dict[int, list[Outcome]]:
        """Number of a record -> what its reader makes of it; nothing if the page can't be read."""
        path = self.pages.made() / _UNREAD
        found: dict[int, list[Outcome]] = {}
        try:
            write_private(path, json.dumps(page, ensure_ascii=False).encode())
            reading = Reading(path, self.source.settings, self.zone, self.own_names)
            with limited(self.limits):
                for outcome in self.source.reader.read(reading):
                    found.setdefault(outcome.row, []).append(outcome)
        except BaseException as problem:
            if not is_fault(problem):
                raise
            return {}
        finally:
            path.unlink(missing_ok=True)
        return found


def sieve_of(
    pages: RawPages, source: SourceSettings, settings: Settings, records: str, tombstones: Tombstones, **options: Any
) -> Sieve:
    """The sieve of a source by the settings of the workspace; raises UnknownReaderError."""
    plain = source.model_copy(update={"pull": None, "pull_options": None})
    zone = ZoneInfo(source.timezone or settings.workspace.timezone)
    since = rules_of(settings).since.get(source.name)
    forgotten = Forgotten(tombstones, source.name)
    own = tuple(settings.workspace.own_names)
    read = Source(plain, reader(source.reader))
    return Sieve(pages, read, zone, records, forgotten, since, own, settings.limits, **options)


def _parts(outcomes: Sequence[Outcome]) -> Iterator[Feedback]:
    for outcome in outcomes:
        if isinstance(outcome, Accepted):
            yield from outcome.feedback


def _words(parts: Sequence[Feedback]) -> list[str]:
    return [words for part in parts for words in (part.text, part.title) if words]


def _without(value: Json, forgotten: Forgotten, words: list[str], beside: bool) -> Json:
    """JSON without messages by forgotten people, their ids and addresses; beside them, also without names and words."""
    if isinstance(value, dict):
        return {name: _without(inner, forgotten, words, beside) for name, inner in value.items()}
    if isinstance(value, list):
        left = [member for member in value if not (isinstance(member, dict) and _is_by(member, forgotten))]
        return [_without(member, forgotten, words, beside) for member in left]
    if isinstance(value, str):
        return _without_in(value, forgotten, words, beside)
    return None if _is_theirs(value, forgotten) else value


def _without_in(text: str, forgotten: Forgotten, words: list[str], beside: bool) -> str | None:
    if _is_theirs(text, forgotten):
        return None
    if not beside:
        return text
    if forgotten.is_beside(text.strip()):  # the thread's own id, by which the record is known
        return text
    return None if any(word in text for word in words) else forgotten.unnamed(text)


def _is_by(member: dict[str, Json], forgotten: Forgotten, depth: int = _NEAR) -> bool:
    """Whether a message or a person in a list is a forgotten one's: it names them close to its top."""
    for value in member.values():
        if isinstance(value, dict):
            if depth > 1 and _is_by(value, forgotten, depth - 1):
                return True
        elif not isinstance(value, list) and _is_theirs(value, forgotten):
            return True
    return False


def _is_theirs(value: Json, forgotten: Forgotten) -> bool:
    """Whether a value is an id, an address or a number of a forgotten person, and can't be anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return False
    text = str(value).strip()
    if not text or (text.isdigit() and len(text) < _MIN_ID):
        return False
    return forgotten.is_person(text)
