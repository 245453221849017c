"""theme_score: how CSAT, CES and stars of the answers that mention a theme differ from the others'. Not causes.

Each kind of feedback is analyzed alone: a rating after a ticket differs from a survey answer, and so do their themes.
Together, an effect of the kind would be mistaken for one of the theme.
"""

import pyarrow as pa

from vocpipe.outcomes.judgment import JUDGMENT_COLUMNS
from vocpipe.outcomes.nps.gaps import ADJUSTED_COLUMNS, GAP_METHOD, score_gaps
from vocpipe.outcomes.nps.scored import Scored, score_groups
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace

SEED = 20_161
FAMILY = Family("theme_score", GAP_METHOD, by=("score_type", "kind"))
THEME_SCORE = Table(
    "theme_score",
    "one row per score type (CSAT, CES, stars), kind of feedback and theme: how the scores of those who mention it "
    "differ from the others'. Associations, not causes. The NPS is in theme_nps.",
    (
        Column("score_type", "VARCHAR", "csat (1-5), ces (1-7) or stars (1-5)"),
        Column(
            "kind", "VARCHAR", "survey, ticket, message, post, review, community, interview or call; each stands alone"
        ),
        Column("theme_id", "VARCHAR", "the theme"),
        Column("n_with", "BIGINT", "scored answers with text that mention it"),
        Column("n_without", "BIGINT", "scored answers with text that don't"),
        Column("mean_with", "DOUBLE", "mean score of those who mention it; null below the minimum number of answers"),
        Column("mean_with_low", "DOUBLE", "lower end of its 95 % interval (adjusted-Wald)"),
        Column("mean_with_high", "DOUBLE", "upper end"),
        Column("mean_without", "DOUBLE", "mean score of those who don't mention it"),
        Column("share", "DOUBLE", "share of the scored answers with text that mention it, 0 to 1"),
        Column("gap", "DOUBLE", "mean_with minus mean_without, in the score's points"),
        Column(
            "gap_low",
            "DOUBLE",
            "lower end of the gap's 95 % interval, for customers of any weight",
        ),
        Column("gap_high", "DOUBLE", "upper end"),
        Column("impact", "DOUBLE", "share times gap = mean of all minus mean of all without those who mention it"),
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
    order="score_type, kind, impact NULLS LAST, theme_id",
)


def theme_score(
    answers: pa.Table, mentions: pa.Table, themes: pa.Table, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """One row per score type, kind of feedback and theme, with the columns of the table theme_score.

    answers has score_type and kind besides what `score_gaps` takes. Means, gap and impact are in the score's own
    points.
    """
    tables = [THEME_SCORE.schema.empty_table()]
    for group in score_groups(answers):
        if group.score_type != "nps":
            rows = score_gaps(group.answers, mentions, themes, settings, group.scale, seed=seed)
            tables.append(FAMILY.named(group.named(rows), THEME_SCORE.schema))
    return pa.concat_tables(tables)


def run(context: Context) -> Counts:
    """Replace the table."""
    scored = Scored.of(context)
    rows = theme_score(scored.answers, scored.mentions, scored.themes, context.settings.outcomes)
    replace(context.connection, THEME_SCORE, rows)
    return {}


STEP = Step("outcomes.theme_score", run, reads=Scored.READS, tables=(THEME_SCORE,))
