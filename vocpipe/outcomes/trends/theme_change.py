"""theme_change: whether more or fewer customers mention a theme than before, of those who say anything.

The recent 4 weeks are compared with the 12 before, ending with the newest week with feedback. Which sentences belong to
a theme is read as of today for all weeks, so that a new discovery is not mistaken for growth. With a year and a half of
feedback a theme's season is removed. Duplicates count once here, in contrast to theme_week. A verdict must hold without
the largest customer, and sources that start, stop or are late take no part (source_state).
"""

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.judgment import Chance, Judgment, cannot_tell, judged_columns, number_or_none
from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import Ratios
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.outcomes.trends.counts import Comparison, TrendCounts
from vocpipe.outcomes.trends.rows import READS, TrendRows
from vocpipe.outcomes.trends.share import MIN_NEW, Periods, judge_share, shown, with_left_out
from vocpipe.outcomes.weekly import MIN_EXPECTED, MIN_WEEKS_BEFORE, RECENT_WEEKS
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.verdict import Verdict
from vocpipe.wording import amount, text

FAMILY = Family("theme_change", "ratio of rates by source (Mantel-Haenszel), with overdispersion")
THEME_CHANGE = Table(
    "theme_change",
    "one row per theme: do more or fewer customers mention it in recent weeks than before?",
    (
        Column("theme_id", "VARCHAR", "the theme"),
        Column("since", "DATE", "first day of the recent four weeks"),
        Column("n_recent", "BIGINT", "pieces of feedback in the recent four weeks that mention it"),
        Column("n_before", "BIGINT", "pieces of feedback in the twelve weeks before that mention it"),
        Column(
            "n_customers_recent",
            "BIGINT",
            "customers who said those of the recent four weeks; null from one to four. Who is not known counts as one "
            "of their own",
        ),
        Column("n_customers_before", "BIGINT", "customers who said those of the twelve weeks before; likewise"),
        Column(
            "largest_share",
            "DOUBLE",
            "the part, 0 to 1, that the customer who says it most often said of n_recent, or if it became rarer of "
            "n_before; 0 if everybody said it once; null where n_customers is",
        ),
        Column(
            "ratio",
            "DOUBLE",
            "recent customers' rate of mentioning it over the rate before, each customer once a week and each source "
            "compared with itself (Mantel-Haenszel); null if it can't be computed",
        ),
        Column("low", "DOUBLE", "lower end of the ratio's 95 % interval"),
        Column("high", "DOUBLE", "upper end"),
        *family_columns("two-sided, of a ratio of 1"),
        Column("verdict", "VARCHAR", "rising, falling, new or cannot tell"),
        Column("reason_en", "VARCHAR", "why, in English"),
        Column("reason_ja", "VARCHAR", "why, in Japanese"),
    ),
    order="q_value NULLS LAST, theme_id",
)


def theme_change(rows: TrendRows, settings: OutcomesSettings, family: Family = FAMILY) -> pa.Table:
    """One row per theme of `rows`, in the order of their ids, with the columns of the table theme_change.

    family: the tests that the rows are of, should the themes stand for something else.
    """
    counts = TrendCounts.of(rows, recent=RECENT_WEEKS)
    if not counts.mondays:
        return THEME_CHANGE.schema.empty_table()
    compared = counts.compare(RECENT_WEEKS)
    q_values = false_discovery_rates(compared.ratios.p_value)
    themes = range(len(counts.theme_ids))
    judgments = [_judge(theme, compared, q_values, settings.false_discovery_rate) for theme in themes]
    told = [Judgment(judged.verdict, with_left_out(judged.reason, counts.left_out)) for judged in judgments]
    columns = {
        "theme_id": counts.theme_ids,
        "since": [compared.since for _ in themes],
        "n_recent": compared.recent.astype(np.int64),
        "n_before": compared.before.astype(np.int64),
        **_customers(compared),
        **{name: pa.array(getattr(compared.ratios, name), from_pandas=True) for name in Ratios.__slots__},
        "q_value": pa.array(q_values, from_pandas=True),
        **judged_columns(told),
    }
    return family.named(pa.table(columns), THEME_CHANGE.schema)


def _customers(compared: Comparison) -> dict[str, pa.Array]:
    recent, before = ([shown(int(n)) for n in customers] for customers in compared.customers)
    hidden = [one is None or other is None for one, other in zip(recent, before, strict=True)]
    return {
        "n_customers_recent": pa.array(recent, pa.int64()),
        "n_customers_before": pa.array(before, pa.int64()),
        "largest_share": pa.array(compared.share, pa.float64(), mask=np.array(hidden, bool)),
    }


def _judge(theme: int, compared: Comparison, q_values: Floats, allowed: float) -> Judgment:
    if not compared.has_history:
        weeks = amount("week", compared.weeks_before)
        return cannot_tell("trends.change.no_history", weeks=weeks, since=compared.since, min=MIN_WEEKS_BEFORE)
    periods = Periods.of(compared, theme)
    if compared.is_new[theme] and periods.customers[0] >= MIN_NEW:
        return Judgment(Verdict.NEW, text("trends.new", **periods.places))
    if np.isnan(q_values[theme]):
        expected = float(compared.expected[theme])
        return cannot_tell("trends.change.too_few", **periods.places, expected=f"{expected:.1f}", min=MIN_EXPECTED)
    ratio, low, high = (float(getattr(compared.ratios, name)[theme]) for name in ("ratio", "low", "high"))
    chance = Chance(float(q_values[theme]), allowed, int((~np.isnan(q_values)).sum()))
    return judge_share(compared, theme, number_or_none(ratio), (low, number_or_none(high)), chance)


def run(context: Context) -> Counts:
    """Replace the table; it has no rows if no feedback has a date."""
    rows = TrendRows.of(context.connection, context.settings.workspace.timezone)
    replace(context.connection, THEME_CHANGE, theme_change(rows, context.settings.outcomes))
    return {}


STEP = Step("outcomes.theme_change", run, reads=READS, tables=(THEME_CHANGE,))
