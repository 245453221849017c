"""Receivers of messages that tests start: a webhook and a mail server that fail as they are told to, and count."""

import json
import socket
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler

from aiosmtpd.controller import Controller

from tests.quiet_server import QuietServer

CUT = "cut"  # the whole message is taken, and no answer given
HOLD = "hold"  # it is taken, and the answer waits until the test lets go


@dataclass
class Got:
    """One message that came: its id, whatever else was with it, and when."""

    ident: str
    content: dict
    headers: dict = field(default_factory=dict)
    body: bytes = b""
    at: float = field(default_factory=time.monotonic)


class Receiver:
    """Answers with each of `troubles` once, then as all is well. got: everything that it has taken whole."""

    def __init__(self, *troubles):
        self.troubles, self.got, self.calls = list(troubles), [], []
        self.let_go = threading.Event()
        self.lock = threading.Lock()

    def next_trouble(self):
        with self.lock:
            self.calls.append(time.monotonic())
            return self.troubles.pop(0) if self.troubles else ""

    @property
    def ids(self):
        return [got.ident for got in self.got]


@contextmanager
def webhook(*troubles):
    """A receiver and its address; troubles: "500", "429 SECONDS", "302", CUT, HOLD."""
    receiver = Receiver(*troubles)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            trouble = receiver.next_trouble()
            status, _, seconds = (trouble or "200").partition(" ")
            if status in ("200", CUT, HOLD):
                headers = dict(self.headers.items())
                receiver.got.append(Got(headers["Idempotency-Key"], json.loads(body), headers, body))
            if status == HOLD:
                receiver.let_go.wait(30)
            if status in (CUT, HOLD):
                self.close_connection = True
                return
            self.send_response(int(status))
            if seconds:
                self.send_header("Retry-After", seconds)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = QuietServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield receiver, f"http://127.0.0.1:{server.server_port}/hook/{SECRET}"
    finally:
        receiver.let_go.set()
        server.shutdown()
        server.server_close()


SECRET = "T0K3N-planted-4711"  # in the address of the webhook, as Slack's has one


@contextmanager
def mail_server(*troubles):
    """A receiver of mail and its port; troubles: an answer such as "451 later" to the content, or CUT."""
    receiver = Receiver(*troubles)

    class Handler:
        async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name that aiosmtpd calls
            trouble = receiver.next_trouble()
            if trouble in ("", CUT):
                mail = message_from_bytes(envelope.content, policy=policy.default)
                parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
                ident = mail["Message-ID"].strip("<>")
                receiver.got.append(Got(ident, parts, dict(mail.items()), envelope.content))
            if trouble == CUT:
                server.transport.abort()
            return trouble if trouble and trouble != CUT else "250 OK"

    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = found.getsockname()[1]
    controller = Controller(Handler(), hostname="127.0.0.1", port=port, ready_timeout=20)
    controller.start()
    try:
        yield receiver, port
    finally:
        controller.stop()
