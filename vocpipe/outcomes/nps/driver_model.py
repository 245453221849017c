"""The regression behind theme_driver: its data, when it can be fitted, and its numbers."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import scipy
from scipy import sparse
from threadpoolctl import threadpool_limits

from vocpipe.outcomes.nps.design import MIN_LEFT, Design
from vocpipe.outcomes.nps.gaps import MIN_CUSTOMERS, theme_answers
from vocpipe.outcomes.nps.scored import ScoreGroup
from vocpipe.outcomes.statistics.accounts import LARGE, Spread
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.interval import CONFIDENCE
from vocpipe.outcomes.statistics.regression import (
    CrossProducts,
    Regression,
    cross_products,
    r2_cv,
    regression,
    relative_weights,
    shares_of_values,
)
from vocpipe.outcomes.statistics.resample import customer_weights, for_each_block

DRAWS = 300
MIN_ANSWERS_PER_THEME = 10  # answers that a regression needs for each theme in it


@dataclass(frozen=True, slots=True)
class DriverData:
    """One group's answers: values in points, their customers, who mentions what, and the themes with enough."""

    values: Floats
    customer: Integers
    mentions: sparse.csr_array  # (answers, themes)
    design: Design
    enough: Bools


def driver_data(group: ScoreGroup, mentions: pa.Table, theme_ids: list[str], *, min_answers: int) -> DriverData:
    """The data of one group; a theme needs `min_answers` with it and without it, and MIN_CUSTOMERS with it."""
    answers = group.answers.sort_by("feedback_id")
    theme, answer = theme_answers(answers, mentions, theme_ids)
    customer = np.unique(answers["customer"].to_numpy(), return_inverse=True)[1]
    shape = (answers.num_rows, len(theme_ids))
    matrix = sparse.csr_array((np.ones(len(theme)), (answer, theme)), shape=shape)
    n_with = np.bincount(theme, minlength=len(theme_ids))
    pairs = np.unique(theme * (customer.max(initial=0) + 1) + customer[answer]) // (customer.max(initial=0) + 1)
    customers_with = np.bincount(pairs, minlength=len(theme_ids))
    n_without = answers.num_rows - n_with
    enough = (np.minimum(n_with, n_without) >= min_answers) & (customers_with >= MIN_CUSTOMERS)
    values = group.scale.unit * group.scale.values(answers["score"].to_numpy())
    return DriverData(values, customer, matrix, Design.of(answers), enough)


def can_fit(data: DriverData) -> bool:
    """Whether there are themes with enough answers, and enough answers for all of them, with differing scores."""
    themes = int(data.enough.sum())
    return 0 < themes * MIN_ANSWERS_PER_THEME <= len(data.values) and float(np.ptp(data.values)) > 0


def fit_drivers(data: DriverData, seed: int) -> dict[str, Floats]:
    """Every number of theme_driver but the q-value, shape (themes with enough answers,).

    hangs_on: the part of all answers that a customer gave without whom the effect would not leave out 0; nan if none.
    """
    matrix = sparse.csr_array(data.mentions[:, np.flatnonzero(data.enough)])
    tail = (1 - CONFIDENCE) / 2
    # On matrices as small as the themes several threads are far slower, and their number shows in the last digits.
    with threadpool_limits(1, "blas"):
        fitted = _regression(matrix, data.values, data.customer)
        weight, r2 = relative_weights(cross_products(matrix, data.values))
        low, high = np.nanquantile(_drawn_weights(matrix, data, seed), [tail, 1 - tail], axis=0)
        adjusted = _fitted(matrix, data)
        hangs_on = _hangs_on(matrix, data, adjusted)
        unseen = r2_cv(matrix, data.values, data.customer, seed=seed)
    t = float(scipy.stats.t.ppf(1 - tail, max(1, len(np.unique(data.customer)) - 1)))
    margin = fitted.error * t
    everywhere = np.ones(matrix.shape[1])
    return {
        "effect": fitted.effect,
        "effect_low": fitted.effect - margin,
        "effect_high": fitted.effect + margin,
        "effect_adjusted": adjusted.effect,
        "effect_adjusted_low": adjusted.effect - t * adjusted.error,
        "effect_adjusted_high": adjusted.effect + t * adjusted.error,
        "weight": weight,
        "weight_low": np.minimum(low, weight),
        "weight_high": np.maximum(high, weight),
        "r2": r2 * everywhere,
        "r2_unseen": unseen * everywhere,
        "p_value": adjusted.p_value,
        "hangs_on": hangs_on,
    }


def _regression(matrix: sparse.csr_array, values: Floats, customer: Integers) -> Regression:
    """The regression with errors no smaller than the spread between customers allows: few may give most answers."""
    fitted = regression(matrix, values, customer)
    spread = Spread.of(values - matrix @ fitted.effect, customer)
    error = np.maximum(fitted.error, spread.errors(shares_of_values(matrix), customer))
    freedom = len(np.unique(customer)) - 1
    return Regression(fitted.effect, error, 2 * scipy.stats.t.sf(np.abs(fitted.effect) / error, freedom))


def _hangs_on(matrix: sparse.csr_array, data: DriverData, whole: Regression) -> Floats:
    """Of each effect, the part of the answers that a large customer gave without whom it would not leave out 0."""
    parts = np.bincount(data.customer) / len(data.customer)
    found = np.full(matrix.shape[1], np.nan)
    for customer in np.flatnonzero(parts >= LARGE):
        kept = data.customer != customer
        others = np.unique(data.customer[kept], return_inverse=True)[1]
        left = replace(data, values=data.values[kept], customer=others, design=data.design.only(kept))
        fitted = _fitted(sparse.csr_array(matrix[kept]), left)
        bound = float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, max(1, int(others.max()))))
        hangs = ~(np.sign(whole.effect) * fitted.effect > bound * fitted.error)
        found[hangs] = np.fmax(found[hangs], parts[customer])
    return found


def _fitted(matrix: sparse.csr_array, data: DriverData) -> Regression:
    """The regression with the design, if it varies, beside the themes."""
    return _adjusted(matrix, data) if data.design.names else _regression(matrix, data.values, data.customer)


def _adjusted(matrix: sparse.csr_array, data: DriverData) -> Regression:
    """The regression with the design beside the themes; nan for themes that hardly vary within it."""
    inside = np.asarray(data.design.within(matrix.toarray()))
    share = np.asarray(matrix.mean(axis=0)).ravel()
    alike = (inside**2).sum(axis=0) >= MIN_LEFT * len(data.values) * share * (1 - share)
    effect, error, p_value = np.full((3, len(share)), np.nan)
    if alike.any():
        fitted = _regression(sparse.csr_array(inside[:, alike]), data.design.within(data.values), data.customer)
        effect[alike], error[alike], p_value[alike] = fitted.effect, fitted.error, fitted.p_value
    return Regression(effect, error, p_value)


def _drawn_weights(matrix: sparse.csr_array, data: DriverData, seed: int) -> Floats:
    """The relative weights with customers drawn again, shape (DRAWS, themes)."""
    products = CrossProducts(matrix, data.values, data.customer)
    blocks = customer_weights(int(data.customer.max()) + 1, DRAWS, seed, rows=products.rows)
    drawn = for_each_block(lambda block: [relative_weights(drawn)[0] for drawn in products.drawn(block)], blocks)
    return np.array([weights for block in drawn for weights in block])
