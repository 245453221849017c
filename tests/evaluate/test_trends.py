import numpy as np

from vocpipe.evaluate.trends import false_alerts, weeks_until_alert
from vocpipe.settings import OutcomesSettings


def test_a_theme_that_triples_is_alerted_and_quiet_weeks_stay_quiet():
    random = np.random.default_rng(5)
    weeks = [weeks_until_alert(random, theme, OutcomesSettings()) for theme in (10, 20, 30)]
    assert sum(week is not None for week in weeks) >= 2
    assert all(week is None or 1 <= week <= 3 for week in weeks)
    assert len(false_alerts(random, OutcomesSettings())) <= 2


def test_nothing_is_alerted_below_the_ratio_in_the_settings():
    settings, random = OutcomesSettings(alert_ratio=50), np.random.default_rng(5)
    assert weeks_until_alert(random, 30, settings) is None
    assert false_alerts(random, settings) == []
