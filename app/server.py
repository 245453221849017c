"""The explorer's server: Streamlit behind the gate, with all that would leave this machine switched off."""

import asyncio
import json
import os
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit
from starlette.middleware import Middleware

from vocpipe.app.front import Front
from vocpipe.app.gate import Gate, allowed_hosts, page_policy
from vocpipe.app.serving import SECRETS, Serving

_BROWSER_DELAY = 0.5  # seconds from the start of the app to the first request that is answered


def options(serving: Serving) -> dict[str, Any]:
    """Streamlit's options; those that protect are named, so that no file of the user's turns them off."""
    return {
        "server.address": serving.address,
        "server.port": serving.port,
        "server.headless": serving.headless,
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.enableAgentApi": False,
        "server.enableStaticServing": False,
        "browser.gatherUsageStats": False,
        "secrets.files": [str(Path(os.environ.get("VOCPIPE_WORKSPACE") or ".").resolve() / SECRETS)],
        "client.showErrorDetails": "none",
        "logger.hideWelcomeMessage": True,  # it also hides Streamlit's offers to developers
    }


def serve(serving: Serving) -> None:
    """Serve the explorer until the process is stopped."""
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    gate = Middleware(Gate, hosts=allowed_hosts(serving.address, serving.hosts), policy=page_policy(index))
    front = Middleware(Front, index=index)

    @asynccontextmanager
    async def lifespan(_app: streamlit.App) -> AsyncIterator[None]:
        if not serving.headless:
            asyncio.get_running_loop().call_later(_BROWSER_DELAY, webbrowser.open, serving.url)
        yield

    app = streamlit.App(Path(__file__).with_name("main.py"), middleware=[gate, front], lifespan=lifespan)
    app.run(config=options(serving))


if __name__ == "__main__":
    given = json.loads(sys.argv.pop())
    serve(Serving(**given | {"hosts": tuple(given["hosts"])}))
