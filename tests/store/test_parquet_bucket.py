"""The Parquet files in a bucket: a small server of our own that takes objects as S3's API does."""

import io
from datetime import datetime
from http.server import BaseHTTPRequestHandler
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

import pyarrow.parquet
import pytest

from tests.builders import add_feedback, add_run
from tests.quiet_server import QuietServer
from tests.store.shop import SETTINGS, make_workspace
from vocpipe.errors import StorageError
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.parquet import write_parquet
from vocpipe.store.publish import publish
from vocpipe.store.workspace import Workspace


class Bucket(BaseHTTPRequestHandler):
    """Objects, and parts of those that are under way; signatures are not checked."""

    objects: dict[str, bytes]
    parts: dict[tuple[str, int], bytes]
    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        key, query, body = self._asked()
        if "partNumber" in query:
            self.parts[key, int(query["partNumber"][0])] = body
        elif not key.endswith("/"):
            self.objects[key] = body
        self._answer(200, headers={"ETag": '"e"'})

    def do_POST(self):
        key, query, _ = self._asked()
        if "uploads" in query:
            self._answer(200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>")
            return
        mine = sorted(part for part in self.parts if part[0] == key)
        self.objects[key] = b"".join(self.parts.pop(part) for part in mine)
        self._answer(200, "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>")

    def do_DELETE(self):
        self.objects.pop(self._asked()[0], None)
        self._answer(204)

    def do_HEAD(self):
        key, _, _ = self._asked()
        found = self.objects.get(key)
        self._answer(200 if found is not None or key.count("/") < 1 else 404, length=len(found or b""))

    def do_GET(self):
        self._asked()
        self._answer(200, "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>")

    def log_message(self, *arguments):
        pass

    def _asked(self):
        url = urlsplit(self.path)
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = _chunks(self.rfile)
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "aws-chunked" in (self.headers.get("Content-Encoding") or ""):
            body = _chunks(io.BytesIO(body))
        return unquote(url.path).lstrip("/"), parse_qs(url.query, keep_blank_values=True), body

    def _answer(self, status, text="", *, headers=None, length=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text.encode())


def _chunks(stream):
    """The content of a stream in chunks, each after its length in hexadecimal; what follows the last is read too."""
    out = b""
    while size := int(stream.readline().split(b";")[0], 16):
        out += stream.read(size)
        stream.readline()
    while stream.readline().strip():
        pass
    return out


@pytest.fixture
def bucket(monkeypatch):
    """The server's address and the objects it holds."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    handler = type("Handler", (Bucket,), {"objects": {}, "parts": {}})
    with QuietServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}", handler.objects
        server.shutdown()


def refresh(workspace, number):
    workspace = Workspace(workspace.root)
    with workspace.connect() as connection:
        add_run(connection, f"run-{number:03d}")
        publish(connection, workspace, workspace.settings, f"run-{number:03d}", PUBLISHED)
    return write_parquet(workspace, workspace.settings)


def test_a_bucket_holds_the_tables_and_loses_what_the_snapshot_loses(tmp_path, bucket):
    address, objects = bucket
    target = f"s3://bucket/voice?scheme=http&endpoint_override={address}&region=us-east-1"
    workspace = make_workspace(tmp_path, f'{SETTINGS}[publish]\nparquet = "{target}"\n')
    with workspace.connect() as connection:
        add_feedback(connection, 1, "The export is slow.", created_at=datetime(2026, 3, 1))
    refresh(workspace, 1)
    march = "bucket/voice/feedback/in_month=2026-03/data.parquet"
    assert pyarrow.parquet.read_table(io.BytesIO(objects[march]))["text"].to_pylist() == ["The export is slow."]
    with workspace.connect() as connection:
        connection.execute("DELETE FROM feedback_raw")
    refresh(workspace, 2)
    assert march not in objects


def test_a_bucket_that_does_not_answer_is_told_without_its_options(tmp_path):
    target = "s3://bucket/voice?scheme=http&endpoint_override=127.0.0.1:9&region=us-east-1"
    workspace = make_workspace(tmp_path, f'{SETTINGS}[publish]\nparquet = "{target}"\n')
    with pytest.raises(StorageError) as told:
        refresh(workspace, 1)
    assert "\n" not in str(told.value)
