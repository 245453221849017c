"""A small private database with raw feedback in it, for the tests of the stage."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from tests import builders
from vocpipe import pipeline
from vocpipe.settings import Settings
from vocpipe.step import Context, ignore
from vocpipe.store.pseudonyms import use_key
from vocpipe.store.workspace import Workspace, migrate

START = datetime(2026, 1, 5, 9)
RUN = "run-1"


def new_database():
    connection = duckdb.connect()
    migrate(connection)
    use_key(connection, bytes(32))
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
    connection.execute("DELETE FROM feedback_raw WHERE feedback_id = ?", [feedback_id])
    builders.add(
        connection,
        "feedback_raw",
        feedback_id=feedback_id,
        source="tickets",
        kind="ticket",
        source_id=feedback_id,
        thread_id=thread_id,
        created_at=START + timedelta(days=day),
        title=title,
        text=text,
        url=url,
        attrs=attrs or {},
        content_hash=content,
    )


def add_texts(connection, texts):
    """Insert `texts` as raw rows f000000, f000001, …"""
    post = {"source": "posts", "kind": "post", "created_at": None}
    rows = [
        post | {"feedback_id": f"f{place:06d}", "source_id": str(place), "text": text, "content_hash": text}
        for place, text in enumerate(texts)
    ]
    builders.add_all(connection, "feedback_raw", rows)


def delete(connection, feedback_id):
    connection.execute("UPDATE feedback_raw SET deleted_at = now(), text = NULL WHERE feedback_id = ?", [feedback_id])


def dump(connection, *tables):
    """All rows of `tables`, in an order that doesn't depend on when they were written."""
    return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}
