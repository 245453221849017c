"""theme_driver: a score explained by all themes at once, so that themes said together don't count twice.

`effect` is the theme's coefficient in a linear regression of the score on all themes (cluster-robust by customer):
what mentioning it goes with, others being equal. `weight` is its share of the explained variance by Johnson's relative
weights (2000, Multivariate Behavioral Research 35(1)), with an interval from customers drawn again. `r2_unseen` is R²
of customers the regression was not fitted to: where it is not above 0 the themes explain nothing and none is told.
Silence about a theme is not the absence of its problem.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse, stats
from threadpoolctl import threadpool_limits

from vocpipe.outcomes.nps.gaps import LEAST_CUSTOMERS, theme_answers
from vocpipe.outcomes.nps.groups import Scored, ScoreGroup, score_groups
from vocpipe.outcomes.nps.reasons import driver_effect, driver_explains_nothing, driver_too_few, driver_too_few_all
from vocpipe.outcomes.reasons import Chance, Reason
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Floats
from vocpipe.outcomes.statistics.regression import (
    CrossProducts,
    cross_products,
    regression,
    relative_weights,
    unseen_r2,
)
from vocpipe.outcomes.statistics.resample import Integers, customer_weights, for_each_block
from vocpipe.outcomes.tables import replace
from vocpipe.settings import OutcomesSettings

SEED = 20_162
DRAWS = 300
ANSWERS_PER_THEME = 10  # answers that a regression needs for each theme in it

_NUMBERS = (
    *("effect", "effect_low", "effect_high", "weight", "weight_low", "weight_high"),
    *("r2", "r2_unseen", "p_value", "q_value"),
)
_COUNTS = ("n", "n_customers", "n_with")
SCHEMA = pa.schema(
    [("score_type", pa.string()), ("kind", pa.string()), ("theme_id", pa.string())]
    + [(name, pa.int64()) for name in _COUNTS]
    + [(name, pa.float64()) for name in _NUMBERS]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


@dataclass(frozen=True, slots=True)
class _Data:
    """One group's answers: values in points, their customers, who mentions what, and the themes with enough."""

    values: Floats
    customer: Integers
    mentions: sparse.csr_array  # (answers, themes)
    enough: NDArray[np.bool_]


