"""Running the refresh with no server: Prefect's own temporary one, quiet, and with time to start."""

import os
from pathlib import Path

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # A fresh database on a busy machine passes Prefect's own limit of 20 seconds.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "WARNING",
}


def run_locally(workspace: Path, *, rediscover: bool = False) -> str:
    """One refresh from a terminal, with bars; returns the report. Where PREFECT_API_URL names a server, it is used."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    from flows.progress import terminal_progress
    from flows.refresh import refresh

    with terminal_progress():
        return refresh(workspace, rediscover=rediscover)
