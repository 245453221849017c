"""theme_kpi: how each KPI differs for those who mention a theme. Associations, not causes.

The NPS, mean scores and leaving are tested by theme_nps, theme_score and theme_churn; their rows are here as well. All
others are tested here, by what is observed after a mention. First each theme is tested by itself; those that pass the
false discovery rate are then alike in the comparisons of the others, as in theme_churn.
"""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.judgment import JUDGMENT_COLUMNS, number_or_none
from vocpipe.outcomes.kpis.after import After, Observed, Side, after_mention, side_of
from vocpipe.outcomes.kpis.alike import Alike
from vocpipe.outcomes.kpis.definitions import definitions
from vocpipe.outcomes.kpis.kpi import AfterMention, Borrowed, Kpi
from vocpipe.outcomes.kpis.observing import Part
from vocpipe.outcomes.kpis.reasons import Tests, judgment_of
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context
from vocpipe.store.tables import Column, Table, registered
from vocpipe.store.workspace import fetch

FAMILY = Family(
    "theme_kpi",
    "gap after a mention by linear regression among values alike, cluster-robust by customer",
    version=2,
    by=("kpi_id",),
)
THEME_KPI = Table(
    "theme_kpi",
    "one row per theme and KPI: how the KPI differs for those who mention the theme. Associations, not causes.",
    (
        Column("kpi_id", "VARCHAR", "the KPI, as in kpi"),
        Column("theme_id", "VARCHAR", "the theme"),
        Column(
            "measure",
            "VARCHAR",
            "what gap is: difference (with minus without, in the KPI's unit) or hazard ratio (of leaving; 1: none)",
        ),
        Column("n_with", "BIGINT", "observations that mention it, or after a mention; of leaving: customers"),
        Column("n_without", "BIGINT", "the others"),
        Column("value_with", "DOUBLE", "their mean; null below the minimum number of answers, and of leaving"),
        Column("value_without", "DOUBLE", "the mean of the others"),
        Column("gap", "DOUBLE", "difference or hazard ratio among what is alike; null if not tested"),
        Column("low", "DOUBLE", "lower end of its 95 % interval (cluster-robust by customer)"),
        Column("high", "DOUBLE", "upper end"),
        *family_columns("two-sided, of no difference"),
        Column("verdict", "VARCHAR", "raises (goes with a higher value of the KPI), lowers or cannot tell"),
        *JUDGMENT_COLUMNS[1:],
    ),
    order="kpi_id, q_value NULLS LAST, theme_id",
)
_NAMES = tuple(column.name for column in THEME_KPI.columns)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exposures:
    """What customers said before the days of observations: `rows` of exposure.sql, `mentions` of exposure_mentions.sql.

    days: place, customer_id, day.
    """

    READS: ClassVar[frozenset[str]] = frozenset(
        {
            *("customer", "customer_match", "customer_number", "customer_order", "customer_spell", "customer_version"),
            *("feedback_clean", "feedback_raw", "sentence", "sentence_theme", "theme"),
        }
    )

    days: pa.Table
    rows: pa.Table
    mentions: pa.Table

    @classmethod
    def of(cls, context: Context, tested: list[pa.Table]) -> "Exposures":
        """Those of all observations in `tested`, as `Part` has them."""
        connection, outcomes = context.connection, context.settings.outcomes
        given = {"timezone": context.settings.workspace.timezone, "window_months": outcomes.exposure_months}
        given |= {"gap_days": outcomes.exposure_gap_days}
        seen = pa.concat_tables([rows.select(["customer_id", "day"]) for rows in tested])
        with registered(connection, seen=seen):
            days = fetch(connection, _DAYS)
        with registered(connection, asked_day=days):
            rows = read(connection, "kpis/exposure.sql", **given)
            mentions = read(connection, "kpis/exposure_mentions.sql", **given)
        return cls(days, rows, mentions)

    def places(self, connection: duckdb.DuckDBPyConnection, tested: pa.Table) -> Integers:
        """The place of each observation in `tested`."""
        with registered(connection, asked_day=self.days, observed=tested):
            return np.asarray(fetch(connection, _PLACES)["place"].to_numpy(), np.int64)

    def mentioned(self, theme_id: str) -> Bools:
        """Whether the theme is mentioned before each day, shape (days,)."""
        inside = np.zeros(self.days.num_rows, dtype=bool)
        inside[self.mentions["place"].filter(pc.equal(self.mentions["theme_id"], theme_id)).to_numpy()] = True
        return inside


_DAYS = """
SELECT row_number() OVER (ORDER BY customer_id, day) - 1 AS place, customer_id, day
FROM (SELECT DISTINCT customer_id, day FROM seen WHERE customer_id IS NOT NULL)
ORDER BY customer_id, day
"""
_PLACES = """
SELECT asked_day.place FROM observed JOIN asked_day USING (customer_id, day) ORDER BY ALL
"""