def refresh_drivers(
    connection: duckdb.DuckDBPyConnection, scored: Scored, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """The new rows of the table theme_driver, one per score type, kind of feedback and active main theme."""
    rows = theme_driver(scored.answers, scored.mentions, scored.themes, settings, seed=seed)
    replace(connection, "theme_driver", rows)
    return rows


def theme_driver(
    answers: pa.Table, mentions: pa.Table, themes: pa.Table, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """The rows of theme_driver; the arguments are those of `theme_score`."""
    theme_ids = sorted(themes["theme_id"].to_pylist())
    tables = [SCHEMA.empty_table()]
    for group in score_groups(answers) if theme_ids else ():
        rows = _drivers(group, mentions, theme_ids, settings, seed)
        tables.append(group.named(rows, SCHEMA))
    return pa.concat_tables(tables)


def _drivers(
    group: ScoreGroup, mentions: pa.Table, theme_ids: list[str], settings: OutcomesSettings, seed: int
) -> pa.Table:
    answers = group.answers.sort_by("feedback_id")
    data = _data(answers, mentions, theme_ids, group, settings)
    n_with = np.asarray(data.mentions.sum(axis=0)).astype(np.int64)
    numbers = {name: np.full(len(theme_ids), np.nan) for name in _NUMBERS}
    if _can_fit(data):
        for name, values in _fitted(data, seed).items():
            numbers[name][data.enough] = values
        numbers["q_value"] = false_discovery_rates(numbers["p_value"])
    judged = [
        _judge({name: float(numbers[name][theme]) for name in _NUMBERS}, data, int(n_with[theme]), group, settings)
        for theme in range(len(theme_ids))
    ]
    return pa.table(
        {
            "theme_id": theme_ids,
            "n": [len(data.values)] * len(theme_ids),
            "n_customers": [len(np.unique(data.customer))] * len(theme_ids),
            "n_with": n_with,
            **{name: pa.array(numbers[name], from_pandas=True) for name in _NUMBERS},
            "verdict": [verdict for verdict, _ in judged],
            "reason_en": [reason.en for _, reason in judged],
            "reason_ja": [reason.ja for _, reason in judged],
        }
    )


def _data(
    answers: pa.Table, mentions: pa.Table, theme_ids: list[str], group: ScoreGroup, settings: OutcomesSettings
) -> _Data:
    theme, answer = theme_answers(answers, mentions, theme_ids)
    customer = np.unique(answers["customer"].to_numpy(), return_inverse=True)[1]
    shape = (answers.num_rows, len(theme_ids))
    matrix = sparse.csr_array((np.ones(len(theme)), (answer, theme)), shape=shape)
    n_with = np.bincount(theme, minlength=len(theme_ids))
    pairs = np.unique(theme * (customer.max(initial=0) + 1) + customer[answer]) // (customer.max(initial=0) + 1)
    customers_with = np.bincount(pairs, minlength=len(theme_ids))
    least = settings.min_responses
    enough = (n_with >= least) & (answers.num_rows - n_with >= least) & (customers_with >= LEAST_CUSTOMERS)
    values = group.scale.unit * group.scale.values(answers["score"].to_numpy())
    return _Data(values, customer, matrix, enough)


def _can_fit(data: _Data) -> bool:
    """Are there themes with enough answers, and enough answers for so many themes, that differ at all?"""
    themes = int(data.enough.sum())
    return 0 < themes * ANSWERS_PER_THEME <= len(data.values) and float(np.ptp(data.values)) > 0


def _fitted(data: _Data, seed: int) -> dict[str, Floats]:
    """Every number but the q-value, for the themes with enough answers."""
    matrix = sparse.csr_array(data.mentions[:, np.flatnonzero(data.enough)])
    tail = (1 - CONFIDENCE) / 2
    # On matrices as small as the themes several threads are far slower, and their number shows in the last digits.
    with threadpool_limits(1, "blas"):
        found = regression(matrix, data.values, data.customer)
        weight, r2 = relative_weights(cross_products(matrix, data.values))
        low, high = np.nanquantile(_drawn_weights(matrix, data, seed), [tail, 1 - tail], axis=0)
        r2_unseen = unseen_r2(matrix, data.values, data.customer, seed=seed)
    margin = found.error * float(stats.t.ppf(1 - tail, max(1, len(np.unique(data.customer)) - 1)))
    everywhere = np.ones(matrix.shape[1])
    return {
        "effect": found.effect,
        "effect_low": found.effect - margin,
        "effect_high": found.effect + margin,
        "weight": weight,
        "weight_low": np.minimum(low, weight),
        "weight_high": np.maximum(high, weight),
        "r2": r2 * everywhere,
        "r2_unseen": r2_unseen * everywhere,
        "p_value": found.p_value,
    }


def _drawn_weights(matrix: sparse.csr_array, data: _Data, seed: int) -> Floats:
    """The relative weights with customers drawn again, shape (DRAWS, themes)."""
    products = CrossProducts(matrix, data.values, data.customer)
    blocks = customer_weights(int(data.customer.max()) + 1, DRAWS, seed, rows=products.rows)
    drawn = for_each_block(lambda block: [relative_weights(one)[0] for one in products.drawn(block)], blocks)
    return np.array([weights for block in drawn for weights in block])


def _judge(
    numbers: dict[str, float], data: _Data, n_with: int, group: ScoreGroup, settings: OutcomesSettings
) -> tuple[str, Reason]:
    n, themes = len(data.values), int(data.enough.sum())
    if np.isnan(numbers["effect"]):
        if themes * ANSWERS_PER_THEME > n:
            return "cannot tell", driver_too_few_all(n, themes, each=ANSWERS_PER_THEME)
        return "cannot tell", driver_too_few(n_with, n, least=settings.min_responses, customers=LEAST_CUSTOMERS)
    if numbers["r2_unseen"] <= 0:
        return "cannot tell", driver_explains_nothing(numbers["r2"], numbers["r2_unseen"], n)
    chance = Chance(numbers["q_value"], settings.false_discovery_rate, themes)
    interval = (numbers["effect_low"], numbers["effect_high"])
    told = "raises" if interval[0] > 0 else "lowers" if interval[1] < 0 else "cannot tell"
    reason = driver_effect(numbers["effect"], interval, (n_with, n), chance, group.scale)
    return told if chance.passed else "cannot tell", reason
