"""Writes docs/tables.md: which step writes and reads every table. `make docs` runs it; a test checks the page."""

from collections import defaultdict
from pathlib import Path

from vocpipe.pipeline import PUBLISHED, STEPS

PAGE = Path(__file__).parent / "tables.md"
_HEAD = """# Tables

Made by `docs/make_tables.py` from the steps in `vocpipe/pipeline.py`; do not edit it by hand.

## Published tables

In `published/voc.duckdb`; every column has a comment there. A table that no step names is a query over private tables.

| table | one row per | made by |
|---|---|---|
"""
_PRIVATE = """
## Private tables

In `private/voc.duckdb`. Only the package that owns a table writes it.

| table | written by | read by |
|---|---|---|
"""


def page() -> str:
    """The page as Markdown."""
    writers, readers = defaultdict(list), defaultdict(list)
    for step in STEPS:
        for table in step.owns:
            writers[table].append(step)
        for table in step.reads - step.owns:
            readers[table].append(step.name)
    computed = {table.name: step for step in STEPS for table in step.tables}
    published = [
        f"| `{table.name}` | {_grain(table.comments[table.name])} | {_maker(table.name, computed)} |"
        for table in PUBLISHED
    ]
    private = [
        f"| `{table}` | {', '.join(f'`{step.name}` ({step.run.__module__})' for step in steps)} "
        f"| {', '.join(f'`{name}`' for name in readers[table]) or 'publish'} |"
        for table, steps in sorted(writers.items())
    ]
    return _HEAD + "\n".join(published) + "\n" + _PRIVATE + "\n".join(private) + "\n"


def _grain(comment: str) -> str:
    return comment.removeprefix("one row per ").split(":")[0].split(". ")[0].rstrip(".").replace("|", "\\|")


def _maker(table: str, computed: dict) -> str:
    if table in computed:
        return f"`{computed[table].name}` in `{computed[table].run.__module__.replace('.', '/')}.py`"
    found = sorted(Path(__file__).parents[1].glob(f"vocpipe/*/published/{table}.sql"))
    return f"`{found[0].relative_to(Path(__file__).parents[1]).as_posix()}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