def themes_after(
    part: Part,
    tested: pa.Table,
    places: Integers,
    exposures: Exposures,
    themes: list[str],
    settings: OutcomesSettings,
) -> pa.Table:
    """One row per theme, with the columns of the table theme_kpi.

    tested: the observations of `part` that themes are tested on; places: theirs, rising.
    Below `settings.min_responses` observations, after a mention or without, a theme has no numbers. The q-values are
    over the themes that were tested for this KPI.
    """
    observed = observed_of(part.kpi, tested, places, exposures)
    mentions = {theme: exposures.mentioned(theme)[places] for theme in themes}
    varies = bool(float(observed.alike.within(observed.values).std()) > 1e-6 * observed.unit) if len(places) else False
    alone = _compared(observed, mentions, [], settings, varies=varies)
    going = [theme for theme, q_value in zip(themes, _q_values(alone), strict=True) if _passes(q_value, settings)]
    found = _compared(observed, mentions, going, settings, varies=varies) if going else alone
    q_values = _q_values(found)
    n_tests = int((~np.isnan(q_values)).sum())
    rows = [
        {
            **{"kpi_id": part.kpi_id, "theme_id": theme},
            **_row(one.side, one.after, float(q_value), Tests(part, one.observed, settings, n_tests, varies=varies)),
        }
        for theme, one, q_value in zip(themes, found, q_values, strict=True)
    ]
    return FAMILY.named(pa.Table.from_pylist(rows, schema=THEME_KPI.schema), THEME_KPI.schema)


@dataclass(frozen=True, slots=True)
class _Compared:
    """The two sides of a theme, how they differ, and what was alike in that comparison."""

    side: Side
    after: After | None
    observed: Observed


def _compared(
    observed: Observed, mentions: dict[str, Bools], going: list[str], settings: OutcomesSettings, *, varies: bool
) -> list[_Compared]:
    """Each theme compared among values that are alike in the other themes `going` with the KPI too.

    Who mentions one theme mentions others less often than those who write as much: without this, a theme without an
    effect would seem to do the opposite of one that has an effect.
    """
    known: dict[tuple[str, ...], tuple[Observed, Floats]] = {}
    found = []
    for theme, inside in mentions.items():
        others = tuple(other for other in going if other != theme)
        if others not in known:
            alike = observed.alike.beside([mentions[other] for other in others])
            known[others] = (replace(observed, alike=alike), alike.within(observed.values))
        among, rest = known[others]
        side = side_of(among, inside)
        tested = varies and side.is_enough(settings.min_responses) and side.has_hits(is_share=among.is_share)
        found.append(_Compared(side, after_mention(among, rest, inside, side) if tested else None, among))
    return found


def _q_values(found: list[_Compared]) -> Floats:
    return false_discovery_rates(np.array([one.after.p_value if one.after else np.nan for one in found]))


def _passes(q_value: float, settings: OutcomesSettings) -> bool:
    return bool(q_value <= settings.false_discovery_rate)


def observed_of(kpi: Kpi, tested: pa.Table, places: Integers, exposures: Exposures) -> Observed:
    """The observations in the order of `places`, with what is alike."""
    within = isinstance(kpi.themes, AfterMention) and kpi.themes.within
    rows = tested.sort_by([("customer_id", "ascending"), ("day", "ascending")])
    values = rows["value"].to_numpy()
    customer = np.unique(rows["customer_id"].to_numpy(zero_copy_only=False), return_inverse=True)[1]
    month = np.unique(rows["day"].to_numpy().astype("datetime64[M]"), return_inverse=True)[1]
    groups = (customer, month) if within else (month,)
    alike = Alike.of(exposures.rows.take(places), groups, with_plan=not within)
    spread = float(values.std()) if len(values) else 0.0
    middle, unit = (0.5, 0.5) if kpi.is_share else (float(values.mean()) if len(values) else 0.0, spread or 1.0)
    return Observed(values, customer, alike, within, kpi.is_share, middle, unit)


def _row(side: Side, after: After | None, q_value: float, tests: Tests) -> Row:
    row: Row = {"measure": "difference", "n_with": side.n[0], "n_without": side.n[1]}
    if side.is_enough(tests.settings.min_responses):
        row |= {"value_with": number_or_none(side.means[0]), "value_without": number_or_none(side.means[1])}
    if after is not None:
        row |= {"gap": after.gap, "low": after.low, "high": after.high, "p_value": after.p_value, "q_value": q_value}
    return row | judgment_of(side, after, q_value, tests).columns


def theme_rows(context: Context, parts: list[Part]) -> pa.Table:
    """The rows of theme_kpi of the parts of all KPIs."""
    themes = read(context.connection, "active_themes.sql")["theme_id"].to_pylist()
    tables = [_borrowed(context, kpi, kpi.themes) for kpi in definitions() if isinstance(kpi.themes, Borrowed)]
    tested = [(part, part.tested) for part in parts if part.tested is not None and part.tested.num_rows]
    if tested:
        exposures = Exposures.of(context, [rows for _, rows in tested])
        for part, rows in tested:
            places = exposures.places(context.connection, rows)
            tables.append(themes_after(part, rows, places, exposures, themes, context.settings.outcomes))
    return pa.concat_tables(tables)


def _borrowed(context: Context, kpi: Kpi, themes: Borrowed) -> pa.Table:
    """The rows of another table; a KPI of kinds that stand alone has its kind in its id."""
    rows = fetch(context.connection, themes.query)
    ids = pa.array([kpi.id_of(part) for part in rows["part"].to_pylist()], pa.string())
    columns = {"kpi_id": ids, **{name: rows[name] for name in _NAMES if name != "kpi_id"}}
    return pa.table(columns).cast(THEME_KPI.schema)
