"""Ids that are published: each is keyed with the workspace's secret, so that nobody who knows a source can compute it.

They are the same in the private database and in snapshots, so that what people decide in the explorer can be looked up.
When the secret is replaced, or was not there yet, every id in the database is renamed in one transaction.
"""

import re
from collections.abc import Mapping

import duckdb

from vocpipe.store.secret import keyed, secret
from vocpipe.store.workspace import Workspace, statement, transaction

_BLOCK = 64  # bytes, of SHA-256
_ANY_ID = re.compile(r"\b(?:[fsac]_\w+|c\d{6,})\b")  # customers had numbers once
# Every column that holds an id of feedback, a sentence, a customer or an alert.
_ID_COLUMNS = (
    *("feedback_id", "duplicate_of", "earlier_id", "thread"),
    *("sentence_id", "customer_id", "alert_id", "subject"),
)
# (table, column) of lists and JSON with such ids in them.
_NESTED = (("customer_risk", "quotes"), ("alert", "evidence"), ("theme_edit", "detail"))
_COLUMNS = """
SELECT held.table_name, held.column_name, held.data_type
FROM duckdb_columns() AS held
JOIN duckdb_tables() AS tables USING (database_name, schema_name, table_name)
WHERE NOT tables.internal AND NOT tables.temporary
ORDER BY ALL
"""


def key_ids(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """Let the connection make ids with the workspace's secret, after every id in the database is one of those."""
    use_key(connection, secret(workspace))
    settle_ids(connection)


def use_key(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Let SQL on this connection make ids with `key`, by the macros in `pseudonyms.sql`."""
    for name, pad in (("id_inner", 0x36), ("id_outer", 0x5C)):
        padded = bytes(byte ^ pad for byte in key.ljust(_BLOCK, b"\0"))
        connection.execute(f"SET VARIABLE {name} = ?", [padded])
    connection.execute("SET VARIABLE id_key = ?", [key])
    connection.execute(statement("vocpipe.store", "pseudonyms.sql"))


def key_of(connection: duckdb.DuckDBPyConnection) -> bytes:
    """The key that `use_key` gave the connection."""
    rows = connection.execute("SELECT getvariable('id_key')").fetchall()
    return bytes(rows[0][0])


def settle_ids(connection: duckdb.DuckDBPyConnection) -> None:
    """Rename every id in the database that the connection's key gives another; all of them or, after a kill, none.

    The table `former_id` then has what each was before.
    """
    check = keyed(key_of(connection), "check")
    if connection.execute("SELECT key_check FROM pseudonym_key").fetchall() == [(check,)]:
        return
    with transaction(connection):
        connection.execute(statement("vocpipe.store", "renamed_id.sql"))
        _rename(connection)
        connection.execute("DELETE FROM former_id")
        connection.execute("INSERT INTO former_id SELECT old_id, new_id FROM renamed_id")
        connection.execute("INSERT INTO pseudonym_key SELECT ?, false WHERE NOT EXISTS (FROM pseudonym_key)", [check])
        connection.execute("UPDATE pseudonym_key SET key_check = ?", [check])
    connection.execute("DROP TABLE renamed_id")


def label_of(key: bytes) -> str:
    """What a snapshot says of the key that its pseudonyms are made with: equal keys have equal labels."""
    return keyed(key, "label")


def published_label(snapshot: duckdb.DuckDBPyConnection) -> str | None:
    """The label of the key that the pseudonyms in the snapshot are made with; None in one of an older vocpipe."""
    try:
        rows = snapshot.execute("SELECT max(pseudonyms) FROM run").fetchall()
    except duckdb.Error:
        return None
    return rows[0][0] if rows else None


def former_ids(connection: duckdb.DuckDBPyConnection, texts: list[str]) -> dict[str, str]:
    """What the ids that stand in `texts` are called now, as far as the secret was replaced since they were written."""
    ids = sorted({found for text in texts for found in _ANY_ID.findall(text)})
    query = "SELECT old_id, new_id FROM former_id WHERE list_contains(?::VARCHAR[], old_id)"
    return dict(connection.execute(query, [ids]).fetchall()) if ids else {}


def drop_former_ids(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget what ids were before the secret was replaced."""
    connection.execute("DELETE FROM former_id")


def with_ids(text: str, names: Mapping[str, str]) -> str:
    """`text` with every id in it that `names` has replaced by its name there."""
    return _ANY_ID.sub(lambda found: names.get(found[0], found[0]), text)


def _rename(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the ids in `renamed_id` wherever they stand."""
    for table, column, kind in connection.execute(_COLUMNS).fetchall():
        if column in _ID_COLUMNS and kind == "VARCHAR":
            connection.execute(
                f'UPDATE "{table}" SET "{column}" = new_id FROM renamed_id WHERE "{table}"."{column}" = old_id'
            )
        elif (table, column) in _NESTED:
            _rename_inside(connection, table, column, kind)


def _rename_inside(connection: duckdb.DuckDBPyConnection, table: str, column: str, kind: str) -> None:
    rows = connection.execute(f"SELECT DISTINCT {column}::VARCHAR FROM {table} WHERE {column} IS NOT NULL").fetchall()
    ids = sorted({found for (text,) in rows for found in _ANY_ID.findall(text)})
    query = "SELECT old_id, new_id FROM renamed_id WHERE list_contains(?::VARCHAR[], old_id)"
    names = dict(connection.execute(query, [ids]).fetchall())
    for (text,) in rows:
        renamed = with_ids(text, names)
        if renamed != text:
            connection.execute(f"UPDATE {table} SET {column} = ?::{kind} WHERE {column}::VARCHAR = ?", [renamed, text])
