"""The templates of every source, counted on when texts have come, changed or gone."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, statement, transaction
from vocpipe.structure.part import Rules, learn_part
from vocpipe.structure.templates import KINDS, Known
from vocpipe.structure.texts import Text

_MAX_KEPT = 20_000  # texts that need not be cleaned twice


def learn_templates(
    connection: duckdb.DuckDBPyConnection,
    batches: Iterable[pa.Table],
    rules: Rules,
    spread: Callable[..., Iterator[Any]],
) -> dict[str, Text]:
    """Note the sentences of new and changed texts (`batches` of structure_todo), and what is a template now.

    `spread` cleans them by the `rules`. Returns texts that have been cleaned, by their ids, as long as they are few.
    """
    kept: dict[str, Text] = {}
    under_way: deque[pa.Table] = deque()

    def mails() -> Iterator[pa.Table]:
        for batch in batches:
            under_way.append(batch.select(["feedback_id"]))
            yield batch.filter(pc.is_in(batch["kind"], pa.array(KINDS)))

    for lines, texts in spread(partial(learn_part, rules.packed()), mails()):
        if len(kept) + len(texts) <= _MAX_KEPT:
            kept.update((text.feedback_id, text) for text in texts)
        with transaction(connection):
            replace_lines(connection, under_way.popleft(), lines)
    with transaction(connection):
        connection.execute(statement("vocpipe.structure", "template_now.sql"), {"kinds": list(KINDS)})
        connection.execute(statement("vocpipe.structure", "count_templates.sql"))
    return kept


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
