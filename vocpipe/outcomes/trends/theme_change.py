"""theme_change: whether a theme is mentioned more or less often than before, relative to all feedback.

The recent 4 weeks are compared with the 12 before, ending with the newest week with feedback. Which sentences belong to
a theme is read as of today for all weeks, so that a new discovery is not mistaken for growth. With a year and a half of
feedback a theme's season is removed.
"""

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.judgment import Chance, Judgment, cannot_tell, judge, judged_columns, number_or_none
from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import Ratios
from vocpipe.outcomes.trends.share import MIN_NEW, Periods, share_places
from vocpipe.outcomes.weekly import (
    MIN_EXPECTED,
    MIN_WEEKS_BEFORE,
    READS,
    Comparison,
    WeeklyCounts,
    read_weeks,
)
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.verdict import Verdict
from vocpipe.wording import amount, text

RECENT_WEEKS = 4

THEME_CHANGE = Table(
    "theme_change",
    "one row per theme: is it mentioned more or less often in recent weeks than before?",
    (
        Column("theme_id", "VARCHAR", "the theme"),
        Column("since", "DATE", "first day of the recent four weeks"),
        Column("n_recent", "BIGINT", "pieces of feedback in the recent four weeks that mention it"),
        Column("n_before", "BIGINT", "pieces of feedback in the twelve weeks before that mention it"),
        Column(
            "ratio",
            "DOUBLE",
            "its share of all recent feedback over its share before; null if it can't be computed",
        ),
        Column("low", "DOUBLE", "lower end of the ratio's 95 % interval"),
        Column("high", "DOUBLE", "upper end"),
        Column("p_value", "DOUBLE", "two-sided", published=False),
        Column("q_value", "DOUBLE", "Benjamini-Hochberg false discovery rate over all themes tested"),
        Column("verdict", "VARCHAR", "rising, falling, new or cannot tell"),
        Column("reason_en", "VARCHAR", "why, in English"),
        Column("reason_ja", "VARCHAR", "why, in Japanese"),
    ),
    order="q_value NULLS LAST, theme_id",
)


def theme_change(weeks: pa.Table, settings: OutcomesSettings) -> pa.Table:
    """One row per theme of `weeks`, in the order of their ids, with the columns of the table theme_change.

    weeks: theme_id, week, n_mentions, n_said, first_week; the same 16 weeks or more for each theme, in any
    order of rows.
    """
    counts = WeeklyCounts.of(weeks, recent=RECENT_WEEKS)
    compared = counts.compare(RECENT_WEEKS)
    q_values = false_discovery_rates(compared.ratios.p_value)
    themes = range(len(counts.theme_ids))
    columns = {
        "theme_id": counts.theme_ids,
        "since": [compared.since for _ in themes],
        "n_recent": compared.recent.astype(np.int64),
        "n_before": compared.before.astype(np.int64),
        **{name: pa.array(getattr(compared.ratios, name), from_pandas=True) for name in Ratios.__slots__},
        "q_value": pa.array(q_values, from_pandas=True),
        **judged_columns(_judge(theme, compared, q_values, settings.false_discovery_rate) for theme in themes),
    }
    return pa.table(columns, schema=THEME_CHANGE.schema)


def _judge(theme: int, compared: Comparison, q_values: Floats, allowed: float) -> Judgment:
    if not compared.has_history:
        weeks = amount("week", compared.weeks_before)
        return cannot_tell("trends.change.no_history", weeks=weeks, since=compared.since, min=MIN_WEEKS_BEFORE)
    periods = Periods.of(compared, theme)
    if compared.is_new[theme] and periods.mentions[0] >= MIN_NEW:
        return Judgment(Verdict.NEW, text("trends.new", **periods.places))
    if np.isnan(q_values[theme]):
        expected = float(compared.expected[theme])
        return cannot_tell("trends.change.too_few", **periods.places, expected=f"{expected:.1f}", min=MIN_EXPECTED)
    ratios = compared.ratios
    ratio, low, high = (float(values[theme]) for values in (ratios.ratio, ratios.low, ratios.high))
    key, places = share_places(number_or_none(ratio), (low, number_or_none(high)), periods)
    return judge(
        key,
        (low, number_or_none(high)),
        Chance(float(q_values[theme]), allowed, int((~np.isnan(q_values)).sum())),
        no_difference=1.0,
        verdicts=(Verdict.RISING, Verdict.FALLING),
        **places,
    )


def run(context: Context) -> Counts:
    """Replace the table; it has no rows if no feedback has a date."""
    weeks = read_weeks(context.connection, context.settings.workspace.timezone)
    replace(context.connection, THEME_CHANGE, theme_change(weeks, context.settings.outcomes))
    return {}


STEP = Step("outcomes.theme_change", run, reads=READS, tables=(THEME_CHANGE,))
