"""One run of notify: what is new is put into the outbox, and what waits there is brought."""

from collections.abc import Callable
from datetime import UTC, datetime

from vocpipe.errors import NotifyError, VocpipeError
from vocpipe.inbox.outbox import Message, note_refresh, try_again
from vocpipe.notify.compose import compose
from vocpipe.notify.deliver import Brought, Patience, deliver
from vocpipe.notify.document import Document
from vocpipe.settings import Settings
from vocpipe.store.faults import without_content
from vocpipe.store.secrets import Elsewhere, nowhere
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


def notify(
    workspace: Workspace,
    settings: Settings,
    *,
    again: bool = False,
    patience: Patience | None = None,
    elsewhere: Elsewhere = nowhere,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[Brought]:
    """What was brought by each way, after everything new was put into the outbox.

    again: what failed, or may not have arrived, is tried again. elsewhere: see vocpipe.store.secrets.secrets_of. Raises
    NotifyError if the settings name nobody, or another process sends.
    """
    moment = now().replace(tzinfo=None)
    _check(settings)
    if again:
        try_again(workspace, moment)
    compose(workspace, settings, moment)
    return deliver(workspace, settings, patience=patience, elsewhere=elsewhere)


def preview(workspace: Workspace, settings: Settings) -> list[tuple[Message, Document]]:
    """The messages that `notify` would put into the outbox; nothing is kept or sent."""
    _check(settings)
    return compose(workspace, settings, datetime.now(UTC).replace(tzinfo=None), keep=False)


def after_refresh(
    workspace: Workspace, settings: Settings, *, failed: bool, elsewhere: Elsewhere = nowhere
) -> list[str]:
    """A line for each way, after it is noted how the refresh ended; what fails here fails no refresh."""
    if not settings.notify:
        return []
    try:
        with without_content(workspace, "notify"):
            note_refresh(workspace, failed=failed, now=datetime.now(UTC).replace(tzinfo=None))
            return [brought.line() for brought in notify(workspace, settings, elsewhere=elsewhere)]
    except VocpipeError as error:
        return [tell("notify.result.failed", problem=error)]


def _check(settings: Settings) -> None:
    if not settings.notify:
        raise NotifyError(tell("notify.error.nobody"))
