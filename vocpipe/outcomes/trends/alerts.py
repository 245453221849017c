"""alert: themes that rise, fall or are new, and customers at risk, each under a lasting id."""

import duckdb
import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.trends.rows import READS, TrendRows
from vocpipe.outcomes.trends.theme_alerts import ALERT, theme_alerts
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import replace

CUSTOMER_AT_RISK = "customer at risk"


def run(context: Context) -> Counts:
    """Replace the table; an alert that continues keeps its id and its first day."""
    connection, settings = context.connection, context.settings
    rows = TrendRows.of(connection, settings.workspace.timezone)
    earlier, calendar = read(connection, "trends/earlier_alerts.sql"), read(connection, "trends/calendar.sql")
    themes = theme_alerts(rows, earlier, calendar, settings.outcomes)
    replace(connection, ALERT, pa.concat_tables([themes, _customer_alerts(connection)]))
    return {}


def _customer_alerts(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    rows = read(connection, "trends/customer_alerts.sql", kind=CUSTOMER_AT_RISK)
    return rows.cast(ALERT.schema)


STEP = Step("outcomes.alert", run, reads=READS | {"calendar_event", "customer_risk", "risk_backtest"}, tables=(ALERT,))
