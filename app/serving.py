"""How the explorer is to be served, without loading what serves it."""

import json
import sys
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the explorer listens, and the names that it answers to beside the address and this machine's own."""

    address: str
    port: int
    headless: bool
    hosts: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the explorer."""
        host = "localhost" if self.address in ("0.0.0.0", "::") else self.address  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def command(self) -> list[str]:
        """The command that serves the explorer; -P: no file of the current folder is taken for a module."""
        return [sys.executable, "-P", "-m", "vocpipe.app.server", json.dumps(asdict(self))]
