"""Pulls of sources: each to its end, or to what keeps it from going on; then one line about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from vocpipe.errors import PullError, VocpipeError, one_of
from vocpipe.pull.job import Job, connect, place_in, read_secrets
from vocpipe.pull.stream import Progress, Stream
from vocpipe.settings import Settings, SourceSettings
from vocpipe.store.raw import PullState
from vocpipe.store.secrets import Elsewhere, nowhere
from vocpipe.store.workspace import Workspace
from vocpipe.wording import Text, amount, tell, text


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one pull brought: pages and records that are safe now, and why it ended early, if it did.

    may_pass: what went wrong is perhaps better in some minutes.
    """

    source: str
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

    since: what changed from that day on is pulled again, and then on to the end. elsewhere: as store.secrets has it.
    The caller holds the lock of the workspace.
    """
    jobs = [
        Job(workspace, settings, source, since, elsewhere, is_dry=dry_run) for source in pulled_sources(settings, only)
    ]
    return [_pull(job, progress) for job in jobs]


def probe(workspace: Workspace, source: SourceSettings) -> None:
    """Ask the vendor of a source for as little as possible; raises PullError if a secret or a right is missing."""
    connect(workspace, source, read_secrets(workspace, source), lambda moment: None).probe()


def _pull(job: Job, progress: Progress) -> Pulled:
    name, before = job.source.name, job.stored()
    try:
        with _told_apart(name):
            if job.is_dry:
                return _look(job)
            state = _pull_on(job, progress)
    except VocpipeError as error:
        now, told = job.stored(), Text(str(error), str(error))
        unforeseen = text("pull.fault", source=name, fault=type(error).__name__)  # the message may name a path
        if not job.is_dry:
            job.note_problem(error.reason if isinstance(error, PullError) else unforeseen)
        return Pulled(name, now[0] - before[0], now[1] - before[1], told, error.may_pass)
    return Pulled(name, state.pages - before[0], state.records - before[1])


def _pull_on(job: Job, progress: Progress) -> PullState:
    """Pull to the end; returns the state that is kept then."""
    state, connection = job.begin(), job.connect()
    for path in job.pages.leftovers():
        path.unlink()
    job.pages.keep(state)
    stream = Stream(job, connection, job.sieve(), progress)
    if state.back_since:
        state = stream.run(state, back=True)
        state = replace(state, back_since=None, back_cursor={})
        job.pages.keep(state)
    return job.end(stream.run(state, back=False))


def _look(job: Job) -> Pulled:
    """What the first page would bring; nothing is kept."""
    state = job.begin()
    place = place_in(state, back=state.back_since is not None)
    batch = next(iter(job.connect().batches(*place)), None)
    n = len(batch.records) if batch else 0
    return Pulled(job.source.name, int(bool(n)), n, dry_run=True)


@contextmanager
def _told_apart(source: str) -> Iterator[None]:
    """Inside the block, a fault of a vendor's module or library fails this source alone, and tells only its kind."""
    try:
        yield
    except (VocpipeError, OSError):
        raise
    except Exception as error:
        raise PullError(text("pull.fault", source=source, fault=type(error).__name__)) from None
