"""Writes docs/tables.md: which step writes and reads every table. `make docs` runs it; a test checks the page."""

import re
from collections import defaultdict
from pathlib import Path

from vocpipe.pipeline import PUBLISHED, STEPS

PAGE = Path(__file__).parent / "tables.md"
COMPUTED = {table.name: step for step in STEPS for table in step.tables}
_VIEW = re.compile(r"^CREATE(?: OR REPLACE)? VIEW (\w+) AS\n(.+?);", re.M | re.S)
_TABLES = {table for step in STEPS for table in step.owns}
VIEWS = {
    name: set(re.findall(r"(?:FROM|JOIN) (\w+)", query)) & _TABLES
    for script in sorted((Path(__file__).parents[1] / "vocpipe" / "store" / "migrations").glob("*.sql"))
    for name, query in _VIEW.findall(script.read_text(encoding="utf-8"))
}
_HEAD = """# Tables

Made by `docs/make_tables.py` from the steps in `vocpipe/pipeline.py`; do not edit it by hand.

## Published tables

In `published/voc.duckdb`; every column has a comment there. A table is computed by a step, or is a query over private
tables that `vocpipe/store/publish.py` runs (`vocpipe/*/published/<table>.sql`). What begins with `v_` is a view
over the others: it joins them for whoever asks. `sentence_vector` is in a file of its own beside each snapshot,
`published/embeddings.duckdb`.

| table | one row per | made by |
|---|---|---|
"""
_PRIVATE = """
## Private tables

In `private/voc.duckdb`. Only the package that owns a table writes it. Exports of audiences (`vocpipe/handoff`) read
customers, contacts and what is published; they run outside a refresh.

| table | written by | read by |
|---|---|---|
"""
_VIEWS = """
## Views

Private queries under a name, that several steps share.

| view | reads |
|---|---|
"""


def page() -> str:
    """The page as Markdown."""
    writers, readers = defaultdict(list), defaultdict(list)
    for step in STEPS:
        for table in step.owns:
            writers[table].append(step)
        for table in step.reads - step.owns:
            readers[table].append(step.name)
    published = [
        f"| `{table.name}` | {_grain(table.comments[table.name])} | {_maker(table.name)} |" for table in PUBLISHED
    ]
    private = [
        f"| `{table}` | {', '.join(f'`{step.name}` ({step.run.__module__})' for step in steps)} "
        f"| {', '.join([f'`{name}`' for name in readers[table]] + _publishing(table)) or 'its own package'} |"
        for table, steps in sorted(writers.items())
    ]
    views = [f"| `{name}` | {', '.join(f'`{table}`' for table in sorted(tables))} |" for name, tables in VIEWS.items()]
    parts = (_HEAD, "\n".join(published), "\n", _PRIVATE, "\n".join(private), "\n", _VIEWS, "\n".join(views), "\n")
    return "".join(parts)


def _publishing(table: str) -> list[str]:
    """The published queries that read a private table, themselves or through a view."""
    if table in COMPUTED:
        return ["published as it is"]
    views = [name for name, tables in VIEWS.items() if table in tables]
    words = [rf"\b{name}\b" for name in (table, *views)]
    return [
        f"published `{query.name}`"
        for query in PUBLISHED
        if query.name not in COMPUTED
        and not query.is_view
        and any(re.search(f"(FROM|JOIN) {word}", query.query) for word in words)
    ]


def _grain(comment: str) -> str:
    return comment.removeprefix("one row per ").split(":")[0].split(". ")[0].rstrip(".").replace("|", "\\|")


def _maker(table: str) -> str:
    if table in COMPUTED:
        return f"`{COMPUTED[table].name}` in `{COMPUTED[table].run.__module__.replace('.', '/')}.py`"
    places = ("published", "views", "embeddings")
    found = [path for place in places for path in Path(__file__).parents[1].glob(f"vocpipe/*/{place}/{table}.sql")]
    return f"`{found[0].relative_to(Path(__file__).parents[1]).as_posix()}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
