"""What every companion declares: a kind of table that comes with feedback, such as customers or invitations.

To add one, write a module in `vocpipe.collect.companions` with a `COMPANION: Companion`, and a migration for its
table; another package names its companion under the entry points `vocpipe.companions`, and brings its table itself.
Settings, `vocpipe init`, reading, rejects, re-reading and storing need nothing else.
"""

import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from vocpipe.collect.parsing.columns import Columns, Vocabulary
from vocpipe.collect.reader import Reader
from vocpipe.settings import SourceSettings, TableFile, TableSettings
from vocpipe.settings.base import Model
from vocpipe.wording import Text

_ARROW: dict[Any, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
    dict: pa.string(),  # as JSON
    list: pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReader(Reader):
    """A reader of a companion's tables. `vocpipe init` writes `about` and `options` for each of its files."""

    about: Text
    options: str = ""  # an extra line of settings


@dataclass(frozen=True, slots=True)
class Storage:
    """Where a companion's rows are kept in the private database.

    `sql` runs for every file, including those of feedback and of other companions. It reads `this_file` (one row about
    the file), `former_file` (the file_id of each earlier version of it, whose rows must be deleted) and
    `incoming_<name>` (the rows of the file: the columns of the row type, and row_no). `create` makes the tables if they
    are not there; those of vocpipe itself come from its migrations. `customers` is a query for the customer_key of
    everybody in them, who all get a pseudonym. `erasure` removes a forgotten person from the tables; those of vocpipe
    itself have files for it, which say what it can read (`vocpipe.store.erasure`).
    """

    tables: frozenset[str]
    sql: str
    create: str = ""
    customers: str = ""
    erasure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Everything that vocpipe needs to know about one kind of table that comes with feedback.

    `row`: the dataclass of one row; a reader puts its instances into `Accepted.record`. Fields called customer_ref and
    customer_email are normalized when they are stored, because sources are joined by them.
    """

    name: str
    row: type
    vocabulary: Vocabulary
    readers: tuple[TableReader, ...]
    storage: Storage
    section: str  # of vocpipe.toml
    settings: type[Model] = TableSettings
    outlives_contact: bool = False  # a row stays, without the address, when a person who spoke for it is forgotten
    many: bool = True  # [[section]], as often as wanted; else one [section]
    absent: Text | None = None  # what `vocpipe init` writes if there is no such file
    choose: Callable[[Any], int] = lambda table: 0  # index in `readers`
    columns_at: Callable[[Path], Columns] | None = None  # where a file's cells show it too, which column is what
    strength: Callable[[Path], int] = lambda path: 0  # of the files that could be the only one, the strongest is
    stands_in: str | None = None  # name of the companion whose only file the strongest of these is, if it has none
    attributes: Callable[[Path], dict[str, str]] = lambda path: {}  # what `vocpipe init` writes as its attributes
    stated: Callable[[Any], Any] | None = None  # the row that the settings themselves give, if any

    @property
    def incoming(self) -> str:
        """The name under which SQL sees the rows of the file that is read."""
        return f"incoming_{self.name}"

    def source(self, table: Any) -> tuple[SourceSettings, TableReader] | None:
        """A table of the settings as a source, with its reader; None if it names no file."""
        if table.path is None:
            return None
        reader = self.readers[self.choose(table)]
        shared = TableSettings if isinstance(table, TableSettings) else TableFile
        options = table.model_dump(include=set(shared.model_fields))
        return SourceSettings(**{"name": self.name, **options, "reader": reader.name}), reader


@cache
def schema_of(row: type) -> pa.Schema:
    """The Arrow columns of a dataclass, and row_no: the number of the row in its file."""
    hints = get_type_hints(row)
    columns = [(field.name, _ARROW[_plain(hints[field.name])]) for field in fields(row)]
    return pa.schema([*columns, ("row_no", pa.int64())])


def _plain(hint: Any) -> Any:
    """`str` for `str | None`, `dict` for `dict[str, Any]`."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    return get_origin(hint) or hint


def tables_of(companions: Iterable[Companion]) -> frozenset[str]:
    """Every table that one of the companions owns."""
    return frozenset(table for companion in companions for table in companion.storage.tables)
