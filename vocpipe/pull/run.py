"""One pull of one source: page after page, each safe on the disk before it is noted from where to go on."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from vocpipe.collect.pulled import Sieve, sieve_of
from vocpipe.errors import PullError, StorageError, VocpipeError, one_of
from vocpipe.pull.registry import vendors
from vocpipe.pull.secrets import secrets_of
from vocpipe.pull.vendor import Asked, Batch, Connection, Vendor
from vocpipe.settings import Settings, SourceSettings
from vocpipe.store.raw import GONE, THREAD, Json, Page, PullState, RawPages, read_page
from vocpipe.store.secrets import Elsewhere, nowhere
from vocpipe.store.tombstones import read_tombstones
from vocpipe.store.workspace import Workspace
from vocpipe.wording import Text, amount, tell, text

Progress = Callable[[str, int, int], None]  # the source, its pages and its records so far
_HIDDEN = "[SECRET]"
_MIN_SECRET = 6  # characters; a shorter one may be an everyday word


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one pull brought: pages and records that are safe now, and why it ended early, if it did.

    may_pass: what went wrong is perhaps better in some minutes.
    """

    source: str
    vendor: str
    pages: int = 0
    records: int = 0
    problem: Text | None = None
    may_pass: bool = False
    dry_run: bool = False

    def line(self) -> str:
        """This in one sentence, in the user's language."""
        places = {"source": self.source, "pages": amount("page", self.pages), "records": amount("record", self.records)}
        if self.problem:
            return tell("pull.result.failed", **places, problem=self.problem)
        return tell(f"pull.result.{'would' if self.dry_run else 'done' if self.records else 'nothing'}", **places)


def silent(source: str, pages: int, records: int) -> None:
    """A progress callback that does nothing."""


def pulled_sources(settings: Settings, name: str | None = None) -> list[SourceSettings]:
    """The sources that are pulled; only the one with this name, if one is given. Raises VocpipeError without any."""
    sources = [source for source in settings.source if source.pull]
    if name is None:
        return sources
    chosen = [source for source in sources if source.name == name]
    if not chosen:
        raise VocpipeError(one_of("pulled_source", name, [source.name for source in sources]))
    return chosen


def pull_all(
    workspace: Workspace,
    settings: Settings,
    *,
    only: str | None = None,
    since: date | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
    elsewhere: Elsewhere = nowhere,
) -> list[Pulled]:
    """What each source brought; one that fails keeps no other from being pulled.

    since: what changed from that day on is pulled again, and then on to the end. elsewhere: see secrets_of. The caller
    holds the lock of the workspace.
    """
    pulls = [
        _Pull(workspace, settings, source, since, progress, elsewhere) for source in pulled_sources(settings, only)
    ]
    return [_pull(pull, dry_run=dry_run) for pull in pulls]


def connect(
    workspace: Workspace,
    source: SourceSettings,
    not_before: Callable[[datetime], None] = lambda moment: None,
    elsewhere: Elsewhere = nowhere,
) -> Connection:
    """The way to the vendor of a source; `not_before` is told until when the vendor wants no further call.

    Raises PullError if a secret is missing.
    """
    vendor = vendors()[source.pull or ""]
    secrets, pages = secrets_of(workspace, source.name, vendor, elsewhere), RawPages.of(workspace, source.name)
    return vendor.connect(
        Asked(source.name, source.pull_options, secrets, not_before, lambda: map(read_page, pages.files()), pages.tally)
    )


@dataclass(slots=True)
class _Pull:
    """One source on its way."""

    workspace: Workspace
    settings: Settings
    source: SourceSettings
    since: date | None
    progress: Progress
    elsewhere: Elsewhere = nowhere
    not_before: datetime | None = None
    is_dry: bool = False  # nothing is kept

    @property
    def vendor(self) -> Vendor:
        return vendors()[self.source.pull or ""]

    @property
    def pages(self) -> RawPages:
        return RawPages.of(self.workspace, self.source.name)

    def note_wait(self, moment: datetime) -> None:
        """Keep until when the vendor wants no further call: at once, since a kill must not make the next pull call."""
        self.not_before = (moment + timedelta(seconds=1)).replace(microsecond=0)
        state = self.pages.state()
        if state is not None and not self.is_dry:
            self.pages.keep(replace(state, not_before=self.waits))

    @property
    def waits(self) -> str | None:
        """Until when the vendor wants no further call, if that is still to come."""
        is_ahead = self.not_before is not None and self.not_before > datetime.now(UTC)
        return self.not_before.isoformat() if self.not_before and is_ahead else None

    def connect(self) -> Connection:
        return connect(self.workspace, self.source, self.note_wait, self.elsewhere)

    def sieve(self) -> Sieve:
        tombstones = read_tombstones(self.workspace)
        return sieve_of(self.pages, self.source, self.settings, self.vendor.records, tombstones)

    def begin(self) -> PullState:
        """From where to go on. Raises PullError if the vendor wants no call yet."""
        options = self.source.pull_options
        first = options.since.isoformat() if options and options.since else None
        fresh = PullState(vendor=self.vendor.name, reader=self.source.reader, pages=self.pages.numbered(), since=first)
        state = self._kept(fresh)
        if state.vendor != self.vendor.name:  # another system now has the same voices
            state = replace(state, vendor=self.vendor.name, cursor={})
        if self.since is not None:
            day = self.since.isoformat()
            state = replace(state, back_since=day, back_cursor={}) if state.cursor else replace(state, since=day)
        if state.not_before and datetime.fromisoformat(state.not_before) > datetime.now(UTC):
            raise PullError(text("pull.http.wait", source=self.source.name, until=state.not_before))
        return replace(state, reader=self.source.reader, tried_at=_now(), problem=None, not_before=None)

    def _kept(self, fresh: PullState) -> PullState:
        """The state as it is on the disk; where a pull is to begin anew at a day, a damaged one counts as none."""
        try:
            return self.pages.state() or fresh
        except VocpipeError:
            if self.since is None:
                raise
            return fresh


