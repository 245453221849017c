"""What may be published of rejected rows and values: enough to find them in the file, and no personal data."""

import duckdb
import pyarrow as pa

from vocpipe.masking.shown import shown
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, statement, transaction

MAX_SHOWN = 40  # characters of a rejected value whose known words are shown; of a longer value only the shape is
_SHAPE_WIDTH = 120


def mask_rejects(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring `reject_mask` up to date; returns how many rejected texts were new."""
    rejected = fetch(connection, statement("vocpipe.structure", "rejects_to_mask.sql"))
    masked = rejected.append_column("masked", masks(rejected))
    with registered(connection, new_mask=masked), transaction(connection):
        connection.execute(statement("vocpipe.structure", "forget_masks.sql"))
        connection.execute("INSERT INTO reject_mask BY NAME SELECT * FROM new_mask")
    return int(rejected.num_rows)


def masks(rejected: pa.Table) -> pa.Array:
    """What may be published of each row of `rejected` (raw, is_value)."""
    rows = zip(rejected["raw"].to_pylist(), rejected["is_value"].to_pylist(), strict=True)
    return pa.array([masked(raw, is_value=is_value) for raw, is_value in rows], pa.string())


def masked(raw: str, *, is_value: bool) -> str:
    """A short rejected value with its known words; of a long value or a whole row only the shape."""
    return shown(raw) if is_value and len(raw) <= MAX_SHOWN else shape(raw)


def shape(raw: str, *, width: int = _SHAPE_WIDTH) -> str:
    """What `raw` looks like, not what it says: letters as x, Japanese as 〇, digits as 9. At most `width` long."""
    return "".join(_shape_of(char) for char in raw[:width]) + ("…" if len(raw) > width else "")


def _shape_of(char: str) -> str:
    if char.isdecimal():
        return "9"
    if not char.isalpha():
        return char
    return "x" if char < "\u3000" or "\uff21" <= char <= "\uff5a" else "〇"
