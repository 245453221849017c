"""Who runs this process."""

import getpass
import os


def system_user() -> str:
    """The name of the user who runs this process, or its number if it has no name, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"
