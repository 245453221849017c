"""The report on a refresh, in Markdown: what came in, what was refused, what changed."""

import duckdb

from vocpipe.store.workspace import statement

_HEADINGS = {
    "files": "What came in",
    "refused": "What was refused",
    "totals": "What there is now",
    "lineage": "What changed in the themes",
    "moved": "What customers say more, or less, lately",
    "largest": "The largest themes",
}


def refresh_report(connection: duckdb.DuckDBPyConnection, run_id: str) -> str:
    """A heading and a table per subject; subjects with nothing to say are left out."""
    parts = [f"# Refresh {run_id}"]
    for name, heading in _HEADINGS.items():
        result = connection.execute(
            statement("vocpipe.handoff", f"report_{name}.sql"),
            {"run_id": run_id} if name in ("files", "refused", "lineage") else None,
        )
        columns, rows = [column[0] for column in result.description], result.fetchall()
        if rows:
            parts.append(f"## {heading}\n\n{_table(columns, rows)}")
    return "\n\n".join(parts) + "\n"


def _table(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = f"{value:,}" if isinstance(value, int) else str(value)
    return text.replace("|", "\\|").replace("\n", " ")
