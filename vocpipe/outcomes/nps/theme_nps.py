"""theme_nps: how the NPS of the answers that mention a theme differs from the others'. Associations, never causes.

For each theme: share of the answers that mention it, gap = NPS with - NPS without, impact = share x gap, which is
exactly the NPS of all minus the NPS of all without those who mention it. Themes' impacts don't add up: an answer may
have several.
"""

import pyarrow as pa

from vocpipe.outcomes.judgment import JUDGMENT_COLUMNS
from vocpipe.outcomes.nps.gaps import ADJUSTED_COLUMNS, GAP_METHOD, score_gaps
from vocpipe.outcomes.nps.scored import Scored
from vocpipe.outcomes.scale import NPS
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace

SEED = 20_160
FAMILY = Family("theme_nps", GAP_METHOD)
THEME_NPS = Table(
    "theme_nps",
    "one row per theme: how the NPS of those who mention it differs from the others'. Associations, not causes.",
    (
        Column("theme_id", "VARCHAR", "the theme"),
        Column("n_with", "BIGINT", "NPS answers with text that mention it"),
        Column("n_without", "BIGINT", "NPS answers with text that don't"),
        Column("nps_with", "DOUBLE", "NPS of those who mention it; null below the minimum number of answers"),
        Column("nps_with_low", "DOUBLE", "lower end of its 95 % adjusted-Wald interval"),
        Column("nps_with_high", "DOUBLE", "upper end"),
        Column("nps_without", "DOUBLE", "NPS of those who don't mention it"),
        Column("share", "DOUBLE", "share of the NPS answers with text that mention it, 0 to 1"),
        Column("gap", "DOUBLE", "nps_with minus nps_without, in NPS points"),
        Column(
            "gap_low",
            "DOUBLE",
            "lower end of the gap's 95 % interval, for customers of any weight",
        ),
        Column("gap_high", "DOUBLE", "upper end"),
        Column(
            "impact",
            "DOUBLE",
            "share times gap = NPS of all minus NPS of all without those who mention it, in NPS points",
        ),
        Column(
            "low",
            "DOUBLE",
            "lower end of the impact's 95 % interval, for customers of any weight",
        ),
        Column("high", "DOUBLE", "upper end"),
        *ADJUSTED_COLUMNS,
        *family_columns("two-sided, of the adjusted gap"),
        *JUDGMENT_COLUMNS,
    ),
    order="impact NULLS LAST, theme_id",
)


def theme_nps(
    answers: pa.Table, mentions: pa.Table, themes: pa.Table, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """One row per theme of `themes`, in the order of their ids, with the columns of the table theme_nps.

    answers, mentions and themes as for `score_gaps`, answers with NPS scores alone. NPS, gap and impact are in NPS
    points. A verdict other than "cannot tell" needs a q-value within `settings.false_discovery_rate` and an interval
    that leaves out 0.
    """
    rows = score_gaps(answers, mentions, themes, settings, NPS, seed=seed)
    names = [name.replace("mean_with", "nps_with") for name in rows.column_names]
    return FAMILY.named(rows.rename_columns(names), THEME_NPS.schema)


def run(context: Context) -> Counts:
    """Replace the table."""
    scored = Scored.of(context)
    rows = theme_nps(scored.nps, scored.mentions, scored.themes, context.settings.outcomes)
    replace(context.connection, THEME_NPS, rows)
    return {}


STEP = Step("outcomes.theme_nps", run, reads=Scored.READS, tables=(THEME_NPS,))
