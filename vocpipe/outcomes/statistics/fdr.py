"""Many tests at once: control of the false discovery rate."""

import numpy as np
import scipy

from vocpipe.outcomes.statistics.arrays import Floats


def false_discovery_rates(p_values: Floats) -> Floats:
    """The Benjamini-Hochberg q-value of each test in the family; nan stays nan and does not count as a test.

    Source: Benjamini & Hochberg (1995); it holds for the positively dependent tests of themes that share answers.
    """
    q_values = np.full(p_values.shape, np.nan)
    tested = ~np.isnan(p_values)
    if tested.any():
        q_values[tested] = scipy.stats.false_discovery_control(p_values[tested], method="bh")
    return q_values
