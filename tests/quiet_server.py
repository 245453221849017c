"""A web server for tests whose clients leave in the middle, by being killed for instance."""

import socket
from http.server import ThreadingHTTPServer


class QuietServer(ThreadingHTTPServer):
    """Prints no traceback of a connection that broke: it would stand among what the command of a later test prints."""

    daemon_threads = True

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Nothing: a client has left, or the test says what it misses."""
