"""Bringing what waits in the outbox: one process at a time, each message noted before it is sent and after.

What is guaranteed: a message is sent until its receiver confirms it, and never again after that confirmation was noted.
Between the confirmation and the note lies one commit of SQLite. Killed there, or cut off before the answer came, nobody
can know whether the message arrived: it is then sent again under the same id, by which a receiver that looks at ids has
it once; or, with `when_unsure = "never"`, it is kept as unsure, for people to decide.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout

from vocpipe.errors import NotifyError
from vocpipe.inbox.outbox import Message, State, note_end, note_trying, note_waiting, problem_text, read_outbox
from vocpipe.notify.outcome import Delivered, Later, Outcome, Refused, Unsure
from vocpipe.notify.send import secrets_of_way, send
from vocpipe.settings import Settings
from vocpipe.settings.notify import NotifySettings
from vocpipe.store.files import FILE_MODE
from vocpipe.store.secrets import Elsewhere, nowhere
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell, user_language

GIVE_UP = timedelta(days=7)  # what nobody took until then is old news; longer than any quiet days


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one run waits. first: seconds before the second try, doubled each time; all: for one way together."""

    first: float = 1.0
    most: float = 3600.0
    all: float = 60.0


@dataclass(frozen=True, slots=True)
class Brought:
    """What a run did for one way: messages that are there now, that wait, and that are not sent any more."""

    name: str
    sent: int = 0
    waiting: int = 0
    ended: int = 0
    problem: str | None = None

    def line(self) -> str:
        """This in one sentence, in the user's language."""
        counts = {"name": self.name, "sent": self.sent, "waiting": self.waiting, "ended": self.ended}
        done = tell("notify.result.done", **counts)
        return tell("notify.result.problem", done=done, problem=self.problem) if self.problem else done


def deliver(
    workspace: Workspace,
    settings: Settings,
    *,
    patience: Patience | None = None,
    elsewhere: Elsewhere = nowhere,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Brought]:
    """What became of every way with messages that are due; raises NotifyError while another process sends."""
    workspace.protect()
    try:
        with FileLock(workspace.private / "notify.lock", mode=FILE_MODE, timeout=0):
            run = _Run(workspace, settings, patience or Patience(), elsewhere, sleep)
            return run.all()
    except Timeout as error:
        raise NotifyError(tell("notify.error.running")) from error


@dataclass(slots=True)
class _Run:
    workspace: Workspace
    settings: Settings
    patience: Patience
    elsewhere: Elsewhere
    sleep: Callable[[float], None]
    left: float = 0.0  # seconds that may still be waited for the way

    @property
    def local_now(self) -> datetime:
        """The moment in the time zone of the workspace."""
        return datetime.now(ZoneInfo(self.settings.workspace.timezone))

    def all(self) -> list[Brought]:
        """One way after the other."""
        messages = read_outbox(self.workspace, State.waiting, State.trying)
        ways = {way.name: way for way in self.settings.notify}
        by_name: dict[str, list[Message]] = {}
        for message in messages:
            by_name.setdefault(message.name, []).append(message)
        return [self._way(name, ways.get(name), own) for name, own in sorted(by_name.items())]

    def _way(self, name: str, way: NotifySettings | None, messages: list[Message]) -> Brought:
        if way is None:  # it was taken out of the settings
            for message in messages:
                note_end(self.workspace, message, State.dropped, _now(), "no_way")
            return Brought(name, ended=len(messages))
        try:
            secrets = secrets_of_way(self.workspace, way, self.elsewhere)
        except NotifyError as error:
            return Brought(name, waiting=len(messages), problem=str(error))
        if way.quiet.until(self.local_now) > self.local_now:
            return Brought(name, waiting=len(messages))
        self.left = self.patience.all
        brought = Brought(name)
        for place, message in enumerate(messages):
            state, reason = self._message(way, secrets, message)
            if state is State.waiting and reason:  # it does not answer: neither will it to the next message
                waiting = brought.waiting + len(messages) - place
                return replace(brought, waiting=waiting, problem=problem_text(reason).in_(user_language()))
            brought = _counted(brought, state, reason)
        return brought

    def _message(self, way: NotifySettings, secrets: dict[str, str], message: Message) -> tuple[State, str | None]:
        """Where a message is now, and why it is not there."""
        if message.state is State.trying and way.when_unsure == "never":
            note_end(self.workspace, message, State.unsure, _now(), "cut")
            return State.unsure, "cut"
        attempts = message.attempts
        wait = (message.not_before - _now()).total_seconds()
        reason = message.problem
        while wait <= 0 or (attempts and self._may_wait(wait)):
            if wait > 0:
                self.sleep(wait)
            note_trying(self.workspace, message, _now())
            attempts += 1
            outcome = send(way, secrets, message)
            state, wait, reason = self._noted(way, message, outcome, attempts)
            if state is not State.waiting:
                return state, reason
        return State.waiting, reason

    def _may_wait(self, seconds: float) -> bool:
        """Whether this run goes on to wait for so long; what it waits is taken off what it may."""
        if seconds > self.left:
            return False
        self.left -= seconds
        return True

    def _noted(
        self, way: NotifySettings, message: Message, outcome: Outcome, attempts: int
    ) -> tuple[State, float, str | None]:
        """The state after an outcome, noted; the seconds to wait before the next try, and the reason for it."""
        now = _now()
        match outcome:
            case Delivered():
                note_end(self.workspace, message, State.sent, now)
                return State.sent, 0.0, None
            case Refused(reason):
                note_end(self.workspace, message, State.failed, now, reason)
                return State.failed, 0.0, reason
            case Unsure(reason) if way.when_unsure == "never":
                note_end(self.workspace, message, State.unsure, now, reason)
                return State.unsure, 0.0, reason
            case Later(reason, asked):
                wait = max(asked, self._pause(attempts))
            case Unsure(reason):
                wait = self._pause(attempts)
        if now + timedelta(seconds=wait) > message.created_at + GIVE_UP:
            note_end(self.workspace, message, State.failed, now, reason)
            return State.failed, 0.0, reason
        note_waiting(self.workspace, message, reason, now + timedelta(seconds=wait))
        return State.waiting, wait, reason

    def _pause(self, attempts: int) -> float:
        """Seconds before the next try, which double."""
        return min(self.patience.first * 2.0 ** min(attempts - 1, 30), self.patience.most)


def _counted(brought: Brought, state: State, reason: str | None) -> Brought:
    if state is State.sent:
        return replace(brought, sent=brought.sent + 1)
    if state is State.waiting:
        return replace(brought, waiting=brought.waiting + 1)
    return replace(
        brought,
        ended=brought.ended + 1,
        problem=problem_text(reason).in_(user_language()) if reason else brought.problem,
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
