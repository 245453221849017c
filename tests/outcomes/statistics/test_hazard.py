import numpy as np
import pytest

from vocpipe.outcomes.statistics.hazard import fit_hazard


def _sample(rows=3000, seed=1):
    random = np.random.default_rng(seed)
    x = np.column_stack([random.random(rows) < 0.2, random.normal(size=rows), np.ones(rows)]).astype(float)
    offset = np.log(random.uniform(0.2, 1.1, rows))
    hazard = np.exp(x @ [0.7, 0.3, -2.8] + offset)
    return x, (random.random(rows) < -np.expm1(-hazard)).astype(float), offset, np.arange(rows) // 6


def _fit(x, left, offset, cluster, ridge=0.0):
    return fit_hazard(x, left, offset, np.full(x.shape[1], ridge), cluster, np.array([0, 0, -3.0]))


@pytest.mark.filterwarnings("ignore")
def test_estimates_are_those_of_statsmodels():
    sm = pytest.importorskip("statsmodels.api")
    x, left, offset, cluster = _sample()
    family = sm.families.Binomial(sm.families.links.CLogLog())
    theirs = sm.GLM(left, x, family=family, offset=offset)
    robust = theirs.fit(tol=1e-12, cov_type="cluster", cov_kwds={"groups": cluster})
    ours = _fit(x, left, offset, cluster)
    assert ours.coefficients == pytest.approx(robust.params, abs=1e-5)
    assert ours.errors == pytest.approx(np.maximum(robust.bse, theirs.fit(tol=1e-12).bse), rel=0.03)
    assert ours.chance == pytest.approx(robust.fittedvalues, abs=1e-6)


def test_expected_leavers_add_up_to_those_who_left_about():
    x, left, offset, cluster = _sample()
    assert _fit(x, left, offset, cluster).chance.sum() == pytest.approx(left.sum(), rel=0.02)


def test_the_ridge_keeps_the_ratio_finite_if_nobody_left():
    x, left, offset, cluster = _sample()
    left[x[:, 0] > 0] = 0
    fit = _fit(x, left, offset, cluster, ridge=0.25)
    assert -10 < fit.coefficients[0] < -1
    assert np.isfinite(fit.errors).all()


def test_rows_of_one_customer_that_go_together_widen_the_error():
    x, left, offset, _ = _sample(600)
    x, left, offset = np.repeat(x, 5, axis=0), np.repeat(left, 5), np.repeat(offset, 5)
    apart = _fit(x, left, offset, np.arange(len(left)))
    together = _fit(x, left, offset, np.arange(len(left)) // 5)
    assert (together.errors > 1.5 * apart.errors).all()
