"""theme_nps: how the NPS of the answers that mention a theme differs from the others'. Associations, never causes.

For each theme: share of the answers that mention it, gap = NPS with - NPS without, impact = share x gap, which is
exactly the NPS of all minus the NPS of all without those who mention it. Themes' impacts don't add up: an answer may
have several.
"""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.nps.gaps import COLUMNS, score_gaps
from vocpipe.outcomes.nps.groups import Scored
from vocpipe.outcomes.nps.scale import NPS
from vocpipe.outcomes.tables import replace
from vocpipe.settings import OutcomesSettings

SEED = 20_160
_NAMES = [name.replace("mean_with", "nps_with") for name in COLUMNS.names]
SCHEMA = pa.schema([field.with_name(name) for field, name in zip(COLUMNS, _NAMES, strict=True)])


def refresh_nps(
    connection: duckdb.DuckDBPyConnection, scored: Scored, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """The new rows of the table theme_nps, one per active main theme, after they have replaced the old ones."""
    answers = scored.answers.filter(pc.equal(scored.answers["score_type"], "nps"))
    rows = theme_nps(answers, scored.mentions, scored.themes, settings, seed=seed)
    replace(connection, "theme_nps", rows)
    return rows


def theme_nps(
    answers: pa.Table, mentions: pa.Table, themes: pa.Table, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """One row per theme of `themes`, in the order of their ids, with the columns of the table theme_nps.

    answers, mentions and themes as for `score_gaps`. NPS, gap and impact are in NPS points. A verdict other than
    "cannot tell" needs a q-value within `settings.false_discovery_rate` and an interval that leaves out 0.
    """
    return score_gaps(answers, mentions, themes, settings, NPS, seed=seed).rename_columns(_NAMES)
