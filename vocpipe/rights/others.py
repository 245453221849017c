"""Traces of a person in rows that stay: they are masked, and the rest of each row is as it was."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.rights.traces import Traces
from vocpipe.store.tables import registered
from vocpipe.store.workspace import statement, transaction

# Columns that may quote what somebody said, or name them, though they are nobody's own words. In all others only what
# can mean nobody but the person is masked: they hold what other people said and are, or values such as names of plans.
QUOTING = frozenset(
    {
        *("ingest_file.warnings", "ingest_file.unread", "ingest_file.columns", "ingest_file.error"),
        *("ingest_file.file_shown", "ingest_reject.reason", "ingest_reject.field"),
        *("theme_edit.detail", "theme_edit.problem", "action.title", "action.owner", "action.release"),
    }
)
# Names of columns that hold no words: ids that vocpipe makes, keys that erasures look at, and values of its own.
_NO_WORDS = frozenset(
    {
        *("feedback_id", "sentence_id", "theme_id", "parent_id", "run_id", "file_id", "edit_id", "export_id"),
        *("text_hash", "old_text_hash", "new_text_hash", "content_hash", "head_hash", "sha256", "basis", "fingerprint"),
        *("customer_id", "customer_key", "customer_ref", "person_ref", "account_ref", "external_ref", "tokens", "file"),
    }
)
_TEXT, _LIST, _JSON = "VARCHAR", "VARCHAR[]", "JSON"
_TOKENS = "words"  # a list from which their words are taken out
_BESIDE = {
    "feedback_raw": (("title", _TEXT), ("text", _TEXT), ("raw", _JSON), ("attrs", _JSON)),
    "feedback_clean": (("text", _TEXT),),
    "sentence": (("text", _TEXT), ("tokens", _TOKENS)),
    "survey_answer": (("answer", _TEXT),),
}
_THEMES = frozenset({"theme", "machine_theme", "edit_theme", "theme_quote"})  # they get new names instead
# A rejected text that names the person is emptied, not masked: who knows whose the rest is.
_EMPTIED = frozenset({"ingest_reject.raw", "reject_mask.raw", "reject_mask.masked"})


def said_by_others(connection: duckdb.DuckDBPyConnection) -> Callable[[str], bool]:
    """A function that tells whether a run of letters is in a text that is in the database now."""

    @cache
    def is_said(run: str) -> bool:
        rows = connection.execute("SELECT 1 FROM said_letters WHERE contains(run, ?) LIMIT 1", [run]).fetchall()
        return bool(rows)

    connection.execute(statement("vocpipe.rights", "queries/said_letters.sql"))
    return is_said


def mask_beside(connection: duckdb.DuckDBPyConnection, traces: Traces) -> dict[str, int]:
    """Mask the person in what others wrote in their threads; returns table -> how many values were changed."""
    connection.execute(statement("vocpipe.rights", "queries/beside.sql"))
    counts = {}
    for table, columns in _BESIDE.items():
        changed = 0
        for column, kind in columns:
            query = f'SELECT "{column}" FROM {table} WHERE feedback_id IN (SELECT feedback_id FROM beside)'
            where = "AND feedback_id IN (SELECT feedback_id FROM beside)"
            mask = {_TOKENS: traces.masked_word, _JSON: traces.masked_copy}.get(kind, traces.masked_beside)
            changed += _replace(connection, table, (column, kind), query, mask, where)
        counts[table] = changed
    counts["customer"] = _mask_contact(connection, traces)
    return {table: changed for table, changed in counts.items() if changed}


def _mask_contact(connection: duckdb.DuckDBPyConnection, traces: Traces) -> int:
    """Mask the person in the rows of customers for whom they spoke, and who stay."""
    where = "customer_key IN (SELECT customer_key FROM forgotten_contact)"
    query = f"SELECT attrs FROM customer WHERE {where}"
    return _replace(connection, "customer", ("attrs", _JSON), query, traces.masked, f"AND {where}")


def mask_everywhere(connection: duckdb.DuckDBPyConnection, traces: Traces) -> dict[str, int]:
    """Mask the person wherever they are still named or quoted; returns table -> how many values were changed.

    Every table is looked through, also those of other packages.
    """
    columns = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() AND data_type IN ('VARCHAR', 'JSON', 'VARCHAR[]') "
        "AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE NOT temporary) ORDER BY ALL"
    ).fetchall()
    counts: dict[str, int] = {}
    for table, column, kind in columns:
        if column in _NO_WORDS or table in _THEMES:
            continue
        with transaction(connection):
            changed = _mask_column(connection, table, (column, kind), traces)
        if changed:
            counts[table] = counts.get(table, 0) + changed
    return counts


def _mask_column(connection: duckdb.DuckDBPyConnection, table: str, column: tuple[str, str], traces: Traces) -> int:
    name = f"{table}.{column[0]}"
    query = f'SELECT DISTINCT "{column[0]}" FROM "{table}" WHERE "{column[0]}" IS NOT NULL'
    if name in QUOTING:
        return _replace(connection, table, column, query, traces.masked)
    if not traces.hint:
        return 0
    hint = traces.hint.replace("'", "''")
    query += f" AND regexp_matches({_searched(column)}, '{hint}')"
    if name in _EMPTIED:
        return _empty(connection, table, column[0], query, traces)
    return _replace(connection, table, column, query, traces.masked_elsewhere)


def _searched(column: tuple[str, str]) -> str:
    wide, narrow = "".join(map(chr, range(0xFF01, 0xFF5F))).lower(), "".join(map(chr, range(0x21, 0x7F))).lower()
    narrow = narrow.replace("'", "''")
    return f"""translate(lower("{column[0]}"::VARCHAR), '{wide}', '{narrow}')"""


def _empty(connection: duckdb.DuckDBPyConnection, table: str, column: str, query: str, traces: Traces) -> int:
    values = [row[0] for row in connection.execute(query).fetchall()]
    named = [value for value in values if traces.masked_elsewhere(value) != value]
    if named:
        with registered(connection, named_text=pa.table({"value": pa.array(named, pa.string())})):
            if table == "reject_mask":
                connection.execute(f'DELETE FROM {table} WHERE "{column}" IN (SELECT value FROM named_text)')
            else:
                connection.execute(
                    f'UPDATE {table} SET "{column}" = NULL WHERE "{column}" IN (SELECT value FROM named_text)'
                )
    return len(named)


def _replace(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: tuple[str, str],
    query: str,
    mask: Callable[[str], str],
    where: str = "",
) -> int:
    """Mask the values that `query` gives in one column; returns how many differ."""
    name, kind = column
    values = {json.dumps(row[0]): row[0] for row in connection.execute(query).fetchall() if row[0] is not None}
    pairs = [(value, masked) for value in values.values() if (masked := _masked(value, kind, mask)) != value]
    if not pairs:
        return 0
    is_list = kind in (_LIST, _TOKENS)
    type_ = pa.list_(pa.string()) if is_list else pa.string()
    rows = pa.table(
        {"old": pa.array([old for old, _ in pairs], type_), "new": pa.array([new for _, new in pairs], type_)}
    )
    with registered(connection, masked_value=rows):
        compared = f'"{table}"."{name}"' + ("" if is_list else "::VARCHAR")
        connection.execute(
            f'UPDATE "{table}" SET "{name}" = masked_value.new FROM masked_value '
            f"WHERE masked_value.old = {compared} {where}"
        )
    return len(pairs)


def _masked(value: Any, kind: str, mask: Callable[[str], str]) -> Any:
    if kind == _TOKENS:
        return [item for item in value if mask(item) == item]
    if isinstance(value, list):
        return [mask(item) if item else item for item in value]
    return masked_json(value, mask) if kind == _JSON else mask(value)


def masked_json(text: str, mask: Callable[[str], str]) -> str:
    """JSON with each of its texts masked, and as it was if nothing is to be masked in it."""
    try:
        content = json.loads(text)
    except ValueError:
        return mask(text)
    masked = _walked(content, mask)
    return text if masked == content else json.dumps(masked, ensure_ascii=False)


def _walked(value: Any, mask: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {mask(name): _walked(inner, mask) for name, inner in value.items()}
    if isinstance(value, list):
        return [_walked(inner, mask) for inner in value]
    if isinstance(value, str):
        return masked_json(value, mask) if value[:1] in ("{", "[") else mask(value)
    if isinstance(value, int) and not isinstance(value, bool) and mask(str(value)) != str(value):
        return None
    return value
