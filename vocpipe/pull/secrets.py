"""Secrets of a source that is pulled, and where a missing one goes."""

from vocpipe.errors import PullError
from vocpipe.pull.vendor import Vendor
from vocpipe.settings.pulled import secret_places
from vocpipe.store.secrets import Elsewhere, nowhere, secret_value, secrets_file
from vocpipe.store.workspace import Workspace
from vocpipe.wording import text


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


def _value(workspace: Workspace, source: str, name: str) -> str | None:
    """A secret; raises PullError if dlt's file can't be read, without what it holds."""
    try:
        return secret_value(workspace, source, name)
    except (OSError, ValueError) as error:
        known = {"path": "/".join(secrets_file(workspace).parts[-2:]), "problem": type(error).__name__}
        raise PullError(text("pull.secret.unreadable", **known)) from None
