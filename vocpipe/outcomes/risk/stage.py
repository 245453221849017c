"""customer_risk, risk_backtest and risk_calibration, made anew by every refresh."""

import duckdb
import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.risk.backtest import Backtest, run_backtest
from vocpipe.outcomes.risk.features import Panel, read_panel
from vocpipe.outcomes.risk.listed import Listed, make_list, table_rows
from vocpipe.outcomes.risk.origins import Origins
from vocpipe.outcomes.tables import replace
from vocpipe.settings import RiskSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, statement
from vocpipe.wording import Text

_LISTED = pa.schema([("customer_id", pa.string()), ("theme_id", pa.string()), ("place", pa.int64())])


def refresh_risk(connection: duckdb.DuckDBPyConnection, settings: RiskSettings, timezone: str) -> int:
    """How many customers are on the list, after the tables have replaced the old ones.

    None are where the back-test doesn't carry a list; without a customers file the back-test is empty too.
    """
    span = read(connection, "data_span.sql", timezone=timezone).to_pylist()
    schemas = {name: _schema(connection, name) for name in ("customer_risk", "risk_backtest", "risk_calibration")}
    tables = {name: schema.empty_table() for name, schema in schemas.items()}
    if span and span[0]["known_until"] is not None:
        origins = Origins.of(span[0], settings)
        panel = read_panel(connection, origins, span[0], settings, timezone)
        tested = run_backtest(panel, origins, settings, schemas=(schemas["risk_backtest"], schemas["risk_calibration"]))
        tables |= {"risk_backtest": tested.rows, "risk_calibration": tested.calibration}
        if tested.beats_base:
            tables["customer_risk"] = _rows(connection, panel, origins, settings, timezone, tested, schemas)
    for name, rows in tables.items():
        replace(connection, name, rows)
    return int(tables["customer_risk"].num_rows)


def _rows(
    connection: duckdb.DuckDBPyConnection,
    panel: Panel,
    origins: Origins,
    settings: RiskSettings,
    timezone: str,
    tested: Backtest,
    schemas: dict[str, pa.Schema],
) -> pa.Table:
    listed = make_list(panel, origins, settings)
    quotes = _quotes(connection, panel, listed, origins, settings, timezone)
    names = {
        row["theme_id"]: Text(row["name_en"], row["name_ja"])
        for row in fetch(connection, statement("vocpipe.outcomes.risk", "theme_names.sql")).to_pylist()
    }
    rows = table_rows(panel, listed, names, quotes, origins, settings, tested.base_rate)
    return pa.Table.from_pylist(rows, schema=schemas["customer_risk"])


def _quotes(
    connection: duckdb.DuckDBPyConnection,
    panel: Panel,
    listed: list[Listed],
    origins: Origins,
    settings: RiskSettings,
    timezone: str,
) -> dict[str, list[str]]:
    """The sentences behind each listed customer's themes."""
    rows = [
        {"customer_id": panel.rows["customer_id"][one.row].as_py(), "theme_id": theme, "place": place}
        for one in listed
        for place, (theme, _) in enumerate(one.themes, start=1)
    ]
    parameters = {
        "as_of": origins.as_of,
        "timezone": timezone,
        "gap": settings.gap_days,
        "window": settings.window_days,
    }
    with registered(connection, risk_listed=pa.Table.from_pylist(rows, schema=_LISTED)):
        found = fetch(connection, statement("vocpipe.outcomes.risk", "risk_quotes.sql"), parameters).to_pylist()
    quotes: dict[str, list[str]] = {}
    for row in found:
        quotes.setdefault(row["customer_id"], []).append(row["sentence_id"])
    return quotes


def _schema(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Schema:
    """The table's columns as Arrow has them, so that they are written down once: in the migration."""
    return fetch(connection, f"SELECT * FROM {name} LIMIT 0").schema


def _run(context: Context) -> Counts:
    refresh_risk(context.connection, context.settings.risk, context.settings.workspace.timezone)
    return {}


STEP = Step(
    "outcomes.customer_risk",
    _run,
    reads=frozenset(
        {"feedback_raw", "sentence", "sentence_sentiment", "sentence_theme", "theme"}
        | {"behaviour", "customer", "customer_number", "customer_version"}
    ),
    writes=frozenset({"customer_risk", "risk_backtest", "risk_calibration"}),
)
