import numpy as np
import pytest

from vocpipe.outcomes.statistics.fdr import false_discovery_rates


def test_q_values_are_those_of_benjamini_and_hochberg():
    q_values = false_discovery_rates(np.array([0.01, 0.04, 0.03, 0.005]))
    assert q_values == pytest.approx([0.02, 0.04, 0.04, 0.02])


def test_untested_themes_do_not_count():
    q_values = false_discovery_rates(np.array([0.01, np.nan, 0.04, np.nan]))
    assert q_values[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(q_values[[1, 3]]).all()


def test_no_tests_are_not_an_error():
    assert np.isnan(false_discovery_rates(np.array([np.nan, np.nan]))).all()
    assert false_discovery_rates(np.array([])).size == 0
