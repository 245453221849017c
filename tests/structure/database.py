"""A small private database with raw feedback in it, for the tests of the stage."""

import hashlib
import json
from datetime import datetime, timedelta

import duckdb
import pyarrow as pa

from vocpipe.store.workspace import migrate

START = datetime(2026, 1, 5, 9)


def new_database():
    connection = duckdb.connect()
    migrate(connection)
    return connection


def add(connection, feedback_id, text=None, *, day=0, title=None, attrs=None, thread_id=None, url=None):
    """Insert or replace one raw row, said `day` days after the start."""
    content = hashlib.md5(repr((text, day, title, attrs, url)).encode(), usedforsecurity=False).hexdigest()
    connection.execute(
        """INSERT OR REPLACE INTO feedback_raw BY NAME
        SELECT $id AS feedback_id, 'tickets' AS source, 'ticket' AS kind, $id AS source_id, $thread AS thread_id,
               0 AS part_no, $at::TIMESTAMP AS created_at, $title AS title, $text AS text, $url AS url,
               $attrs::JSON AS attrs,
               $content AS content_hash, 'file' AS file_id, 1 AS row_no""",
        {
            "id": feedback_id,
            "thread": thread_id,
            "at": START + timedelta(days=day),
            "title": title,
            "text": text,
            "url": url,
            "attrs": json.dumps(attrs or {}, ensure_ascii=False),
            "content": content,
        },
    )


def add_texts(connection, texts):
    """Insert `texts` as raw rows f000000, f000001, …"""
    rows = pa.table({"place": range(len(texts)), "text": texts})
    connection.register("rows", rows)
    connection.execute(
        """INSERT INTO feedback_raw BY NAME
        SELECT format('f{:06d}', place) AS feedback_id, 'posts' AS source, 'post' AS kind, feedback_id AS source_id,
               0 AS part_no, text, md5(text) AS content_hash, 'file' AS file_id, place AS row_no
        FROM rows"""
    )
    connection.unregister("rows")


def delete(connection, feedback_id):
    connection.execute("UPDATE feedback_raw SET deleted_at = now(), text = NULL WHERE feedback_id = ?", [feedback_id])


def dump(connection, *tables):
    """All rows of `tables`, in an order that doesn't depend on when they were written."""
    return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}
