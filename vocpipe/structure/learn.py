"""The templates of every source, counted again when texts have come, changed or gone."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, statement, transaction
from vocpipe.structure.prepare import cleaned_texts, line_rows
from vocpipe.structure.templates import KINDS, Known


def learn_templates(connection: duckdb.DuckDBPyConnection, batches: Iterable[pa.Table]) -> None:
    """Note the sentences of new and changed texts (`batches` of structure_todo), then count all anew.

    Only new texts are cleaned for it; the count is one query over hashes.
    """
    for batch in batches:
        mails = batch.filter(pc.is_in(batch["kind"], pa.array(KINDS)))
        if mails.num_rows:
            with transaction(connection):
                replace_lines(connection, batch, line_rows(mails, cleaned_texts(mails, {}), None))
    with transaction(connection):
        connection.execute(statement("vocpipe.structure", "count_templates.sql"), {"kinds": list(KINDS)})


def templates(connection: duckdb.DuckDBPyConnection) -> dict[str, Known]:
    """Source -> its templates."""
    found: dict[str, dict[int, bool]] = {}
    rows = fetch(connection, "SELECT source, hash, is_signed FROM template_line")
    for source, line, is_signed in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        found.setdefault(source, {})[line] = is_signed
    return dict(found)


def replace_lines(connection: duckdb.DuckDBPyConnection, batch: pa.Table, lines: pa.Table) -> None:
    """Replace the rows of text_line of the texts in `batch` by `lines`."""
    with registered(connection, line_batch=batch.select(["feedback_id"]), new_line=lines):
        connection.execute("DELETE FROM text_line WHERE feedback_id IN (SELECT feedback_id FROM line_batch)")
        connection.execute("INSERT INTO text_line BY NAME SELECT * FROM new_line")
