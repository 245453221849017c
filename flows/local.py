"""Running the refresh from a terminal: with the Prefect server the user has, else with a temporary one."""

import os
from contextlib import ExitStack
from pathlib import Path

from vocpipe.errors import WorkspaceError
from vocpipe.store.lock import refresh_lock
from vocpipe.store.workspace import Workspace

# What goes wrong is said in one line by the command line, or is a traceback; Prefect need not say it too.
_QUIET = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_LOGGING_LEVEL": "CRITICAL"}


def run_locally(workspace: Path, *, rediscover: bool = False) -> str:
    """One refresh with bars in the terminal; returns the report, in Markdown."""
    with refresh_lock(Workspace(workspace)):
        pass  # who is turned away is told at once; the flow takes the lock itself, also when nobody watches
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    from vocpipe.flows.server import temporary_server, wait_for
    from vocpipe.store.vectors import encoder_plan
    from vocpipe.structure import encoder_process

    with ExitStack() as stack, ExitStack() as server:
        address = None if "PREFECT_API_URL" in os.environ else server.enter_context(temporary_server())
        stack.callback(encoder_process.stop)
        if _has_work(Workspace(workspace)):
            encoder_process.start(encoder_plan(Workspace(workspace).settings.embed).models)
        # While the server starts: Prefect, what the flow needs, and what would only be imported when a flow begins.
        import prefect.flow_engine
        import prefect.task_engine  # noqa: F401
        from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_TO_API_ENABLED, temporary_settings

        from vocpipe.flows.progress import terminal_progress
        from vocpipe.flows.refresh import refresh

        if PREFECT_API_URL.value() is not None:  # also the profile of the user may name a server
            server.close()
        elif address:
            stack.enter_context(temporary_settings({PREFECT_API_URL: address, PREFECT_LOGGING_TO_API_ENABLED: False}))
            wait_for(address)
        stack.enter_context(terminal_progress())
        return refresh(workspace, rediscover=rediscover)


def _has_work(workspace: Workspace) -> bool:
    """Whether there will probably be texts to embed; where this is wrong, the models load when they are needed."""
    from vocpipe.collect.plan import has_newer_files
    from vocpipe.store.snapshot import newest

    try:
        since = newest(workspace).stat().st_mtime
    except WorkspaceError:
        return True
    return has_newer_files(workspace, workspace.settings, since)
