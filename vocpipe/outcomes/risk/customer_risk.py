"""customer_risk, risk_backtest and risk_calibration, computed anew by every refresh."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.risk.early_warning import AtRisk, customers_at_risk
from vocpipe.outcomes.risk.features import USE_DAYS
from vocpipe.outcomes.risk.origins import Origins
from vocpipe.outcomes.risk.panel import Panel, make_panel
from vocpipe.outcomes.risk.reasons import customer_reason
from vocpipe.outcomes.risk.refusals import held_against_today, without_suspects
from vocpipe.outcomes.risk.risk_backtest import run_backtest
from vocpipe.outcomes.risk.tables import CUSTOMER_RISK, RISK_BACKTEST, RISK_CALIBRATION
from vocpipe.settings import RiskSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import registered, replace
from vocpipe.wording import Text

TABLES = (CUSTOMER_RISK, RISK_BACKTEST, RISK_CALIBRATION)
_LISTED_THEME = pa.schema([("customer_id", pa.string()), ("theme_id", pa.string()), ("place", pa.int64())])


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """The values common to all rows of the list; names: theme_id -> name; quotes: customer_id -> sentence ids."""

    as_of: date
    settings: RiskSettings
    base_rate: float
    names: dict[str, Text]
    quotes: dict[str, list[str]]


def run(context: Context) -> Counts:
    """Replace the tables of customers at risk.

    The list is empty if the back-test does not support it; without a customers file the back-test is empty too.
    """
    connection, settings = context.connection, context.settings.risk
    rows = {table.name: table.schema.empty_table() for table in TABLES}
    timezone = context.settings.workspace.timezone
    span = read(connection, "data_span.sql", timezone=timezone).to_pylist()
    if span and span[0]["known_until"] is not None:
        origins = Origins.of(span[0], settings)
        windows = {"timezone": timezone, "gap": settings.gap_days, "window": settings.window_days}
        loaded = load_panel(connection, origins, windows, span[0]["first_done"])
        panel, suspects = without_suspects(loaded, origins, settings.horizon_days)
        backtest, at_risk = run_backtest(panel, origins, settings, suspects), []
        if backtest.beats_base:
            at_risk = customers_at_risk(panel, origins, settings)
            backtest = held_against_today(backtest, at_risk)
        rows |= {"risk_backtest": backtest.rows, "risk_calibration": backtest.calibration}
        if backtest.beats_base:
            names = {row["theme_id"]: Text(row["name_en"], row["name_ja"]) for row in _theme_names(connection)}
            quotes = _quotes(connection, listed_themes(panel, at_risk), {**windows, "as_of": origins.as_of})
            the_list = EarlyWarning(origins.as_of, settings, backtest.base_rate, names, quotes)
            rows["customer_risk"] = customer_risk(panel, at_risk, the_list)
    for table in TABLES:
        replace(connection, table, rows[table.name])
    return {}


def load_panel(
    connection: duckdb.DuckDBPyConnection, origins: Origins, windows: dict[str, Any], first_done: date | None
) -> Panel:
    """The panel of all origins, today's included.

    windows: the parameters timezone, gap and window of the queries. first_done: the first day with behavior, if any.
    """
    days = {**windows, "origins": sorted([*origins.past, origins.as_of])}
    rows = read(connection, "risk/features.sql", **days, first_done=first_done, use_window=USE_DAYS)
    return make_panel(rows, read(connection, "risk/mentions.sql", **days), has_use=first_done is not None)


def listed_themes(panel: Panel, at_risk: list[AtRisk]) -> pa.Table:
    """customer_id, theme_id and place (from 1) of every theme that is a reason, for quotes.sql."""
    rows = [
        {"customer_id": panel.rows["customer_id"][customer.row].as_py(), "theme_id": theme, "place": place}
        for customer in at_risk
        for place, (theme, _) in enumerate(customer.themes, start=1)
    ]
    return pa.Table.from_pylist(rows, schema=_LISTED_THEME)


def customer_risk(panel: Panel, at_risk: list[AtRisk], the_list: EarlyWarning) -> pa.Table:
    """The rows of customer_risk."""
    rows = [_row(panel, customer, the_list) for customer in at_risk]
    return pa.Table.from_pylist(rows, schema=CUSTOMER_RISK.schema)


def _row(panel: Panel, customer: AtRisk, the_list: EarlyWarning) -> dict[str, Any]:
    at = panel.rows.slice(customer.row, 1).to_pylist()[0]
    counts, names = panel.mentions.get(customer.row, {}), the_list.names
    mentioned = [(names[theme], counts[theme]) for theme, _ in customer.themes]
    signals = [signal for signal, _ in customer.signals]
    reason = customer_reason(mentioned, signals, window_days=the_list.settings.window_days, plan=at["plan"])
    return {
        "customer_id": at["customer_id"],
        "as_of": the_list.as_of,
        "horizon_days": the_list.settings.horizon_days,
        "risk": customer.risk,
        "rank": customer.rank,
        "base_rate": the_list.base_rate,
        "themes": [theme for theme, _ in customer.themes],
        "signals": signals,
        "quotes": the_list.quotes.get(at["customer_id"], []),
        "reasons": _as_json(customer, names, counts),
        **reason_columns(reason),
        "plan": at["plan_now"],
        "monthly_value": at["monthly_value_now"],
    }


def _as_json(customer: AtRisk, names: dict[str, Text], counts: dict[str, int]) -> str:
    themes = [
        {
            "theme_id": theme,
            "name_en": names[theme].en,
            "name_ja": names[theme].ja,
            "n": counts[theme],
            "weight": weight,
        }
        for theme, weight in customer.themes
    ]
    signals = [{"signal": signal, "weight": weight} for signal, weight in customer.signals]
    return json.dumps({"themes": themes, "signals": signals}, ensure_ascii=False)


def _quotes(connection: duckdb.DuckDBPyConnection, themes: pa.Table, windows: dict[str, Any]) -> dict[str, list[str]]:
    """The sentences behind each listed customer's themes: customer_id -> sentence ids."""
    with registered(connection, listed_theme=themes):
        rows = read(connection, "risk/quotes.sql", **windows).to_pylist()
    quotes: dict[str, list[str]] = {}
    for row in rows:
        quotes.setdefault(row["customer_id"], []).append(row["sentence_id"])
    return quotes


def _theme_names(connection: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    names: list[dict[str, str]] = read(connection, "risk/theme_names.sql").to_pylist()
    return names


STEP = Step(
    "outcomes.customer_risk",
    run,
    reads=frozenset(
        {
            "behaviour",
            "customer",
            "customer_match",
            "customer_number",
            "customer_spell",
            "customer_version",
            "feedback_raw",
            "sentence",
            "sentence_sentiment",
            "sentence_theme",
            "unquotable",
            "theme",
        }
    ),
    tables=TABLES,
)
