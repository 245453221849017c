"""Secrets of a section of the settings: from the environment, or from dlt's file `.dlt/secrets.toml` in the workspace.

They are in no settings, and no message has more of them than their names.
"""

import os
import tomllib
from collections.abc import Callable
from pathlib import Path

from vocpipe.settings.pulled import secret_places
from vocpipe.store.workspace import Workspace

Elsewhere = Callable[[str, str], str | None]


def nowhere(owner: str, name: str) -> str | None:
    """No further place where secrets may be."""
    return None


def secrets_file(workspace: Workspace) -> Path:
    """Where dlt's file of secrets is, if there is one."""
    return workspace.root / ".dlt" / "secrets.toml"


def secret_value(workspace: Workspace, owner: str, name: str, section: str = "sources") -> str | None:
    """The secret `name` of a section's `owner`; None if there is none.

    Raises OSError or ValueError if the file can't be read; the message of a ValueError may hold what is in it.
    """
    value = os.environ.get(secret_places(owner, name, section)["variable"])
    if value:
        return value.strip()
    return _in_file(secrets_file(workspace), section, owner, name)


def _in_file(path: Path, section: str, owner: str, name: str) -> str | None:
    if not path.is_file():
        return None
    table = tomllib.loads(path.read_text(encoding="utf-8")).get(section, {})
    value = table.get(owner, {}).get(name) if isinstance(table, dict) and isinstance(table.get(owner), dict) else None
    return str(value).strip() or None if value is not None else None
