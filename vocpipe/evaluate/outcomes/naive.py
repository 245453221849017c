"""Two naive methods to find drivers of churn and NPS, common in dashboards and scripts, for comparison."""

import duckdb
import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.outcomes.company import Company
from vocpipe.evaluate.outcomes.world import World
from vocpipe.store.workspace import fetch, statement

POINTS = 1.0  # the NPS points of impact that count as a finding without an interval
_LEVEL = 0.05


def ever_mentioned(company: Company, world: World) -> NDArray[np.bool_]:
    """Themes whose "ever mentioned" correlates with churn over the customers at p < .05, shape (themes,)."""
    from scipy import stats

    size = len(world.starts)
    ever = np.zeros((len(company.themes), size), dtype=bool)
    ever[world.theme, world.customer] = True
    left = (world.leaves < world.end).astype(float)
    flagged = np.zeros(len(ever), dtype=bool)
    for theme, column in enumerate(ever.astype(float)):
        if 0 < column.sum() < size and 0 < left.sum() < size:
            flagged[theme] = stats.pearsonr(column, left).pvalue < _LEVEL
    return flagged


def leave_theme_out(connection: duckdb.DuckDBPyConnection) -> NDArray[np.bool_]:
    """Themes whose impact, NPS of all minus NPS without them, is POINTS or more; in the order of their ids."""
    rows = fetch(connection, statement("vocpipe.evaluate.outcomes", "leave_theme_out.sql"))
    impact = np.array([value or 0.0 for value in rows["impact"].to_pylist()])
    return np.asarray(np.abs(impact) >= POINTS)
