"""Secrets of a section of the settings: from the environment, or from dlt's file `.dlt/secrets.toml` in the workspace.

They are in no settings, and no message has more of them than their names.
"""

import os
import tomllib
from collections.abc import Callable
from pathlib import Path

from vocpipe.errors import VocpipeError
from vocpipe.settings.pulled import secret_places
from vocpipe.store.workspace import Workspace
from vocpipe.wording import Text, text

Elsewhere = Callable[[str, str], str | None]
Names = tuple[tuple[str, ...], tuple[str, ...]]  # the secrets that are needed, and those that may be missing


def nowhere(owner: str, name: str) -> str | None:
    """No further place where secrets may be."""
    return None


def secrets_file(workspace: Workspace) -> Path:
    """Where dlt's file of secrets is, if there is one."""
    return workspace.root / ".dlt" / "secrets.toml"


def secrets_of(
    workspace: Workspace,
    owner: str,
    names: Names,
    *,
    fault: Callable[[Text], VocpipeError],
    section: str = "sources",
    elsewhere: Elsewhere = nowhere,
) -> dict[str, str]:
    """Name -> value of the secrets of a section's `owner` that are there.

    elsewhere: asked for (owner, name) of what is in neither of the usual places. fault: makes what is raised if a
    needed one is missing, which says where it goes, or if the file can't be read, without what it holds.
    """
    needed, optional = names
    try:
        found = {name: _value(workspace, owner, name, section) for name in (*needed, *optional)}
    except (OSError, ValueError) as error:
        known = {"path": "/".join(secrets_file(workspace).parts[-2:]), "problem": type(error).__name__}
        raise fault(text("pull.secret.unreadable", **known)) from None
    found = {name: value or elsewhere(owner, name) for name, value in found.items()}
    for name in needed:
        if not found[name]:
            raise fault(text("pull.secret.missing", source=owner, **secret_places(owner, name, section)))
    return {name: value for name, value in found.items() if value}


def _value(workspace: Workspace, owner: str, name: str, section: str) -> str | None:
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
