"""A database through SQLAlchemy: rows after a place in the order of its columns, a page at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from vocpipe.errors import PullError
from vocpipe.wording import text

if TYPE_CHECKING:
    from sqlalchemy import Engine, FromClause, Select

_ALIAS = "pulled"
# What SQLAlchemy calls a failure -> what it means to whoever has to mend it.
_KEYS = {"OperationalError": "unreachable", "InterfaceError": "unreachable", "ProgrammingError": "refused"}
# Classes of SQL's standard, or of PostgreSQL, that pass: connection, too many connections, going down, conflict.
_PASSING = frozenset({"08", "53", "57", "40"})


class Database:
    """A table or query of a database. Nothing of a password or a row is ever in what it raises."""

    def __init__(self, source: str, url: str, password: str | None, table: str | None, query: str | None) -> None:
        self._source, self._table, self._query = source, table, query
        self._engine = self._open(url, password)

    def page(
        self, columns: Sequence[str], after: Any = None, *, limit: int, equal: bool = False
    ) -> list[dict[str, Any]]:
        """The next rows in the order of the columns: after a place in it, or with `equal` from its first value on."""
        from sqlalchemy import and_, column, or_

        query = self._rows().where(*(column(name).is_not(None) for name in columns))
        if after is not None and equal:
            query = query.where(column(columns[0]) >= after[0])
        elif after is not None:
            first, *rest = [column(name) > value for name, value in zip(columns, after, strict=True)]
            ties = [and_(column(columns[0]) == after[0], tie) for tie in rest]
            query = query.where(or_(first, *ties))
        query = query.order_by(*map(column, columns)).limit(limit)
        with self._explained(), self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def count_without(self, columns: Sequence[str]) -> int:
        """How many rows have no value in one of the columns: nothing that goes by them can see these."""
        from sqlalchemy import column, func, or_, select

        query = select(func.count()).select_from(self._from()).where(or_(*(column(name).is_(None) for name in columns)))
        with self._explained(), self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def _rows(self) -> "Select[Any]":
        from sqlalchemy import literal_column, select

        return select(literal_column("*")).select_from(self._from())

    def _from(self) -> "FromClause":
        from sqlalchemy import table
        from sqlalchemy import text as sql

        if self._query is not None:
            return sql(f"({self._query.strip().rstrip(';')}) {_ALIAS}")  # type: ignore[return-value]
        schema, _, name = (self._table or "").rpartition(".")
        return table(name, schema=schema or None)

    def _open(self, url: str, password: str | None) -> "Engine":
        try:
            from sqlalchemy import create_engine, make_url
            from sqlalchemy.pool import NullPool

            address = make_url(url)
            address = address.set(password=password) if password else address
            return create_engine(address, poolclass=NullPool, hide_parameters=True)
        except ImportError as error:
            raise PullError(
                text("pull.sql.no_driver", source=self._source, driver=error.name or "sqlalchemy")
            ) from None
        except Exception as error:  # the address itself may be in what is said
            raise PullError(text("pull.sql.address", source=self._source, fault=type(error).__name__)) from None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Inside the block, what the database says is told by its kind alone: it may quote a row or a password."""
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError

        try:
            yield
        except DBAPIError as error:
            key = _KEYS.get(type(error).__name__, "refused")
            code = _code_of(error.orig)
            reason = text(f"pull.sql.{key}", source=self._source, code=code or type(error).__name__)
            raise PullError(reason, may_pass=_may_pass(error.orig, code)) from None
        except (SQLAlchemyError, OSError) as error:
            reason = text("pull.sql.unreachable", source=self._source, code=type(error).__name__)
            raise PullError(reason, may_pass=isinstance(error, OSError)) from None


def _may_pass(error: Any, code: str | None) -> bool:
    """Whether another try may help; never after a wrong password, since some databases then close the account."""
    if code:
        return code[:2] in _PASSING
    return any(isinstance(one, OSError) for one in (error, error.__cause__, error.__context__) if one is not None)


def _code_of(error: Any) -> str | None:
    """The code of SQL's standard, or of SQLite, for what went wrong."""
    said = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    if said is None and getattr(error, "args", None) and isinstance(error.args[0], dict):
        said = error.args[0].get("C")  # pg8000
    return str(said) if said else None
