"""How this process talks to the temporary Prefect server."""

from typing import Any

from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_HOME,
    PREFECT_LOCAL_STORAGE_PATH,
    PREFECT_LOGGING_TO_API_ENABLED,
)

from vocpipe.flows.server import TemporaryServer


def client_settings(server: TemporaryServer) -> dict[Any, Any]:
    """Prefect's settings for a refresh on the temporary server; nothing is kept beside what the server keeps."""
    home = {PREFECT_HOME: server.home, PREFECT_LOCAL_STORAGE_PATH: server.home / "storage"} if server.home else {}
    return {
        PREFECT_API_URL: server.address,
        PREFECT_API_AUTH_STRING: server.token,
        PREFECT_LOGGING_TO_API_ENABLED: False,
        **home,
    }
