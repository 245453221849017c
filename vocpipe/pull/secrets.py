"""Secrets of a source: from the environment, or from dlt's file `.dlt/secrets.toml` in the workspace.

They are in no settings, and no message has more of them than their names.
"""

import os
import tomllib
from collections.abc import Callable
from pathlib import Path

from vocpipe.errors import PullError
from vocpipe.pull.vendor import Vendor
from vocpipe.settings.pulled import secret_places
from vocpipe.store.workspace import Workspace
from vocpipe.wording import text

Elsewhere = Callable[[str, str], str | None]


def nowhere(source: str, name: str) -> str | None:
    """No further place where secrets may be."""
    return None


def secrets_of(workspace: Workspace, source: str, vendor: Vendor, elsewhere: Elsewhere = nowhere) -> dict[str, str]:
    """Name -> value of each secret that the vendor needs; raises PullError, which says where a missing one goes.

    elsewhere: asked for (source, name) of what is in neither of the usual places.
    """
    names = (*vendor.secrets, *vendor.optional)
    found = {name: _value(workspace, source, name) or elsewhere(source, name) for name in names}
    for name in vendor.secrets:
        if not found[name]:
            raise PullError(text("pull.secret.missing", source=source, **secret_places(source, name)))
    return {name: value for name, value in found.items() if value}


def secrets_file(workspace: Workspace) -> Path:
    """Where dlt's file of secrets is, if there is one."""
    return workspace.root / ".dlt" / "secrets.toml"


def _value(workspace: Workspace, source: str, name: str) -> str | None:
    value = os.environ.get(secret_places(source, name)["variable"])
    if value:
        return value.strip()
    return _in_file(secrets_file(workspace), source, name)


def _in_file(path: Path, source: str, name: str) -> str | None:
    """A secret in dlt's file; raises PullError if the file can't be read, without what it holds."""
    if not path.is_file():
        return None
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        known = {"path": "/".join(path.parts[-2:]), "problem": type(error).__name__}
        raise PullError(text("pull.secret.unreadable", **known)) from None
    table = content.get("sources", {})
    value = table.get(source, {}).get(name) if isinstance(table, dict) and isinstance(table.get(source), dict) else None
    return str(value).strip() or None if value is not None else None
