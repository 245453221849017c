"""Gaps between answers that are alike by design: language, source, plan, time under contract and quarter.

A gap is the coefficient of the mention in a linear regression with the levels of the design, by Frisch, Waugh & Lovell;
errors are cluster-robust by customer.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from vocpipe.outcomes.nps.design import MIN_LEFT, Design
from vocpipe.outcomes.statistics.arrays import Floats, Integers
from vocpipe.outcomes.statistics.interval import CONFIDENCE, added_variance


@dataclass(frozen=True, slots=True)
class AdjustedGaps:
    """Estimates in score units with 95 % intervals, shape (themes,); nan if hardly any answers are alike."""

    gap: Floats
    low: Floats
    high: Floats
    p_value: Floats


def adjusted_gaps(
    values: Floats, customer: Integers, mentions: tuple[Integers, Integers], freedom: Floats, design: Design
) -> AdjustedGaps:
    """The gap of each theme whose `freedom`, shape (themes,), is not nan; the others are nan.

    mentions: the numbers of theme and answer of every mention, without repetition. freedom: the degrees of freedom of
    Student's t.
    """
    theme, answer = mentions
    gap, error = np.full((2, len(freedom)), np.nan)
    rest = design.within(values)
    for number in np.flatnonzero(~np.isnan(freedom)):
        inside = answer[theme == number]
        gap[number], error[number] = _gap(values, rest, customer, inside, design)
    reach = stats.t.ppf((1 + CONFIDENCE) / 2, freedom) * error
    return AdjustedGaps(gap, gap - reach, gap + reach, 2 * stats.t.sf(np.abs(gap) / error, freedom))


def _gap(values: Floats, rest: Floats, customer: Integers, inside: Integers, design: Design) -> tuple[float, float]:
    """The gap of those `inside` and its standard error; `rest` is what of the values the design does not explain."""
    n, n_with = len(values), len(inside)
    mention = -design.basis @ design.basis[inside].sum(axis=0)
    mention[inside] += 1
    squares = float(mention @ mention)
    if squares < MIN_LEFT * n_with * (n - n_with) / n:
        return float("nan"), float("nan")
    gap = float(mention @ rest) / squares
    sums = np.bincount(customer, mention * (rest - gap * mention))
    groups = int((np.bincount(customer) > 0).sum())
    correction = groups / (groups - 1) * (n - 1) / max(1, n - design.basis.shape[1] - 1)
    with_it = float(values[inside].mean())
    without = (float(values.sum()) - with_it * n_with) / (n - n_with)
    added = added_variance(with_it, n_with) + added_variance(without, n - n_with)
    return gap, float(np.sqrt((sums**2).sum() * correction / squares**2 + added))
