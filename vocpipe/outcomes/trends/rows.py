"""What trends are computed from: mentions and feedback by source and week, and who says a theme more than once."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.weekly import READS as WEEKLY
from vocpipe.outcomes.weekly import RECENT_WEEKS, WEEKS_BEFORE, read_said
from vocpipe.store.tables import registered

# The tables that `TrendRows.of` reads.
READS = WEEKLY | {"source_state"}


@dataclass(frozen=True, slots=True)
class TrendRows:
    """The rows of the queries of the same names.

    themes: as themes_first.sql; mentions: as mention_cells.sql; said: as said_cells.sql; repeats: as repeated.sql;
    sources: as known_sources.sql.
    """

    themes: pa.Table
    mentions: pa.Table
    said: pa.Table
    repeats: pa.Table
    sources: pa.Table

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, timezone: str) -> "TrendRows":
        """The rows of everything that was said up to now."""
        with registered(connection, said=read_said(connection, timezone)):
            return cls.counted(connection, read(connection, "trends/mentioned.sql"), "trends/themes_first.sql")

    @classmethod
    def counted(cls, connection: duckdb.DuckDBPyConnection, mentioned: pa.Table, themes: str) -> "TrendRows":
        """The rows of these mentions, as mentioned.sql has them; `said` is registered. themes: the query of themes."""
        with registered(connection, mentioned=mentioned):
            return cls(
                themes=read(connection, themes),
                mentions=read(connection, "trends/mention_cells.sql"),
                said=read(connection, "trends/said_cells.sql"),
                repeats=read(connection, "trends/repeated.sql", weeks=RECENT_WEEKS + WEEKS_BEFORE),
                sources=read(connection, "trends/known_sources.sql"),
            )
