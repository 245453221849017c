"""One source that is pulled: the way to its vendor, from where to go on, and what is kept of that."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from vocpipe.collect.pulled import Sieve, sieve_of
from vocpipe.errors import PullError, VocpipeError
from vocpipe.pull.registry import vendors
from vocpipe.pull.vendor import Asked, Connection, Vendor
from vocpipe.settings import Settings, SourceSettings
from vocpipe.store.raw import Json, PullState, RawPages, read_page
from vocpipe.store.secrets import Elsewhere, nowhere, secrets_of
from vocpipe.store.tombstones import read_tombstones
from vocpipe.store.workspace import Workspace
from vocpipe.wording import Text, text


def connect(
    workspace: Workspace, source: SourceSettings, secrets: dict[str, str], not_before: Callable[[datetime], None]
) -> Connection:
    """The way to the vendor of a source; `not_before` is told until when the vendor wants no further call."""
    pages = RawPages.of(workspace, source.name)
    return vendor_of(source).connect(
        Asked(source.name, source.pull_options, secrets, not_before, lambda: map(read_page, pages.files()), pages.tally)
    )


def vendor_of(source: SourceSettings) -> Vendor:
    """The vendor that a source is pulled from."""
    return vendors()[source.pull or ""]


def read_secrets(workspace: Workspace, source: SourceSettings, elsewhere: Elsewhere = nowhere) -> dict[str, str]:
    """Name -> value of the secrets of a source; raises PullError, which says where a missing one goes."""
    vendor = vendor_of(source)
    names = (vendor.secrets, vendor.optional)
    return secrets_of(workspace, source.name, names, fault=PullError, elsewhere=elsewhere)


@dataclass(slots=True)
class Job:
    """One source on its way. is_dry: nothing is kept; secrets: those of the connection, once there is one."""

    workspace: Workspace
    settings: Settings
    source: SourceSettings
    since: date | None
    elsewhere: Elsewhere = nowhere
    is_dry: bool = False
    not_before: datetime | None = None
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def vendor(self) -> Vendor:
        """The vendor that it is pulled from."""
        return vendor_of(self.source)

    @property
    def pages(self) -> RawPages:
        """Where its pages are."""
        return RawPages.of(self.workspace, self.source.name)

    @property
    def waits(self) -> str | None:
        """Until when the vendor wants no further call, if that is still to come."""
        is_ahead = self.not_before is not None and self.not_before > datetime.now(UTC)
        return self.not_before.isoformat() if self.not_before and is_ahead else None

    def connect(self) -> Connection:
        """The way to the vendor; raises PullError if a secret is missing."""
        self.secrets = read_secrets(self.workspace, self.source, self.elsewhere)
        return connect(self.workspace, self.source, self.secrets, self._note_wait)

    def sieve(self) -> Sieve:
        """What takes out of pages what may not be kept."""
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

    def end(self, state: PullState) -> PullState:
        """Keep that everything was pulled; returns what is kept."""
        state = replace(state, pulled_at=_now(), failures=0, not_before=self.waits)
        self.pages.keep(state)
        return state

    def note_problem(self, problem: Text) -> None:
        """Keep why the pull ended early, beside how far it came."""
        try:
            state = self.pages.state() or PullState(vendor=self.vendor.name, reader=self.source.reader)
        except VocpipeError:
            return
        wait = self.waits if self.not_before else state.not_before
        told, failures = (problem.en, problem.ja), state.failures + 1
        self.pages.keep(replace(state, tried_at=_now(), problem=told, failures=failures, not_before=wait))

    def stored(self) -> tuple[int, int]:
        """The pages and records that are safe."""
        try:
            state = self.pages.state()
        except VocpipeError:
            return self.pages.numbered(), 0
        return (state.pages, state.records) if state else (0, 0)

    def _note_wait(self, moment: datetime) -> None:
        """Keep until when the vendor wants no further call: at once, since a kill must not make the next pull call."""
        self.not_before = (moment + timedelta(seconds=1)).replace(microsecond=0)
        state = self.pages.state()
        if state is not None and not self.is_dry:
            self.pages.keep(replace(state, not_before=self.waits))

    def _kept(self, fresh: PullState) -> PullState:
        """The state as it is on the disk; where a pull is to begin anew at a day, a damaged one counts as none."""
        try:
            return self.pages.state() or fresh
        except VocpipeError:
            if self.since is None:
                raise
            return fresh


def place_in(state: PullState, *, back: bool) -> tuple[dict[str, Json], datetime | None]:
    """From where to ask on, of the stream or of the span that is pulled again: the cursor, and the first moment."""
    cursor, day = (state.back_cursor, state.back_since) if back else (state.cursor, state.since)
    return cursor, datetime.combine(date.fromisoformat(day), time(), UTC) if day else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
