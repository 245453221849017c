"""Any database by SQL: rows in the order of a column that grows, or, without one, all rows compared by their key.

By `cursor`, rows come in its order, and those that are written late are found within `overlap` of the last one. What
is deleted is not seen, unless a column such as `deleted_at` says so. By `key` alone the whole table is read each time:
what differs from the pages is new or changed, and what is missing is gone.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from vocpipe.errors import PullError
from vocpipe.pull.sql.by_cursor import by_cursor
from vocpipe.pull.sql.by_key import by_key
from vocpipe.pull.sql.database import Database
from vocpipe.pull.sql.values import VERSION
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.settings.pulled import PullOptions
from vocpipe.store.raw import Json
from vocpipe.wording import amount, tell, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from vocpipe.store.raw import Page


class SqlOptions(PullOptions):
    """What a database needs to be told."""

    explicit: ClassVar[bool] = True

    url: str = Field(
        description="as SQLAlchemy writes it, without a password: postgresql+pg8000://reader@db.example/crm"
    )
    table: str | None = Field(default=None, description="a table or view, with its schema if need be: support.ticket")
    query: str | None = Field(default=None, description="a SELECT instead of a table")
    key: str = Field(description="the column that tells one row from every other; it is the id of the feedback")
    cursor: str | None = Field(
        default=None,
        description="a column that grows whenever a row is written: updated_at, or a number that counts up",
    )
    overlap: int = Field(
        default=600,
        ge=0,
        description="seconds, or numbers, before the last row in which others may have been written late",
    )
    page_rows: int = Field(default=1000, ge=1, le=50_000, description="rows that are read at a time")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.table is None) == (self.query is None):
            raise ValueError(tell("pull.sql.which"))
        return self

    @property
    def columns(self) -> dict[str, str]:
        """The key is the id, and the version of a row is when it was written or seen."""
        return {"id": self.key, "updated_at": VERSION}


class _Connection:
    def __init__(self, asked: Asked) -> None:
        options: SqlOptions = asked.options
        self._options, self._source = options, asked.source
        self._stored: Callable[[], Iterator[Page]] = asked.stored
        self._database = Database(
            asked.source, options.url, asked.secrets.get("password"), options.table, options.query
        )

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """What is new; see the module."""
        options = self._options
        if options.cursor is None:
            yield from by_key(self._database, options.key, options.page_rows, self._stored())
            return
        columns = (options.cursor, options.key)
        yield from by_cursor(self._database, columns, cursor, since, options.overlap, options.page_rows)
        missing = self._database.count_without(columns)
        places = {"source": self._source, "n": amount("row", missing), "cursor": options.cursor, "key": options.key}
        if missing:
            raise PullError(text("pull.sql.no_cursor", **places))

    def probe(self) -> None:
        """Read one row."""
        self._database.page((self._options.cursor or self._options.key,), limit=1)


VENDOR = Vendor("sql", "table", "rows", SqlOptions, _Connection, optional=("password",))
