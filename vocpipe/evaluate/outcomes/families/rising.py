"""Companies in which a theme triples, the rarest one does, or nothing happens for twenty weeks; week by week."""

import numpy as np

from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.trends import QUIET_WEEKS, THEMES, YOUNG, false_alerts, weeks_until_alert


def count(worlds: Worlds) -> Tally:
    """How often the theme that triples is alerted in time, and what is alerted while nothing happens."""
    tally = Tally()
    for seed in worlds.seeds():
        random = np.random.default_rng(seed)
        weeks = weeks_until_alert(random, int(random.integers(THEMES)), worlds.settings)
        tally.add("alert.found.any_theme", [weeks is not None])
        tally.add("alert.found.rarest", [weeks_until_alert(random, 0, worlds.settings) is not None])
        alerted = false_alerts(random, worlds.settings)
        young = sum(theme in YOUNG for theme in alerted)
        tally.count("alert.false.quiet_weeks", len(alerted) - young, QUIET_WEEKS * (THEMES - len(YOUNG)))
        tally.count("alert.false.young", young, QUIET_WEEKS * len(YOUNG))
        tally.add("alert.none", [not alerted])
    return tally


FAMILY = Family("rising", count, is_usual=True)
