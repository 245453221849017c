"""Gaps between answers that are alike by design: language, source, plan, time under contract and quarter.

A gap is the coefficient of the mention in a linear regression with the levels of the design, by Frisch, Waugh & Lovell;
errors are cluster-robust by customer, and no smaller than the spread between customers allows.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from vocpipe.outcomes.nps.design import MIN_LEFT, Design
from vocpipe.outcomes.statistics.accounts import Rest, Slope, Spread
from vocpipe.outcomes.statistics.arrays import Floats, Integers
from vocpipe.outcomes.statistics.interval import CONFIDENCE, added_variance


@dataclass(frozen=True, slots=True)
class AdjustedGaps:
    """Estimates in score units with 95 % intervals, shape (themes,); nan if hardly any answers are alike."""

    gap: Floats
    low: Floats
    high: Floats
    p_value: Floats
    without_one: Rest


def adjusted_gaps(
    values: Floats, customer: Integers, mentions: tuple[Integers, Integers], freedom: Floats, design: Design
) -> AdjustedGaps:
    """The gap of each theme whose `freedom`, shape (themes,), is not nan; the others are nan.

    mentions: the numbers of theme and answer of every mention, without repetition. freedom: the degrees of freedom of
    Student's t.
    """
    theme, answer = mentions
    gap, error, share_with, share = np.full((4, len(freedom)), np.nan)
    holds, rest = np.ones(len(freedom), dtype=bool), design.within(values)
    spread, bound = Spread.of(rest, customer), scipy.stats.t.ppf((1 + CONFIDENCE) / 2, freedom)
    for number in np.flatnonzero(~np.isnan(freedom)):
        slope = _slope(rest, customer, answer[theme == number], design)
        if slope is not None:
            gap[number] = slope.gap
            error[number] = max(_error(values, slope, design), slope.error(spread))
            holds[number], share_with[number], share[number] = slope.without_one(bound[number] * error[number], spread)
    reach, p_value = bound * error, 2 * scipy.stats.t.sf(np.abs(gap) / error, freedom)
    return AdjustedGaps(gap, gap - reach, gap + reach, p_value, Rest(holds, share_with, share))


def _slope(rest: Floats, customer: Integers, answer: Integers, design: Design) -> Slope | None:
    """The gap of these answers; `rest` is what the design leaves of the values. None if hardly any is left of it."""
    n, n_with = len(rest), len(answer)
    mention = -design.basis @ design.basis[answer].sum(axis=0)
    mention[answer] += 1
    if float(mention @ mention) < MIN_LEFT * n_with * (n - n_with) / n:
        return None
    inside = np.zeros(n, dtype=bool)
    inside[answer] = True
    return Slope(mention, rest, customer, inside)


def _error(values: Floats, slope: Slope, design: Design) -> float:
    """The standard error by the differences between customers within the groups, which a few large ones make small."""
    n, n_with, squares = len(values), int(slope.inside.sum()), float(slope.mention @ slope.mention)
    sums = np.bincount(slope.customer, slope.mention * (slope.rest - slope.gap * slope.mention))
    groups = int((np.bincount(slope.customer) > 0).sum())
    correction = groups / (groups - 1) * (n - 1) / max(1, n - design.basis.shape[1] - 1)
    with_it = float(values[slope.inside].mean())
    without = (float(values.sum()) - with_it * n_with) / (n - n_with)
    added = added_variance(with_it, n_with) + added_variance(without, n - n_with)
    return float(np.sqrt((sums**2).sum() * correction / squares**2 + added))
