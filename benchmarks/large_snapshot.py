"""A workspace of many sentences, made by repeating those of a published one.

    python -m benchmarks.large_snapshot FROM TO COUNT

Only a snapshot comes out, to look at in the explorer: `vocpipe app --workspace TO`. Each repetition has ids of its own,
says its sentences on another day and stands a little beside the first one on the map; themes and outcomes stay as they
are.
"""

import shutil
import sys
from pathlib import Path

import duckdb

from vocpipe.store.embeddings import beside

_COPIES = {
    "customer": "REPLACE (customer_id || suffix AS customer_id)",
    "feedback": """REPLACE (
        feedback_id || suffix AS feedback_id, customer_id || suffix AS customer_id, thread_id || suffix AS thread_id,
        created_on - CAST(n % 28 AS INTEGER) AS created_on
    )""",
    "sentence": """REPLACE (
        sentence_id || suffix AS sentence_id, feedback_id || suffix AS feedback_id, text || ' ' || n AS text
    )""",
    "sentence_theme": "REPLACE (sentence_id || suffix AS sentence_id)",
    "sentence_place": """REPLACE (
        sentence_id || suffix AS sentence_id, x + 0.8 * sin(n + hash(sentence_id) % 97) AS x,
        y + 0.8 * cos(n + hash(sentence_id) % 89) AS y
    )""",
}
_COPIES_BESIDE = {"sentence_vector": "REPLACE (sentence_id || suffix AS sentence_id)"}


def enlarge(source: Path, target: Path, count: int) -> Path:
    """A workspace in `target` whose snapshot has at least `count` opinions, made of the newest snapshot of `source`."""
    newest = (source / "published" / "voc.duckdb").resolve()
    snapshot = target / "published" / newest.name
    snapshot.parent.mkdir(parents=True)
    shutil.copy(source / "vocpipe.toml", target)
    shutil.copy(newest, snapshot)
    (snapshot.parent / "voc.duckdb").symlink_to(snapshot.name)
    with duckdb.connect(str(snapshot)) as connection:
        row = connection.execute("SELECT count(*) FROM sentence WHERE role = 'opinion'").fetchone()
        times = -(-count // (row[0] if row else 1)) - 1
        _copy(connection, _COPIES, times)
    if beside(newest).is_file():
        shutil.copy(beside(newest), beside(snapshot))
        with duckdb.connect(str(beside(snapshot))) as connection:
            _copy(connection, _COPIES_BESIDE, times)
    return target


def _copy(connection: duckdb.DuckDBPyConnection, copies: dict[str, str], times: int) -> None:
    """Every row of the tables that many times more, each time changed."""
    numbers = f"(SELECT n, '_' || n AS suffix FROM range(1, {times + 1}) AS number(n))"
    for table, change in copies.items():
        connection.execute(
            f"INSERT INTO {table} BY NAME SELECT * EXCLUDE (n, suffix) {change} FROM {table} CROSS JOIN {numbers}"
        )


if __name__ == "__main__":
    print(enlarge(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
