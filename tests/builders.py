"""Rows for a private database, with defaults for what a test does not care about.

`add` inserts one row into any table, `add_all` many at once. The functions below them insert what belongs together: a
customer with a number, a piece of feedback as it came in and cleaned, a sentence in its themes. Each takes any other
column by its name.

A test writes INSERT itself only where SQL is what it tests: migrations, transactions, the statements of a plug-in.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.store.tables import Table, registered
from vocpipe.store.vectors import as_column, text_hash

Connection = duckdb.DuckDBPyConnection

AT = datetime(2026, 3, 1, 20)
RUN = "run-001"
FILE = "file"

# What a row must have, where a test does not say it.
DEFAULTS: dict[str, dict[str, Any]] = {
    "run": {
        "started_at": datetime(2026, 3, 1),
        "finished_at": datetime(2026, 3, 1),
        "vocpipe_version": "0.1.0",
        "settings": "{}",
        "models": "{}",
        "seconds": "{}",
        "changes": "{}",
    },
    "ingest_file": {
        "run_id": RUN,
        "source": "reviews",
        "reader": "table",
        "file": "reviews.csv",
        "sha256": "",
        "bytes": 1,
        "encoding": "utf-8",
        "rows_read": 1,
        "rows_accepted": 1,
        "rows_rejected": 0,
        "values_refused": 0,
        "feedback_new": 1,
        "feedback_changed": 0,
        "feedback_deleted": 0,
        "warnings": [],
        "read_at": datetime(2026, 3, 1),
    },
    "ingest_reject": {
        "run_id": RUN,
        "file_id": FILE,
        "file": "reviews.csv",
        "row": 1,
        "reason": "broken",
        "raw": "raw",
    },
    "customer": {"file_id": FILE, "row_no": 1},
    "feedback_raw": {
        "source": "reviews",
        "kind": "review",
        "part_no": 0,
        "created_at": AT,
        "text": "The export is slow.",
        "content_hash": "",
        "file_id": FILE,
        "row_no": 1,
    },
    "feedback_clean": {"basis": "", "lang": "en", "is_empty_like": False},
    "sentence": {"feedback_id": "f_1", "position": 0, "lang": "en", "role": "opinion", "tokens": []},
    "sentence_sentiment": {"sentiment": 0.0, "label": "neutral", "basis": ""},
    "sentence_facet": {"cause": "other", "feeling": "none", "basis": ""},
    "sentence_cause": {"cause": "other", "feeling": "none"},
    "theme": {"keywords": [], "state": "active", "born_run": RUN},
    "sentence_theme": {"is_primary": True, "score": 1.0, "method": "discovered"},
    "theme_lineage": {"run_id": RUN, "event": "born"},
    "theme_edit": {"edit_id": "e_1", "edited_at": AT, "author": "ann", "kind": "rename", "detail": "{}"},
    "theme_mark": {"is_pinned": False, "is_hidden": False},
    "edit_member": {"edit_id": "e_1", "how": "named"},
    "duplicate": {"kind": "exact", "similarity": 1.0},
    "behaviour": {"file_id": FILE, "source": "behaviour", "occurred_at": AT, "event": "use", "n": 1},
    "purchase": {
        "file_id": FILE,
        "source": "purchases",
        "ordered_at": AT,
        "is_cancelled": False,
        "known_at": AT,
        "row_no": 1,
    },
    "contact": {"file_id": FILE, "source": "contacts", "row_no": 1},
    "invitation": {"sent_at": AT, "file_id": FILE, "row_no": 1},
    "calendar_event": {
        "event_date": date(2026, 3, 1),
        "name": "release 1",
        "kind": "event",
        "origin": "settings",
        "row_no": 1,
    },
    "customer_segment": {"segment_kind": "plan", "segment": "Pro", "valid_from": date(2026, 1, 1)},
    "customer_month": {
        "days_at_risk": 28,
        "days_observed": 28,
        "n_said": 0,
        "n_days_said": 0,
        "theme_mentions": "{}",
        "churned": False,
    },
    "action": {
        "title": "Faster export",
        "done_on": date(2026, 3, 20),
        "status": "done",
        "author": "ann",
        "created_at": AT,
    },
    "theme_change": {
        "since": date(2026, 3, 1),
        "n_recent": 9,
        "n_before": 3,
        "ratio": 2.0,
        "low": 1.0,
        "high": 3.0,
        "p_value": 0.01,
        "verdict": "rising",
        "reason_en": "Its share doubled.",
        "reason_ja": "倍増",
    },
    "customer_risk": {
        "as_of": date(2026, 3, 20),
        "horizon_days": 30,
        "risk": 0.1,
        "rank": 1,
        "base_rate": 0.04,
        "themes": [],
        "signals": [],
        "quotes": [],
        "reasons": "{}",
        "reason_en": "Because.",
        "reason_ja": "理由です。",
        "plan": "Pro",
        "monthly_value": 10,
    },
}


@cache
def declared() -> dict[str, Table]:
    """The tables that a step computes anew, which no migration creates."""
    from vocpipe.pipeline import STEPS

    return {table.name: table for step in STEPS for table in step.tables}


def migrate_until(connection: Connection, number: str) -> None:
    """The schema as it was before the migration `number`, such as "0012", for tests of an upgrade."""
    connection.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)")
    scripts = [item for item in (resources.files("vocpipe.store") / "migrations").iterdir() if item.name < number]
    for script in sorted(scripts, key=lambda item: item.name):
        if script.name.endswith(".sql"):
            connection.execute(script.read_text(encoding="utf-8"))
            add(connection, "schema_version", version=int(script.name[:4]))


def add(connection: Connection, table: str, **columns: Any) -> None:
    """One row of any table: what is given, and DEFAULTS for the rest."""
    row = _filled(connection, table, columns)
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def add_all(connection: Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows of one table in one insert, each filled up with DEFAULTS; a column that a row lacks is null.

    Faster than `add` from two rows on.
    """
    filled = [_filled(connection, table, row) for row in rows]
    if not filled:
        return
    names = dict.fromkeys(name for row in filled for name in row)
    incoming = pa.table({name: [row.get(name) for row in filled] for name in names})
    with registered(connection, rows_to_add=incoming):
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_add")


