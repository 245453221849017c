"""The rows that answer a question: they print themselves, and convert to Arrow, pandas or polars."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from vocpipe.extras import require
from vocpipe.wording import tell

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_MAX_HTML_ROWS = 20


class Result:
    """Rows in memory. Printed, it is a table; `for row in result` gives dicts; `len(result)` is the number of rows."""

    def __init__(self, rows: pa.Table) -> None:
        self._rows = rows

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in their order."""
        return list(self._rows.column_names)

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table; nothing is copied."""
        return self._rows

    def pandas(self) -> "pd.DataFrame":
        """The rows as a pandas frame."""
        return self._rows.to_pandas()

    def polars(self) -> "pl.DataFrame":
        """The rows as a polars frame. Raises MissingExtraError if polars is not installed."""
        require("polars")
        import polars as pl

        frame = pl.from_arrow(self._rows)
        return frame if isinstance(frame, pl.DataFrame) else frame.to_frame()

    def __len__(self) -> int:
        return int(self._rows.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self._rows.to_batches():
            yield from batch.to_pylist()

    def __repr__(self) -> str:
        return str(duckdb.from_arrow(self._rows)).rstrip()

    def _repr_html_(self) -> str:
        first = self._rows.slice(0, _MAX_HTML_ROWS)
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row.values()))}</tr>" for row in first.to_pylist())
        shown = "all" if len(self) <= _MAX_HTML_ROWS else "first"
        caption = tell(f"cli.result.{shown}", n=len(self), shown=_MAX_HTML_ROWS)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{caption}</p>"


def _cell(value: object) -> str:
    if value is None:
        return "<td></td>"
    shown = f"{value:.4g}" if isinstance(value, float) else str(value)
    return f"<td>{escape(shown)}</td>"
