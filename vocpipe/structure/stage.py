"""Feedback becomes clean, masked texts and sentences, batch by batch; unchanged feedback is skipped."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import duckdb
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.step import Counts, Progress, ignore
from vocpipe.store.pseudonyms import key_of
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, fetch_one, statement, transaction
from vocpipe.structure.known_names import note_names, note_row_names, note_said_names, wanted_names
from vocpipe.structure.learn import learn_templates, replace_lines, settle_templates, templates
from vocpipe.structure.part import Part, Rules, forget_rules, prepare_part
from vocpipe.structure.prepare import NO_LINES, NO_SENTENCES, Prepared
from vocpipe.workers.spread import Spread, one_by_one

RULES_VERSION = 8  # raise it when a rule of this stage changes the results: all texts are then redone
BATCH = 1_000


def structure(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    run_id: str,
    *,
    spread: Spread = one_by_one,
    progress: Progress = ignore,
) -> Counts:
    """Structure feedback that is new or has changed, and remove what was derived from deleted feedback.

    Returns how many pieces of feedback were structured (feedback) and removed (deleted), how many sentences and
    opinions they have, how many pieces of personal data were masked, how many texts were mended or can't be read since
    a wrong encoding was used, and how many sentences of templates were cut. `spread` prepares the batches. Each is
    written as a transaction of its own, so a killed run loses those under way at most. `progress` is called with (done,
    total), in pieces of feedback, after every batch.
    """
    connection.execute(_sql("drop_consumed.sql"))
    counts = {"feedback": 0, "deleted": remove_deleted(connection, run_id)}
    counts |= dict.fromkeys(("sentences", "opinions", "masked", "mended", "unreadable", "templates"), 0)
    total, wanted = _find_names(connection, settings)
    # A second time, for texts of a thread in which another text names somebody.
    for names_are_new in (True, False):
        if not total and not (names_are_new and counts["deleted"]):
            break
        rules = Rules.of(settings, wanted, key_of(connection))
        kept = learn_templates(connection, _batches(connection, total), rules, partial(spread, texts=total))
        total, done = _todo(connection, settings), 0
        rules = replace(rules, templates=templates(connection))
        parts = (Part.of(batch, kept) for batch in _batches(connection, total))
        for prepared in spread(partial(prepare_part, rules.packed()), parts, texts=total):
            _write(connection, run_id, prepared, names_are_new=names_are_new)
            counts |= {name: counts[name] + count for name, count in prepared.counts.items()}
            done += prepared.counts["feedback"]
            progress(done, total)
        settle_templates(connection)
        total = _todo(connection, settings)
    settle_templates(connection)
    forget_rules()
    connection.execute("DROP TABLE structure_todo")
    return counts


def _find_names(connection: duckdb.DuckDBPyConnection, settings: Settings) -> tuple[int, list[tuple[str, str]]]:
    """How many rows structure_todo has, with texts that new names touch; (kind, name) of all names that are wanted."""
    connection.execute(_sql("customer_identity.sql"))
    total = _todo(connection, settings)
    for batch in _batches(connection, total):
        note_row_names(connection, batch)
    if total:
        connection.execute(_sql("customer_identity.sql"))  # with the names that the new rows tell
    wanted = wanted_names(connection, settings)
    if note_names(connection, wanted) or total:
        total = _todo(connection, settings)
    return total, wanted


def rules(settings: Settings) -> str:
    """What a cleaned text depends on besides the raw row itself; the end of `feedback_clean.basis`."""
    names = "\x1f".join(settings.workspace.own_names)
    return f":{RULES_VERSION}:{'-'.join(settings.workspace.languages)}:{names}"


def _sql(name: str) -> str:
    return statement("vocpipe.structure", name)


def remove_deleted(connection: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Remove what was derived from feedback that is deleted; returns how many texts there were."""
    deleted = fetch(connection, _sql("deleted_text.sql"))
    if deleted.num_rows:
        with transaction(connection), registered(connection, structure_batch=deleted):
            _remove(connection, run_id, NO_SENTENCES)
            connection.execute("DELETE FROM feedback_clean WHERE feedback_id IN (FROM structure_batch)")
            connection.execute("DELETE FROM feedback_name WHERE feedback_id IN (FROM structure_batch)")
            connection.execute("DELETE FROM name_todo WHERE feedback_id IN (FROM structure_batch)")
            replace_lines(connection, deleted, NO_LINES)
    return int(deleted.num_rows)


def _remove(connection: duckdb.DuckDBPyConnection, run_id: str, sentences: pa.Table) -> None:
    """Remove what was derived from the texts in structure_batch, except `sentences`; notes changes for later stages."""
    with registered(connection, structure_sentence=sentences):
        connection.execute(_sql("note_changed.sql"), {"run_id": run_id})
        connection.execute(_sql("remove_derived.sql"))


def _todo(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    """How many rows structure_todo has."""
    connection.execute(_sql("todo.sql"), {"rules": rules(settings)})
    (count,) = fetch_one(connection, "SELECT count(*) FROM structure_todo") or (0,)
    return int(count)


def _batches(connection: duckdb.DuckDBPyConnection, total: int) -> Iterator[pa.Table]:
    """The `total` rows of structure_todo, BATCH at a time; each is read when it is asked for."""
    query = "SELECT * EXCLUDE (place) FROM structure_todo WHERE place >= ? AND place < ? ORDER BY place"
    for start in range(0, total, BATCH):
        yield fetch(connection, query, [start, start + BATCH])


def _write(connection: duckdb.DuckDBPyConnection, run_id: str, prepared: Prepared, *, names_are_new: bool) -> None:
    """Replace what was derived from the batch's texts by its new rows, in one transaction.

    names_are_new: whether other texts of their threads must be cleaned again, if they have names that were found.
    """
    batch = prepared.clean.select(["feedback_id"])
    with transaction(connection):
        with registered(connection, structure_batch=batch):
            _remove(connection, run_id, prepared.sentence)
        _insert(connection, "feedback_clean", prepared.clean, replace=True)
        _insert(connection, "sentence", prepared.sentence, replace=True)
        _insert(connection, "survey_answer", prepared.answer)
        _insert(connection, "duplicate_band", prepared.band)
        note_said_names(connection, batch, prepared.said, spread=names_are_new)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, *, replace: bool = False) -> None:
    if rows.num_rows:
        with registered(connection, structure_rows=rows):
            how = "INSERT OR REPLACE" if replace else "INSERT"
            connection.execute(f"{how} INTO {table} BY NAME SELECT * FROM structure_rows")