def _filled(connection: Connection, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with DEFAULTS and with objects as JSON; creates a table that no migration does."""
    if table in declared():
        declared()[table].create(connection)
    full = DEFAULTS.get(table, {}) | row
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
        for name, value in full.items()
    }


def add_run(connection: Connection, run_id: str = RUN, **columns: Any) -> None:
    """A run that ended."""
    add(connection, "run", run_id=run_id, **columns)


def add_file(connection: Connection, file_id: str = FILE, **columns: Any) -> None:
    """A file that was read; what was accepted is what was read and not rejected or left out, and new."""
    read = columns.get("rows_read", 1)
    rejected = columns.get("rows_rejected", 0) + columns.get("rows_left_out", 0)
    name = columns.get("file", "reviews.csv")
    add(
        connection,
        "ingest_file",
        **{"file_id": file_id, "file_shown": name, "rows_accepted": read - rejected, "feedback_new": read - rejected}
        | columns,
    )


def add_customer(connection: Connection, key: str, number: int | None = None, **columns: Any) -> str:
    """The pseudonym of a customer who is in the customers file; numbers count up unless one is given."""
    add(connection, "customer", customer_key=key, **columns)
    return number_customer(connection, key, number)


def number_customer(connection: Connection, key: str, number: int | None = None) -> str:
    """The pseudonym of a customer, whether or not the customers file names them."""
    if number is None:
        number = len(connection.execute("SELECT 1 FROM customer_number").fetchall()) + 1
    add(connection, "customer_number", customer_key=key, customer_id=f"c{number:06d}")
    return f"c{number:06d}"


def add_feedback(
    connection: Connection,
    number: int | str,
    text: str | None = "The export is slow.",
    *,
    lang: str | None = "en",
    clean: bool = True,
    **columns: Any,
) -> str:
    """The id of a piece of feedback, as it came in and, with `clean`, as the structure stage leaves it."""
    feedback_id = f"f_{number}"
    add(connection, "feedback_raw", **{"feedback_id": feedback_id, "source_id": str(number), "text": text} | columns)
    if clean:
        add(connection, "feedback_clean", feedback_id=feedback_id, text=text, lang=lang)
    return feedback_id


def add_sentence(
    connection: Connection,
    number: int | str,
    text: str = "The export is slow.",
    *,
    theme: str | None = None,
    subtheme: str | None = None,
    **columns: Any,
) -> str:
    """The id of a sentence, in a theme and a sub-theme if they are given."""
    sentence_id = f"s_{number}"
    add(connection, "sentence", **{"sentence_id": sentence_id, "text": text, "text_hash": text_hash(text)} | columns)
    for theme_id, is_primary in ((theme, True), (subtheme, False)):
        if theme_id:
            add(connection, "sentence_theme", sentence_id=sentence_id, theme_id=theme_id, is_primary=is_primary)
    return sentence_id


def add_theme(
    connection: Connection,
    theme_id: str,
    name_en: str | None = "Slow export",
    name_ja: str | None = None,
    *,
    parent: str | None = None,
    **columns: Any,
) -> None:
    """A theme, or a sub-theme of `parent`."""
    add(connection, "theme", theme_id=theme_id, parent_id=parent, name_en=name_en, name_ja=name_ja, **columns)


def add_vectors(connection: Connection, model: str, keys: Sequence[str], vectors: Any) -> None:
    """The vectors of the texts with the hashes `keys`, shape (keys, dimensions); a text that has one keeps it."""
    incoming = pa.table({"key": list(keys), "vector": as_column(np.asarray(vectors, np.float32))})
    with registered(connection, vectors_to_add=incoming):
        insert = "INSERT INTO embedding SELECT ?, key, vector FROM vectors_to_add ON CONFLICT DO NOTHING"
        connection.execute(insert, [model])
