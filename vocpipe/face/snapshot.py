"""A published snapshot and the questions to ask it: one method per question, or any SQL."""

import warnings
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

import duckdb

from vocpipe.errors import QueryError
from vocpipe.face.result import Result
from vocpipe.store import embeddings
from vocpipe.store.past import snapshot_as_of
from vocpipe.store.snapshot import ask_newest, open_snapshot, read_through
from vocpipe.store.workspace import Workspace, statement
from vocpipe.wording import tell


class Snapshot:
    """A snapshot of a workspace, at `path`. It is read-only and never changes.

    Every method gives a `Result`. Themes come with their names; verdicts with their intervals and reasons.
    `tables()` lists what `sql` and `table` can read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_snapshot(path)

    @classmethod
    def newest(cls, workspace: Workspace) -> Self:
        """The newest one that can be read, with a warning if a newer one can't."""
        _, path, notice = ask_newest(workspace, read_through)
        if notice:
            warnings.warn(notice, stacklevel=3)
        return cls(path)

    @classmethod
    def as_of(cls, workspace: Workspace, moment: str | date | datetime) -> Self:
        """The one that was the newest at `moment`."""
        return cls(snapshot_as_of(workspace, moment).path)

    def __repr__(self) -> str:
        return f"<vocpipe.Snapshot {self.path}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; results that were fetched stay usable."""
        self._connection.close()

    def sql(self, query: str, /, **parameters: Any) -> Result:
        """The rows of any query; `$name` in it stands for the parameter `name`.

        Raises QueryError, in one line, if the database refuses the query.
        """
        try:
            rows = self._connection.sql(query, params=parameters or None)
            if rows is None:
                raise QueryError(tell("cli.result.no_rows"))
            return Result(rows.to_arrow_table())
        except duckdb.Error as error:  # some mistakes show only when the rows are fetched
            raise QueryError(str(error).splitlines()[0]) from error

    def table(self, name: str, /) -> Result:
        """All rows of a published table. Raises QueryError, with the names there are, if there is no such table."""
        names = [row["table_name"] for row in self.tables()]
        if name not in names:
            raise QueryError(tell("cli.result.unknown_table", table=name, tables=", ".join(names)))
        return self.sql(f"FROM {name}")

    def tables(self) -> Result:
        """The published tables and views: table_name and what one row of it is."""
        return self._ask("tables")

    def columns(self, table: str, /) -> Result:
        """The columns of a published table: column_name, data_type, comment; no rows if there is no such table."""
        return self._ask("columns", table=table)

    def feedback(self) -> Result:
        """What customers wrote, the newest first, with the names of its themes."""
        return self._ask("feedback")

    def sentences(self) -> Result:
        """Every sentence with its sentiment, its intent and its primary theme."""
        return self._ask("sentences")

    def embeddings(self) -> Result:
        """The unit vector of every opinion, by the model of all languages; no rows if the snapshot has none."""
        rows = embeddings.read(self.path)
        return Result(embeddings.NONE if rows is None else rows)

    def themes(self) -> Result:
        """The themes, those with the most customers first."""
        return self._ask("themes")

    def subthemes(self) -> Result:
        """The sub-themes, next to the names of their themes."""
        return self._ask("subthemes")

    def theme_weeks(self) -> Result:
        """How often each theme was mentioned each week, weeks without a mention too."""
        return self._ask("theme_weeks")

    def theme_changes(self) -> Result:
        """Which themes are mentioned more or less than before."""
        return self._ask("theme_changes")

    def theme_nps(self) -> Result:
        """The gap in NPS between those who mention a theme and the others. An association, not a cause."""
        return self._ask("theme_nps")

    def theme_churn(self) -> Result:
        """Whether those who mention a theme churn more often in the months after. An association, not a cause."""
        return self._ask("theme_churn")

    def drivers(self) -> Result:
        """The scores explained by all themes at once, for each kind of score."""
        return self._ask("drivers")

    def segment_nps(self) -> Result:
        """The NPS with its interval, of all and of each segment."""
        return self._ask("segment_nps")

    def alerts(self) -> Result:
        """What is worth a look: rising, falling and new themes, and customers at risk."""
        return self._ask("alerts")

    def customers_at_risk(self) -> Result:
        """The customers who are likely to churn soon, the highest risk first."""
        return self._ask("customers_at_risk")

    def customer_months(self) -> Result:
        """Customers by month, ready for a churn model of your own."""
        return self._ask("customer_months")

    def actions(self) -> Result:
        """What people decided to do about themes, and the measured effects."""
        return self._ask("actions")

    def rejects(self) -> Result:
        """The rows and values that were not taken in, with the reasons."""
        return self._ask("rejects")

    def runs(self) -> Result:
        """The refreshes, the newest first: what came in, with which versions, models and settings."""
        return self._ask("runs")

    def _ask(self, question: str, **parameters: Any) -> Result:
        return self.sql(statement("vocpipe.face", f"queries/{question}.sql"), **parameters)
