import math

from vocpipe.evaluate.trends import measure_trends


def test_a_theme_that_triples_is_alerted_and_quiet_weeks_stay_quiet():
    scores = measure_trends(4, seed=5)
    assert scores.worlds == 4
    assert scores.alerted >= 0.75
    assert 1 <= scores.median_weeks <= 3
    assert scores.false_alerts <= 2
    assert not math.isnan(scores.alerted_smallest)
