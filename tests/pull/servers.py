"""Servers of tests in the shape of a vendor's API: they page, limit, fail and cut, and count who calls too early."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from tests.quiet_server import QuietServer

SECRET = "planted-secret-4711-xyz"


class NoAnswerError(Exception):
    """The call is refused with a status, and perhaps with JSON."""

    def __init__(self, status: int, content: Any = None, **headers: str) -> None:
        super().__init__(status)
        self.status, self.headers = status, {name.replace("_", "-"): value for name, value in headers.items()}
        self.content = content


class Vendor:
    """What a server answers with. A vendor's own shape overrides `answer`, `change` and `words`.

    troubles: what happens to the next calls: "500", "cut", "html", "429 SECONDS", "" for nothing. per_window: calls
    that may come within `window` seconds; beyond: calls over that limit; too_early: calls within a time for which the
    server had asked for none. right: what the doctor says if it is missing. limits, sizes: the names that the vendor's
    module has for its limits, and for how much it asks for at once, with what tests ask for.
    """

    name = ""
    authorization = f"Bearer {SECRET}"
    right = ""
    secrets: ClassVar[dict[str, str]] = {"token": SECRET}
    limits: ClassVar[tuple[str, ...]] = ("_CALLS",)
    sizes: ClassVar[dict[str, Any]] = {}
    options: ClassVar[tuple[str, ...]] = ()
    gates: ClassVar[tuple[str, ...]] = ()  # where tokens are given, which counts apart

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.per_window, self.window = 10_000, 1.0
        self.calls: Counter[str] = Counter()
        self.too_early, self.beyond, self.unauthorized = 0, 0, 0
        self.forbidden = False
        self.asked: dict[str, str] = {}  # the headers of the call that is answered
        self._begun: list[float] = []
        self._closed_until = 0.0
        self.lock = threading.Lock()

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """The JSON of a call; raises NoAnswerError."""
        raise NotImplementedError

    def change(self, number: int) -> None:
        """Something is said, edited, deleted or merged upstream."""
        raise NotImplementedError

    def words(self) -> dict[str, str]:
        """What is said there by customers now: id as the reader makes it -> text."""
        raise NotImplementedError

    def settings(self, address: str) -> str:
        """The settings of a workspace that pulls from this server."""
        own = (f'name = "{self.name}"', f'pull = "{self.name}"', f'address = "{address}"', *self.options)
        return "\n".join(["[[source]]", *own, ""])

    def patches(self, limit: tuple[float, float] = (10_000, 1.0)) -> dict[str, Any]:
        """What the vendor's module is told in tests; limit: calls in seconds of each of its limits."""
        return {**dict.fromkeys(self.limits, limit), **self.sizes}

    def check(self, headers: Any) -> None:
        """Refuse a call as a vendor would; raises NoAnswerError."""
        now = time.monotonic()
        if now < self._closed_until:
            self.too_early += 1
            raise NoAnswerError(429, Retry_After="1")
        if headers.get("Authorization") != self.authorization:
            self.unauthorized += 1
            raise self.no_secret()
        if self.forbidden:
            raise self.forbid()
        self._begun = [moment for moment in self._begun if now - moment < self.window]
        if len(self._begun) >= self.per_window:
            self.beyond += 1
            raise self._leave_alone(1)
        self._begun.append(now)
        trouble = self.troubles.pop(0) if self.troubles else ""
        if trouble.startswith("429"):
            raise self._leave_alone(int(trouble.split()[1]))
        if trouble:
            raise NoAnswerError({"500": 500, "cut": 0, "html": 200}[trouble])

    def headers(self) -> dict[str, str]:
        """What the answer says of the limits."""
        return {}

    def no_secret(self) -> NoAnswerError:
        """What a wrong secret is answered."""
        return NoAnswerError(401)

    def forbid(self) -> NoAnswerError:
        """What a secret without the right is answered."""
        return NoAnswerError(403)

    def _leave_alone(self, seconds: int) -> NoAnswerError:
        self._closed_until = time.monotonic() + seconds - 0.02
        return NoAnswerError(429, Retry_After=str(seconds))


class _Handler(BaseHTTPRequestHandler):
    vendor: Vendor
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a call."""
        self._answer(None)

    def do_POST(self) -> None:
        """Answer a call with a body."""
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_form = "form" in self.headers.get("Content-Type", "")
        self._answer(dict(parse_qsl(sent.decode())) if is_form else json.loads(sent or b"null"))

    def _answer(self, body: Any) -> None:
        parts = urlsplit(self.path)
        try:
            with self.vendor.lock:
                if parts.path not in self.vendor.gates:
                    self.vendor.check(self.headers)
                self.vendor.calls[parts.path] += 1
                self.vendor.asked = dict(self.headers)
                content = self.vendor.answer(parts.path, dict(parse_qsl(parts.query)), body)
                headers = self.vendor.headers()
        except NoAnswerError as refused:
            self._refuse(refused)
            return
        self._send(200, content if isinstance(content, bytes) else json.dumps(content).encode(), headers)

    def _refuse(self, refused: NoAnswerError) -> None:
        said = f"no: {self.headers.get('Authorization')}".encode()  # as careless servers do
        if refused.status == 0:  # an answer that is cut in its middle
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"tickets": [')
            self.close_connection = True
            return
        if refused.content is not None:
            said = json.dumps(refused.content).encode()
        elif refused.status == 200:
            said = b"<html>"
        self._send(refused.status, said, refused.headers)

    def _send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(vendor: Vendor) -> Iterator[str]:
    """The address under which the vendor answers, as long as the block lasts."""
    handler = type("Handler", (_Handler,), {"vendor": vendor})
    server = QuietServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
