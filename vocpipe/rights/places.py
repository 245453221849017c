"""Names of people in the paths of their files, and in the logs beside the database."""

import duckdb
import pyarrow as pa

from vocpipe.collect.forgotten import path_without
from vocpipe.rights.others import masked_json
from vocpipe.rights.traces import Traces
from vocpipe.store.files import write_private
from vocpipe.store.tables import registered
from vocpipe.store.tombstones import Tombstones
from vocpipe.store.workspace import Workspace

_LOGS = "*.jsonl"
_SEALED = "audit.jsonl"  # a chain, in which nobody is named


def mask_paths(connection: duckdb.DuckDBPyConnection, tombstones: Tombstones) -> None:
    """Store the files whose path names a forgotten person under the path that reading them gives from now on."""
    for table in ("ingest_file", "ingest_reject"):
        paths = [row[0] for row in connection.execute(f"SELECT DISTINCT file FROM {table}").fetchall()]
        masked = [(path, path_without(tombstones, path)) for path in paths]
        changed = [(old, new) for old, new in masked if old != new]
        columns = {"old": [old for old, _ in changed], "new": [new for _, new in changed]}
        rows = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
        with registered(connection, masked_path=rows):
            connection.execute(
                f"UPDATE {table} SET file = masked_path.new FROM masked_path WHERE masked_path.old = {table}.file"
            )


def mask_logs(workspace: Workspace, traces: Traces) -> int:
    """How many logs in the private folder were changed, since they named the person."""
    changed = 0
    for path in sorted(workspace.private.glob(_LOGS)):
        if path.name != _SEALED:
            text = path.read_text(encoding="utf-8")
            masked = "".join(_line(line, traces) for line in text.splitlines(keepends=True))
            if masked != text:
                write_private(path, masked.encode())
                changed += 1
    return changed


def _line(line: str, traces: Traces) -> str:
    end = line[len(line.rstrip("\r\n")) :]
    return masked_json(line.rstrip("\r\n"), traces.masked) + end
