"""A small private database with raw feedback in it, for the tests of the stage."""

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from vocpipe import pipeline
from vocpipe.settings import Settings
from vocpipe.step import Context, ignore
from vocpipe.store.workspace import Workspace, migrate

START = datetime(2026, 1, 5, 9)
RUN = "run-1"


def new_database():
    connection = duckdb.connect()
    migrate(connection)
    return connection


def structure(connection, settings=None, *, progress=ignore, run_id=RUN):
    """Run the steps that are timed as structure, in the pipeline's order; returns their counts."""
    context = Context(connection, Workspace(Path()), settings or Settings(), run_id, progress=progress)
    counts = {}
    for step in pipeline.STEPS:
        if step.stage == "structure":
            counts |= step.run(context)
    return counts


def add(connection, feedback_id, text=None, *, day=0, title=None, attrs=None, thread_id=None, url=None):
    """Insert or replace one raw row, written `day` days after the start."""
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
