"""How this process talks to the temporary Prefect server."""

from typing import Any

from prefect.events.worker import EventsWorker
from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_HOME,
    PREFECT_LOCAL_STORAGE_PATH,
    PREFECT_LOGGING_TO_API_ENABLED,
)

from vocpipe.flows.server import TemporaryServer

_MAX_SECONDS = 5  # a server that answers no more must not hold the end of a refresh


def client_settings(server: TemporaryServer) -> dict[Any, Any]:
    """Prefect's settings for a refresh on the temporary server; nothing is kept beside what the server keeps."""
    home = {PREFECT_HOME: server.home, PREFECT_LOCAL_STORAGE_PATH: server.home / "storage"} if server.home else {}
    return {
        PREFECT_API_URL: server.address,
        PREFECT_API_AUTH_STRING: server.token,
        PREFECT_LOGGING_TO_API_ENABLED: False,
        **home,
    }


def send_events() -> None:
    """Wait until the server has the events of this process, which sends them beside its work and may end at once."""
    EventsWorker.drain_all(timeout=_MAX_SECONDS, at_exit=False)
