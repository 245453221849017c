"""Whether two published snapshots hold the same tables, row for row: python benchmarks/compare_snapshots.py OLD NEW

Columns that tell one run from another (ids and clocks) are left aside, and with --without-sentences also the columns of
sentences for people, which a change of wording changes. Exit status 0 where all is the same, else 1.
"""

import argparse
import sys
from pathlib import Path

import duckdb

CLOCKS = {"run_id", "read_at", "started_at", "finished_at", "seconds", "modified_at", "vocpipe_version"}
SENTENCES = {"reason_en", "reason_ja", "reasons", "problem", "warnings", "reason", "rule_en", "rule_ja"}


def compare(old: Path, new: Path, *, without: set[str]) -> list[str]:
    """One line for each table: how many rows and columns are the same, or how they differ."""
    with duckdb.connect() as connection:
        for name, path in (("old", old), ("new", new)):
            connection.execute(f"ATTACH '{path.resolve()}' AS {name} (READ_ONLY)")
        columns = {name: _columns(connection, name) for name in ("old", "new")}
        lines = []
        for table in sorted(columns["old"].keys() | columns["new"].keys()):
            lines.append(f"{table}: {_compare(connection, table, columns, without)}")
        return lines


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[tuple[str, str]]]:
    """Table -> its columns with their types, in their order."""
    query = (
        "SELECT table_name, list((column_name, data_type) ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = ? GROUP BY table_name"
    )
    return dict(connection.execute(query, [database]).fetchall())


def _compare(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: dict[str, dict[str, list[tuple[str, str]]]],
    without: set[str],
) -> str:
    old, new = (columns[name].get(table) for name in ("old", "new"))
    if old is None or new is None:
        return f"DIFFERS: only in the {'old' if new is None else 'new'} snapshot"
    if old != new:
        return f"DIFFERS: columns {sorted(set(map(tuple, old)) ^ set(map(tuple, new)))}, or their order"
    names = ", ".join(f'"{name}"' for name, _ in old if name not in without)
    # By place: a published table's order is part of it.
    counts = connection.execute(
        f"WITH old AS (SELECT row_number() OVER () AS place, {names} FROM old.{table}), "
        f"new AS (SELECT row_number() OVER () AS place, {names} FROM new.{table}) "
        "SELECT (SELECT count(*) FROM old), (SELECT count(*) FROM new), "
        "(SELECT count(*) FROM (SELECT * FROM old EXCEPT ALL SELECT * FROM new))"
    ).fetchone()
    before, after, other = counts or (0, 0, 0)
    compared = len([name for name, _ in old if name not in without])
    if before == after and not other:
        return f"same, {before} rows, {compared} of {len(old)} columns compared"
    return f"DIFFERS: {before} rows before, {after} after, {other} of the old ones are not there any more"


def main() -> int:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--without-sentences", action="store_true")
    arguments = parser.parse_args()
    lines = compare(
        arguments.old, arguments.new, without=CLOCKS | (SENTENCES if arguments.without_sentences else set())
    )
    print("\n".join(lines))
    return int(any("DIFFERS" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main())
