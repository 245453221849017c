"""The templates of every source, counted on when texts have come, changed or gone."""

from collections.abc import Iterable, MutableMapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.masking.known import KnownNames
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, statement, transaction
from vocpipe.structure.prepare import line_rows, uncut_texts
from vocpipe.structure.templates import KINDS, Known
from vocpipe.structure.texts import Text

_MAX_KEPT = 20_000  # texts that need not be cleaned twice


def learn_templates(
    connection: duckdb.DuckDBPyConnection,
    batches: Iterable[pa.Table],
    kept: MutableMapping[str, Text],
    known: KnownNames,
) -> None:
    """Note the sentences of new and changed texts (`batches` of structure_todo), and what is a template now.

    Texts that are cleaned for it come into `kept`, by their ids, as long as they are few.
    """
    for batch in batches:
        mails = batch.filter(pc.is_in(batch["kind"], pa.array(KINDS)))
        texts = uncut_texts(mails, known)
        if len(kept) + len(texts) <= _MAX_KEPT:
            kept.update((text.feedback_id, text) for text in texts)
        with transaction(connection):
            replace_lines(connection, batch.select(["feedback_id"]), line_rows(mails, texts))
    with transaction(connection):
        connection.execute(statement("vocpipe.structure", "template_now.sql"), {"kinds": list(KINDS)})
        connection.execute(statement("vocpipe.structure", "count_templates.sql"))


def templates(connection: duckdb.DuckDBPyConnection) -> dict[str, Known]:
    """Source -> its templates."""
    found: dict[str, dict[int, bool]] = {}
    rows = fetch(connection, "SELECT source, hash, is_signed FROM template_line WHERE is_template")
    for source, line, is_signed in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        found.setdefault(source, {})[line] = is_signed
    return dict(found)


def settle_templates(connection: duckdb.DuckDBPyConnection) -> None:
    """Note that every text has been cleaned with the templates of now."""
    with transaction(connection):
        connection.execute(statement("vocpipe.structure", "settle_templates.sql"))


def replace_lines(connection: duckdb.DuckDBPyConnection, texts: pa.Table, lines: pa.Table) -> None:
    """Replace the sentences of `texts` (feedback_id) by `lines`, rows of text_line, and count on."""
    with registered(connection, line_batch=texts, new_line=lines):
        connection.execute(statement("vocpipe.structure", "replace_lines.sql"))
