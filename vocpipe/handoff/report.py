"""The report on a refresh, in English Markdown: what came in, what was rejected, what changed."""

import duckdb

from vocpipe.store.workspace import statement
from vocpipe.wording import say

# The query of a section is report_<name>.sql; those in _OF_THE_RUN are about the run, the others about the state now.
_SECTIONS = ("intake", "files", "remarks", "rejects", "texts", "withheld", "totals", "lineage", "changes", "largest")
_OF_THE_RUN = {"files", "remarks", "rejects", "texts", "withheld", "lineage"}


def refresh_report(connection: duckdb.DuckDBPyConnection, run_id: str) -> str:
    """The report on the run: a heading and a table per section; sections without rows are left out."""
    sections = (_section(connection, name, run_id) for name in _SECTIONS)
    title = "# " + say("report.title", run=run_id)
    return "\n\n".join([title, *(section for section in sections if section)]) + "\n"


def _section(connection: duckdb.DuckDBPyConnection, name: str, run_id: str) -> str | None:
    query = statement("vocpipe.handoff", f"report_{name}.sql")
    result = connection.execute(query, {"run_id": run_id} if name in _OF_THE_RUN else None)
    columns: list[str] = [say(f"report.column.{column[0]}") for column in result.description]
    rows = result.fetchall()
    return f"## {say(f'report.heading.{name}')}\n\n{_table(columns, rows)}" if rows else None


def _table(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = f"{value:,}" if isinstance(value, int) else str(value)
    return text.replace("|", "\\|").replace("\n", " ")
