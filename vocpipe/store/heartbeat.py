"""When a refresh last came to its end, also one that found nothing new and so published no snapshot.

`published/refreshed.json` says it, so that whoever opens the explorer sees whether the schedule runs.
"""

import json
from datetime import UTC, datetime

from vocpipe.settings import Settings
from vocpipe.store.files import set_mode, write_private
from vocpipe.store.workspace import Workspace

_FILE = "refreshed.json"


def note_refreshed(workspace: Workspace, settings: Settings) -> None:
    """Note that a refresh has come to its end now."""
    path = workspace.published / _FILE
    write_private(path, json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds")}).encode())
    set_mode(path, settings.privacy.published_file_mode)


def refreshed_at(workspace: Workspace) -> datetime | None:
    """When a refresh last came to its end, in UTC without a zone; None if that is not known."""
    try:
        written = json.loads((workspace.published / _FILE).read_text(encoding="utf-8"))["at"]
        return datetime.fromisoformat(written).astimezone(UTC).replace(tzinfo=None)
    except (OSError, ValueError, KeyError, TypeError):
        return None
