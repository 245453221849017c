"""How the explorer is to be served, without loading what serves it."""

import json
import sys
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from vocpipe.addresses import is_this_machine

SHARED = (
    "VOCPIPE_SHARED"  # in the environment if others than the local user may come: they are no editors by themselves
)
SECRETS = Path(".streamlit", "secrets.toml")  # of the workspace; `[auth]` in it makes people sign in


def has_sign_in(root: Path) -> bool:
    """Whether people sign in to the explorer of the workspace in `root`."""
    try:
        return "auth" in tomllib.loads((root / SECRETS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the explorer listens, and the names that it answers to beside the address and this machine's own."""

    address: str
    port: int
    headless: bool
    hosts: tuple[str, ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether nobody from another machine can come."""
        return is_this_machine(self.address)

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the explorer."""
        host = "localhost" if self.address in ("0.0.0.0", "::") else self.address  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def command(self) -> list[str]:
        """The command that serves the explorer; -P: no file of the current folder is taken for a module."""
        return [sys.executable, "-P", "-m", "vocpipe.app.server", json.dumps(asdict(self))]