def _pull(pull: _Pull, *, dry_run: bool) -> Pulled:
    name, vendor, before = pull.source.name, pull.source.pull or "", _stored(pull)
    try:
        pull.is_dry = dry_run
        with _told_apart(name):
            if dry_run:
                return _look(pull)
            state = _pull_on(pull)
    except VocpipeError as error:
        now, told = _stored(pull), Text(str(error), str(error))
        unforeseen = text("pull.fault", source=name, fault=type(error).__name__)  # the message may name a path
        if not dry_run:
            _note_problem(pull, error.reason if isinstance(error, PullError) else unforeseen)
        may_pass = isinstance(error, PullError | StorageError) and error.may_pass
        return Pulled(name, vendor, now[0] - before[0], now[1] - before[1], told, may_pass)
    return Pulled(name, vendor, state.pages - before[0], state.records - before[1])


def _pull_on(pull: _Pull) -> PullState:
    """Pull to the end; returns the state that is kept then."""
    state, secrets = pull.begin(), secrets_of(pull.workspace, pull.source.name, pull.vendor, pull.elsewhere)
    for path in pull.pages.leftovers():
        path.unlink()
    pull.pages.keep(state)
    stream = _Stream(pull, pull.connect(), pull.sieve(), list(secrets.values()))
    if state.back_since:
        state = stream.run(state, back=True)
        state = replace(state, back_since=None, back_cursor={})
        pull.pages.keep(state)
    state = replace(stream.run(state, back=False), pulled_at=_now(), failures=0, not_before=pull.waits)
    pull.pages.keep(state)
    return state


@dataclass(slots=True)
class _Stream:
    """Batches of an open connection on their way to the disk."""

    pull: _Pull
    connection: Connection
    sieve: Sieve
    secrets: list[str]
    pages: int = 0
    records: int = 0

    def run(self, state: PullState, *, back: bool) -> PullState:
        """The state after everything was pulled from its cursor on, or from that of the span that is pulled again."""
        for batch in self.connection.batches(*_place(state, back=back)):
            on = replace(state, back_cursor=batch.cursor) if back else replace(state, cursor=batch.cursor)
            state = self._keep(batch, replace(on, not_before=self.pull.waits))
        return state

    def _keep(self, batch: Batch, state: PullState) -> PullState:
        """The state after a page was written, or noted as empty."""
        page, n = _without_secrets({self.pull.vendor.records: batch.records, **batch.beside}, self.secrets), 0
        if batch.records:
            sifted = self.sieve.sifted(page) if self.sieve else None
            page, n = (sifted.page, sifted.n) if sifted else (page, len(batch.records))
        seen = datetime.now(UTC).isoformat()  # to the microsecond, as versions are: after the row that is gone
        gone = [*page.get(GONE, ()), *([ident, seen] for ident in batch.gone)]
        gone += [[ident, seen, THREAD] for ident in batch.gone_threads]
        if gone:
            page = {**(page if n else {}), GONE: gone}
        if n or gone:
            state = self.pull.pages.add(page, replace(state, brought_at=seen) if n else state, n=n)
            self.pages, self.records = self.pages + 1, self.records + n
            self.pull.progress(self.pull.source.name, self.pages, self.records)
        else:
            self.pull.pages.keep(state)
        return state


def _look(pull: _Pull) -> Pulled:
    """What the first page would bring; nothing is kept."""
    state = pull.begin()
    place = _place(state, back=state.back_since is not None)
    batch = next(iter(pull.connect().batches(*place)), None)
    n = len(batch.records) if batch else 0
    return Pulled(pull.source.name, pull.vendor.name, int(bool(n)), n, dry_run=True)


def _place(state: PullState, *, back: bool) -> tuple[dict[str, Json], datetime | None]:
    """From where to ask on, of the stream or of the span that is pulled again: the cursor, and the first moment."""
    cursor, day = (state.back_cursor, state.back_since) if back else (state.cursor, state.since)
    return cursor, datetime.combine(date.fromisoformat(day), time(), UTC) if day else None


def _without_secrets(page: Page, secrets: list[str]) -> Page:
    """The page without a secret that the server may have sent back."""
    written = json.dumps(page, ensure_ascii=False)
    for secret in secrets:
        quoted = json.dumps(secret, ensure_ascii=False)[1:-1]
        if len(secret) >= _MIN_SECRET:
            written = written.replace(quoted, _HIDDEN)
    found: Page = json.loads(written)
    return found


def _stored(pull: _Pull) -> tuple[int, int]:
    """The pages and records that are safe."""
    try:
        state = pull.pages.state()
    except VocpipeError:
        return pull.pages.numbered(), 0
    return (state.pages, state.records) if state else (0, 0)


def _note_problem(pull: _Pull, problem: Text) -> None:
    """Keep why the pull ended early, beside how far it came."""
    try:
        state = pull.pages.state() or PullState(vendor=pull.vendor.name, reader=pull.source.reader)
    except VocpipeError:
        return
    wait = pull.waits if pull.not_before else state.not_before
    told, failures = (problem.en, problem.ja), state.failures + 1
    pull.pages.keep(replace(state, tried_at=_now(), problem=told, failures=failures, not_before=wait))


@contextmanager
def _told_apart(source: str) -> Iterator[None]:
    """Inside the block, a fault of a vendor's module or library fails this source alone, and tells only its kind."""
    try:
        yield
    except (VocpipeError, OSError):
        raise
    except Exception as error:
        raise PullError(text("pull.fault", source=source, fault=type(error).__name__)) from None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
