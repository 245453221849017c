"""The refresh run from a terminal or a notebook: on the user's Prefect server, or else on a temporary one."""

import os
import warnings
from contextlib import ExitStack
from pathlib import Path

from vocpipe.errors import WorkspaceError
from vocpipe.flows.server import prefect_home
from vocpipe.store.files import private_umask
from vocpipe.store.heartbeat import note_refreshed
from vocpipe.store.lock import refresh_lock
from vocpipe.store.workspace import Workspace
from vocpipe.unchanged import is_unchanged
from vocpipe.wording import tell

# The command line reports an error in one line, or shows its traceback; Prefect's own log would repeat it.
_QUIET = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_LOGGING_LEVEL": "CRITICAL"}


def run_locally(workspace: Path, *, rediscover: bool = False, pulling: bool = True) -> str:
    """The report on one refresh, in Markdown; progress bars are drawn in a terminal. Options: those of the flow.

    Raises RefreshRunningError if another refresh holds the workspace, ServerError if Prefect's server does not answer.
    """
    from vocpipe.flows.failures import plainly

    with plainly(workspace):
        return _run(workspace, rediscover=rediscover, pulling=pulling)


def _run(workspace: Path, *, rediscover: bool, pulling: bool) -> str:
    place = Workspace(workspace.resolve())
    with refresh_lock(place):  # refuses a second refresh at once, before a server starts; the flow takes it again
        if pulling and not rediscover and not _has_own_server() and is_unchanged(place):
            return _nothing_new(place)
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    from vocpipe.encoders import encoder_process
    from vocpipe.flows.server import require, temporary_server, wait_for, without_proxy
    from vocpipe.store.vectors import encoder_plan

    with private_umask(), without_proxy(), ExitStack() as stack, ExitStack() as server:
        temporary = None if "PREFECT_API_URL" in os.environ else server.enter_context(temporary_server())
        stack.callback(encoder_process.stop)
        settings = Workspace(workspace).settings
        if settings.run.runner == "local" and _has_work(Workspace(workspace)):
            encoder_process.start(encoder_plan(settings.embed).models, device=settings.embed.device)
        # The server takes seconds to start. Meanwhile import Prefect, also what it imports only when a flow begins.
        with warnings.catch_warnings():
            # The temporary server has a folder of its own, so that a home that can't be written does not matter.
            warnings.filterwarnings("ignore", message="Failed to create the Prefect home")
            import prefect.flow_engine
            import prefect.task_engine  # noqa: F401
        from prefect.settings import PREFECT_API_URL, temporary_settings

        from vocpipe.flows.client import client_settings, send_events
        from vocpipe.flows.progress import terminal_progress
        from vocpipe.flows.refresh import refresh
        from vocpipe.flows.server_home import keep_tables

        own = PREFECT_API_URL.value()  # the user's environment or Prefect profile may name a server
        if own is not None:
            server.close()
            require(own)
        elif temporary:
            stack.enter_context(temporary_settings(client_settings(temporary)))
            wait_for(temporary)
            keep_tables(temporary.home)
        stack.enter_context(terminal_progress())
        try:
            return refresh(workspace, rediscover=rediscover, pulling=pulling)
        finally:
            send_events()


def _nothing_new(workspace: Workspace) -> str:
    """What the flow does and says where nothing is new, without Prefect, which takes seconds to start."""
    from vocpipe.notify.run import after_refresh

    settings = workspace.settings
    note_refreshed(workspace, settings)
    return "\n".join([tell("cli.refresh.nothing_new"), *after_refresh(workspace, settings, failed=False)])


def _has_own_server() -> bool:
    """Whether Prefect may have been told of a server, which is to see every run; a guess without loading Prefect."""
    if any(os.environ.get(name) for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")):
        return True
    profiles = prefect_home() / "profiles.toml"
    return any(map(_names_server, (profiles, Path(".env"), Path("prefect.toml"), Path("pyproject.toml"))))


def _names_server(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8", errors="replace").casefold()
    except OSError:
        return False
    return "prefect_api_url" in text or path.name == "prefect.toml" or "[tool.prefect" in text


def _has_work(workspace: Workspace) -> bool:
    """Whether there are probably texts to embed. A wrong guess only costs time: models then load when needed."""
    from vocpipe.collect.plan import has_newer_files
    from vocpipe.store.snapshot import newest

    try:
        since = newest(workspace).stat().st_mtime
    except WorkspaceError:
        return True
    return has_newer_files(workspace, workspace.settings, since)
