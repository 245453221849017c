"""The risk model on made-up features."""

import numpy as np

from vocpipe.outcomes.risk.model import fit


def test_the_model_finds_effects_and_hardly_any_without_them():
    generator = np.random.default_rng(2)
    values = generator.normal(size=(4000, 20))
    even = fit(values, generator.random(4000) < 0.05)
    assert np.ptp(even.risks(values)) < 0.04
    planted = fit(values, generator.random(4000) < 1 / (1 + np.exp(3 - values[:, 3])))
    assert int(np.argmax(np.abs(planted.coefficients))) == 3
    assert planted.coefficients[3] > 0.5
