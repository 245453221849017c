"""The mean of estimates that differ by more than their errors: a random-effects model."""

from dataclasses import dataclass

from vocpipe.outcomes.statistics.arrays import Floats


@dataclass(frozen=True, slots=True)
class RandomEffects:
    """The weighted mean of the estimates, its variance, and the variance between the true effects."""

    mean: float
    mean_variance: float
    between: float


def random_effects(estimates: Floats, errors: Floats) -> RandomEffects:
    """From estimates with their standard errors, both of shape (estimates,), two or more; by the method of moments.

    The mean is weighted by the errors alone. Source: DerSimonian & Laird (1986), Controlled Clinical Trials 7.
    """
    weight = 1 / errors**2
    mean = float((weight * estimates).sum() / weight.sum())
    chi2 = float((weight * (estimates - mean) ** 2).sum())
    freedom = len(estimates) - 1
    between = max(0.0, (chi2 - freedom) / (weight.sum() - (weight**2).sum() / weight.sum()))
    return RandomEffects(mean, float(1 / weight.sum()), float(between))
