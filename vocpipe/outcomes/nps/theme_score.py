"""theme_score: what theme_nps is, for the scores that are means: CSAT, CES and stars.

Each kind of feedback stands alone: whoever rates a ticket is in another mood than whoever answers a survey, and their
themes differ, so that together the kind would be taken for the theme.
"""

import duckdb
import pyarrow as pa

from vocpipe.outcomes.nps.gaps import COLUMNS, score_gaps
from vocpipe.outcomes.nps.groups import Scored, score_groups
from vocpipe.outcomes.tables import replace
from vocpipe.settings import OutcomesSettings

SEED = 20_161
SCHEMA = pa.schema([("score_type", pa.string()), ("kind", pa.string()), *COLUMNS])


def refresh_scores(
    connection: duckdb.DuckDBPyConnection, scored: Scored, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """The new rows of the table theme_score, after they have replaced the old ones; none where there are no scores.

    One row per score type, kind of feedback and active main theme. Means, gap and impact are in the score's own points.
    """
    rows = theme_score(scored.answers, scored.mentions, scored.themes, settings, seed=seed)
    replace(connection, "theme_score", rows)
    return rows


def theme_score(
    answers: pa.Table, mentions: pa.Table, themes: pa.Table, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """The rows of theme_score; answers have score_type and kind besides what `score_gaps` takes."""
    tables = [SCHEMA.empty_table()]
    for group in score_groups(answers):
        if group.score_type != "nps":
            rows = score_gaps(group.answers, mentions, themes, settings, group.scale, seed=seed)
            tables.append(group.named(rows, SCHEMA))
    return pa.concat_tables(tables)
