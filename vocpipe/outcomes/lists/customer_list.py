"""customer_list and list_rule: the upgrade-ready, advocates, testers for requests and the lapsed, with the reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.outcomes.lists.backtest import backtest
from vocpipe.outcomes.queries import read
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace
from vocpipe.store.workspace import fetch
from vocpipe.wording import Text, amount, text

UPGRADE, ADVOCATES, TESTERS, LAPSED = "upgrade-ready", "advocates", "testers", "lapsed"
LISTS = (UPGRADE, ADVOCATES, TESTERS, LAPSED)
MIN_TESTERS = 5  # customers who ask for something in a theme, for it to have a list
CUSTOMER_LIST = Table(
    "customer_list",
    "one row per list and customer on it; testers have a list for each theme that enough customers ask for.",
    (
        Column("list", "VARCHAR", "upgrade-ready, advocates, testers or lapsed"),
        Column("theme_id", "VARCHAR", "of testers: the theme; else the theme of the sentence, if it has one"),
        Column("rank", "INTEGER", "the place on the list, from 1"),
        Column("customer_id", "VARCHAR", "pseudonym, as in feedback"),
        Column("since", "DATE", "the day they asked, answered or lapsed"),
        Column("sentence_id", "VARCHAR", "words of theirs that may be shown; null if there are none"),
        Column("reason_en", "VARCHAR", "why they are on it, in English"),
        Column("reason_ja", "VARCHAR", "why they are on it, in Japanese"),
    ),
    order="list, theme_id NULLS FIRST, rank",
)
LIST_RULE = Table(
    "list_rule",
    "one row per list: its rule, and why it is empty; of the upgrade-ready whether past lists were worth anything.",
    (
        Column("list", "VARCHAR", "upgrade-ready, advocates, testers or lapsed"),
        Column("as_of", "DATE", "the day that the list is of: the one after the last feedback"),
        Column("n_customers", "BIGINT", "customers on it, of all themes together"),
        Column("rule_en", "VARCHAR", "the rule in words, in English"),
        Column("rule_ja", "VARCHAR", "the rule in words, in Japanese"),
        Column("reason_en", "VARCHAR", "why nobody is on it, in English; null if somebody is"),
        Column("reason_ja", "VARCHAR", "why nobody is on it, in Japanese; null if somebody is"),
        Column("n_listed", "BIGINT", "customers who were on such lists as of past months; null without a back-test"),
        Column("n_listed_up", "BIGINT", "of these, customers whose plan went up within 90 days"),
        Column("n_others", "BIGINT", "customers who could have gone up and were on none of them"),
        Column("n_others_up", "BIGINT", "of these, customers whose plan went up within 90 days"),
        Column("propensity", "DOUBLE", "share of those listed who went up, 0 to 1; null unless it beats the others'"),
        Column("low", "DOUBLE", "lower end of its 95 % interval"),
        Column("high", "DOUBLE", "upper end"),
        Column("backtest_en", "VARCHAR", "what the back-test says, in English; null for lists without one"),
        Column("backtest_ja", "VARCHAR", "what the back-test says, in Japanese; null for lists without one"),
    ),
    order="list",
)
_AS_OF = """
SELECT max(CAST(created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE)) + 1 AS day
FROM feedback_raw WHERE deleted_at IS NULL
"""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """One list as of a day: the rows of its query, and the rule."""

    name: str
    rows: list[Row]
    rule: Text
    reason: Text | None = None  # why it can't have anybody on it

    def listed(self) -> Iterator[Row]:
        """The rows of customer_list; each theme of the testers has places of its own."""
        places: dict[str | None, int] = {}
        for row in self.rows:
            group = row["theme_id"] if self.name == TESTERS else None
            places[group] = places.get(group, 0) + 1
            why = _reason(self.name, row)
            kept = {name: row.get(name) for name in ("theme_id", "customer_id", "since", "sentence_id")}
            yield {"list": self.name, "rank": places[group], **kept, "reason_en": why.en, "reason_ja": why.ja}

    def about(self, as_of: date | None) -> Row:
        """The row of list_rule, without a back-test."""
        n = len({row["customer_id"] for row in self.rows})
        why = None if n else self.reason or text(f"lists.empty.{_key(self.name)}")
        row = {"list": self.name, "as_of": as_of, "n_customers": n, "rule_en": self.rule.en, "rule_ja": self.rule.ja}
        return row | ({"reason_en": why.en, "reason_ja": why.ja} if why else {})


def _key(name: str) -> str:
    return name.replace("-", "_")


def _reason(name: str, row: Row) -> Text:
    """Why a customer is on the list."""
    if name == ADVOCATES:
        return text("lists.reason.advocates", score=f"{row['score']:.0f}", day=row["since"])
    if name == TESTERS:
        return text("lists.reason.testers", requests=amount("request", row["n"]), day=row["since"])
    if name == LAPSED:
        orders = amount("order", row["n_orders"])
        return text("lists.reason.lapsed", orders=orders, last=row["last_on"], day=row["since"])
    return text("lists.reason.upgrade_ready", plan=row["plan"], day=row["since"])


def _plan_words(context: Context) -> pa.Table:
    """One row per plan and word for what it has, and one without: plan, place (from 1, the lowest first), word."""
    rows = [
        {"plan": plan.name, "place": place, "word": word}
        for place, plan in enumerate(context.settings.plan, start=1)
        for word in (None, *plan.has)
    ]
    schema = pa.schema([("plan", pa.string()), ("place", pa.int32()), ("word", pa.string())])
    return pa.Table.from_pylist(rows, schema=schema)


def _made(context: Context, day: date) -> Iterable[Made]:
    """Every list as of the day."""
    connection, days = context.connection, context.settings.handoff.request_days
    lapse = fetch(connection, "SELECT reason_en, reason_ja FROM lapse_rule").to_pylist()
    rule = Text(lapse[0]["reason_en"], lapse[0]["reason_ja"]) if lapse else text("lists.no_orders")
    upgrades = _rows(connection, "upgrade_ready", day=day, days=days)
    no_plans = None if context.settings.plan else text("lists.no_plans")
    yield Made(UPGRADE, upgrades, text("lists.rule.upgrade_ready", days=days), no_plans)
    yield Made(ADVOCATES, _rows(connection, "advocates", day=day), text("lists.rule.advocates"))
    testers = _rows(connection, "testers", day=day, days=days, least=MIN_TESTERS)
    yield Made(TESTERS, testers, text("lists.rule.testers", days=days, min=MIN_TESTERS))
    yield Made(LAPSED, _rows(connection, "lapsed"), rule, None if lapse else text("lists.no_orders"))


def _rows(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[Row]:
    rows: list[Row] = read(connection, f"lists/{name}.sql", **parameters).to_pylist()
    return rows


def run(context: Context) -> Counts:
    """Replace both tables; without feedback they are empty."""
    connection, timezone = context.connection, context.settings.workspace.timezone
    (day,) = fetch(connection, _AS_OF, {"timezone": timezone})["day"].to_pylist()
    listed: list[Row] = []
    rules: list[Row] = []
    if day is not None:
        said, scored = (read(connection, f"lists/{name}.sql", timezone=timezone) for name in ("said", "scored"))
        with registered(connection, said=said, scored=scored, plan_word=_plan_words(context)):
            with registered(connection, present=read(connection, "lists/present.sql", day=day)):
                made = list(_made(context, day))
            listed = [row for each in made for row in each.listed()]
            rules = [each.about(day) for each in made]
            if context.settings.plan:
                rules[0] |= backtest(connection, context.settings.handoff.request_days).columns
    replace(connection, CUSTOMER_LIST, pa.Table.from_pylist(listed, schema=CUSTOMER_LIST.schema))
    replace(connection, LIST_RULE, pa.Table.from_pylist(rules, schema=LIST_RULE.schema))
    return {}


STEP = Step(
    "outcomes.customer_list",
    run,
    reads=frozenset(
        {
            *("customer", "customer_lapse", "customer_match", "customer_number", "customer_segment", "customer_spell"),
            *("customer_told", "customer_version", "feedback_raw", "lapse_rule", "sentence", "sentence_sentiment"),
            *("sentence_theme", "theme", "unquotable"),
        }
    ),
    tables=(CUSTOMER_LIST, LIST_RULE),
)
