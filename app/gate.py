"""Who may talk to the explorer, and what its pages may load: checked before Streamlit sees a request.

A page of another site could otherwise let its own name point to this machine and read the explorer (DNS rebinding), or
show it inside a frame of its own.
"""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vocpipe.addresses import THIS_MACHINE
from vocpipe.wording import tell

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApp = Callable[[Message, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - what listens on all addresses has no name by that
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def allowed_hosts(address: str, named: Iterable[str]) -> frozenset[str]:
    """The names under which the explorer answers: this machine's own, the address it listens on, and those named."""
    return THIS_MACHINE | {_plain(host) for host in (address, *named)} - _ANY_ADDRESS


def page_policy(index: Path) -> str:
    """The content security policy of the pages: everything comes from the explorer itself, and no frame shows them.

    index: Streamlit's page, whose own inline scripts are allowed by their hashes; its styles are written by scripts.
    """
    scripts = _INLINE_SCRIPT.findall(index.read_text(encoding="utf-8"))
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {allowed}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Gate:
    """An ASGI app that hands on what comes from an allowed host and its own pages, and refuses the rest with 403."""

    def __init__(self, app: AsgiApp, *, hosts: frozenset[str], policy: str) -> None:
        self._app = app
        self._hosts = hosts
        self._own: Headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-frame-options", b"DENY"),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif not self._is_allowed(scope["headers"]):
            await _refuse(scope, receive, send)
        else:
            await self._app({**scope, "headers": _of_one_host(scope["headers"])}, receive, self._with_own_headers(send))

    def _is_allowed(self, headers: Headers) -> bool:
        """Whether the request names one allowed host, and comes from its pages or from no page."""
        hosts, origins = _values(headers, b"host"), _values(headers, b"origin")
        if len(hosts) != 1 or len(origins) > 1 or _name(hosts[0]) not in self._hosts:
            return False
        # A proxy may hand requests on under another host; then the page has one of the names that were given.
        return all(
            _netloc(origin) == hosts[0].lower() or _name(_netloc(origin)) in self._hosts - THIS_MACHINE
            for origin in origins
        )

    def _with_own_headers(self, send: Send) -> Send:
        names = {name for name, _ in self._own}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = [(name, value) for name, value in message.get("headers", []) if name.lower() not in names]
                message = {**message, "headers": [*others, *self._own]}
            await send(message)

        return send_with_headers


def _of_one_host(headers: Headers) -> Headers:
    """The headers with the host of the page that the request comes from, which a proxy may have put another for.

    Streamlit would compare another origin with this machine's outside address, and ask for that address; without an
    origin it takes nobody for signed in.
    """
    origins = _values(headers, b"origin")
    if not origins:
        return headers
    host = (b"host", _netloc(origins[0]).encode("latin-1"))
    return [host if name.lower() == b"host" else (name, value) for name, value in headers]


async def _refuse(scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": tell("access.app.refused").encode()})


def _values(headers: Headers, wanted: bytes) -> list[str]:
    return [value.decode("latin-1").strip() for name, value in headers if name.lower() == wanted]


def _netloc(origin: str) -> str:
    """The host and port of an origin; empty for one that names none, such as "null"."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _name(netloc: str) -> str | None:
    """The host of "host" or "host:port"; None if it is anything else."""
    try:
        parts = urlsplit(f"//{netloc}")
        _ = parts.port  # raises ValueError if it is no number
    except ValueError:
        return None
    return _plain(parts.hostname) if parts.hostname and parts.netloc == netloc and "@" not in netloc else None


def _plain(host: str) -> str:
    """A host as browsers send it: lower case, without brackets and a last dot, Japanese names in ASCII."""
    bare = host.strip().strip("[]").lower().rstrip(".")
    try:
        return bare.encode("idna").decode() if not bare.isascii() else bare
    except UnicodeError:
        return bare
