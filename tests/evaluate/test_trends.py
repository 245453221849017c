from vocpipe.evaluate.trends import measure_trends
from vocpipe.settings import OutcomesSettings


def test_a_theme_that_triples_is_alerted_and_quiet_weeks_stay_quiet():
    done = []
    scores = measure_trends(4, OutcomesSettings(), seed=5, progress=done.append)
    assert done == [1, 2, 3, 4]
    assert scores.alerted >= 0.75
    assert scores.median_weeks is not None and 1 <= scores.median_weeks <= 3
    assert scores.false_alerts <= 2
    assert 0 <= scores.alerted_smallest <= 1


def test_nothing_is_alerted_below_the_ratio_in_the_settings():
    scores = measure_trends(1, OutcomesSettings(alert_ratio=50), seed=5)
    assert (scores.alerted, scores.median_weeks, scores.false_alerts) == (0, None, 0)
