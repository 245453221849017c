"""The SQL in the code: which tables each statement reads and writes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from tests.architecture.source import strings

HOLE = "hole_in_the_text"
_IS_SQL = re.compile(r"\s*(--[^\n]*\n\s*)*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|DROP|ALTER|MERGE|TRUNCATE|FROM)\b")
_NAMED = re.compile(r"\b(FROM|JOIN|INTO|UPDATE|TABLE|EXISTS|USING)\s+(\w+)", re.IGNORECASE)
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|MERGE|TRUNCATE)\b")
_CHANGES = (exp.Insert, exp.Update, exp.Delete, exp.Create, exp.Drop, exp.Alter, exp.TruncateTable, exp.Merge)


@dataclass(frozen=True)
class Use:
    """Where a table is named, and whether it is written there."""

    path: Path
    table: str
    written: bool


def uses(path: Path) -> Iterator[Use]:
    """Every table that the SQL of a file names; temporary tables and Arrow tables too."""
    texts = [path.read_text(encoding="utf-8")] if path.suffix == ".sql" else texts_of(path)
    for text in texts:
        for table, written in tables(text):
            yield Use(path, table, written)


def texts_of(path: Path) -> list[str]:
    """The SQL in the strings of a module."""
    return [text for _, text in strings(path, HOLE) if _IS_SQL.match(text)]


def tables(text: str) -> set[tuple[str, bool]]:
    """(table, whether it is written) of every table that the text names."""
    try:
        statements = [item for item in sqlglot.parse(filled(text), dialect="duckdb") if item is not None]
    except (ParseError, TokenError):
        return by_name(text)
    if any(isinstance(item, exp.Command) for item in statements):
        return by_name(text)
    return {pair for statement in statements for pair in of_statement(statement)}


def filled(text: str) -> str:
    """The text with a value for every question mark, which the parser does not know before a cast."""
    return re.sub(r"\?", "NULL", text)


def by_name(text: str) -> set[tuple[str, bool]]:
    """The names after FROM, INTO and the like, for a text that is not a whole statement; a change writes the first."""
    names = [match[2] for match in _NAMED.finditer(re.sub(r"--[^\n]*", "", text))]
    changes = bool(_WRITES.match(re.sub(r"--[^\n]*\n", "", text)))
    return {(table, changes and number == 0) for number, table in enumerate(names)}


def of_statement(statement: exp.Expression) -> Iterator[tuple[str, bool]]:
    """The tables of one parsed statement; names of its own WITH are none."""
    target = written_table(statement)
    for table in statement.find_all(exp.Table):
        if not table.db and not is_cte(table):
            yield table.name, table is target


def written_table(statement: exp.Expression) -> exp.Table | None:
    """The table that a statement changes; None for a query."""
    if not isinstance(statement, _CHANGES):
        return None
    return (statement.this or statement).find(exp.Table)


def is_cte(table: exp.Table) -> bool:
    """Whether a WITH around the place has given the name, before the place where it is used."""
    path: list[exp.Expression] = [table]
    while (outer := path[-1].parent) is not None:
        names = outer.args.get("with_")
        if names is not None and table.name in visible(names, path):
            return True
        path.append(outer)
    return False


def visible(names: exp.With, path: list[exp.Expression]) -> list[str]:
    """The names of a WITH that are known where the path starts: inside one of its queries, those before it."""
    aliases = [cte.alias for cte in names.expressions]
    if path[-1] is not names:
        return aliases
    own = next(number for number, cte in enumerate(names.expressions) if cte is path[-2])
    return aliases[: own + 1] if names.args.get("recursive") else aliases[:own]
