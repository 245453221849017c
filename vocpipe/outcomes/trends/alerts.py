"""alert: themes and watches that rise, fall or are new, and customers at risk, each under a lasting id."""

from dataclasses import replace as replace_fields

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.trends.rows import READS, TrendRows
from vocpipe.outcomes.trends.theme_alerts import ALERT, FAMILY, theme_alerts
from vocpipe.outcomes.trends.watch_change import WATCH_READS, watch_trends
from vocpipe.settings import Settings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import replace

CUSTOMER_AT_RISK = "customer at risk"
_OF_THEMES = ("rising theme", "falling theme", "new theme")
_OF_WATCHES = ("rising watch", "falling watch", "new watch")
_WATCHED = replace_fields(FAMILY, family="alert of watches")


def run(context: Context) -> Counts:
    """Replace the table; an alert that continues keeps its id and its first day."""
    connection, settings = context.connection, context.settings
    rows = TrendRows.of(connection, settings.workspace.timezone)
    earlier, calendar = read(connection, "trends/earlier_alerts.sql"), read(connection, "trends/calendar.sql")
    themes = theme_alerts(rows, _renamed(earlier, _OF_THEMES, _OF_THEMES), calendar, settings.outcomes)
    watches = _watch_alerts(connection, settings, earlier, calendar)
    replace(connection, ALERT, pa.concat_tables([themes, watches, _customer_alerts(connection)]))
    return {}


def _watch_alerts(
    connection: duckdb.DuckDBPyConnection, settings: Settings, earlier: pa.Table, calendar: pa.Table
) -> pa.Table:
    """Those of watches: one is judged as a theme is, and the kind of its alert says which of the two it is about."""
    trends = watch_trends(connection, settings.workspace.timezone)
    if trends is None:
        return ALERT.schema.empty_table()
    rows, _ = trends
    known = _renamed(earlier, _OF_WATCHES, _OF_THEMES)
    found = theme_alerts(rows, known, calendar, settings.outcomes, _WATCHED)
    return _renamed(found, _OF_THEMES, _OF_WATCHES)


def _renamed(alerts: pa.Table, kinds: tuple[str, ...], others: tuple[str, ...]) -> pa.Table:
    """The alerts of these kinds, each under the other kind at its place."""
    chosen = alerts.filter(pc.is_in(alerts["kind"], pa.array(kinds)))
    renamed = pa.array([others[kinds.index(kind)] for kind in chosen["kind"].to_pylist()], pa.string())
    return chosen.set_column(chosen.column_names.index("kind"), "kind", renamed)


def _customer_alerts(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    rows = read(connection, "trends/customer_alerts.sql", kind=CUSTOMER_AT_RISK)
    return rows.cast(ALERT.schema)


STEP = Step(
    "outcomes.alert",
    run,
    reads=READS | WATCH_READS | {"calendar_event", "customer_risk", "risk_backtest"},
    tables=(ALERT,),
)
