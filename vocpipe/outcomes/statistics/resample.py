"""Gap and impact of every theme at once, with intervals from resampling customers.

Why this interval: one customer answers several times, so customers are drawn, not answers. In 2,000 simulated companies
of 600 customers, with themes in 3 to 30 % of the answers, intervals for independent answers covered the true gap in 92
to 94 %, the percentile interval in 93 to 96 %, and the studentized one used here (Davison & Hinkley 1997, 5.2), never
shorter than Student's t, in 94 to 96 %. The results for the impact are similar.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

import numpy as np
import scipy
from scipy import sparse
from threadpoolctl import threadpool_limits

from vocpipe.outcomes.statistics.arrays import Floats, Integers
from vocpipe.outcomes.statistics.interval import CONFIDENCE, added_variance

Result = TypeVar("Result")

_THREADS = 4  # more would hold more blocks in memory
_BLOCK = 4_000_000  # numbers held at a time in each of a handful of arrays: 32 MB


@dataclass(frozen=True, slots=True)
class Gaps:
    """Estimates in score units, shape (themes,). The p-value is below 5 % exactly if both intervals leave out 0."""

    gap: Floats
    gap_low: Floats
    gap_high: Floats
    impact: Floats
    low: Floats
    high: Floats
    p_value: Floats


@dataclass(frozen=True, slots=True)
class _Estimates:
    """One value per theme and resample, shape (themes, resamples); nan if a resample has only one group."""

    gap: Floats
    share: Floats
    error: Floats  # standard error of the gap


@dataclass(frozen=True)
class Clusters:
    """Answers summed by customer: how many and their scores, over all answers and over those that mention each theme.

    `theme`, `customer`, `n_with` and `sum_with` run along the pairs that occur; `n` and `total` along the customers.
    """

    n_themes: int
    theme: Integers
    customer: Integers
    n_with: Floats
    sum_with: Floats
    n: Floats
    total: Floats

    @classmethod
    def of(cls, values: Floats, customer: Integers, mentions: tuple[Integers, Integers], n_themes: int) -> "Clusters":
        """The sums of answers with `values`, shape (answers,), by `customer` (0, 1, …, none left out).

        `mentions` are the numbers of theme and answer of every mention, without repetition.
        """
        size = int(customer.max(initial=-1)) + 1
        theme, answer = mentions
        pairs, place = np.unique(theme * size + customer[answer], return_inverse=True)
        return cls(
            n_themes=n_themes,
            theme=pairs // size,
            customer=pairs % size,
            n_with=np.bincount(place, minlength=len(pairs)).astype(np.float64),
            sum_with=np.bincount(place, values[answer], minlength=len(pairs)).astype(np.float64),
            n=np.bincount(customer, minlength=size).astype(np.float64),
            total=np.bincount(customer, values, minlength=size).astype(np.float64),
        )

    def only(self, themes: Integers) -> "Clusters":
        """The sums about these themes alone, numbered in this (rising) order."""
        inside = np.isin(self.theme, themes)
        theme = np.searchsorted(themes, self.theme[inside])
        pairs = (self.customer[inside], self.n_with[inside], self.sum_with[inside])
        return Clusters(len(themes), theme, *pairs, self.n, self.total)

    @cached_property
    def size(self) -> int:
        """How many customers there are."""
        return len(self.n)

    @cached_property
    def customers_with(self) -> Integers:
        """Customers with an answer that mentions the theme, shape (themes,)."""
        return np.bincount(self.theme, minlength=self.n_themes)

    @cached_property
    def customers_without(self) -> Integers:
        """Customers with an answer that does not mention the theme, shape (themes,)."""
        whole = self.n_with == self.n[self.customer]
        return self.size - np.bincount(self.theme[whole], minlength=self.n_themes)

    @cached_property
    def by_theme(self) -> sparse.csr_array:
        """The summands of an estimate for each theme: nine blocks of shape (themes, customers), stacked."""
        n1, s1, n, s = self.n_with, self.sum_with, self.n[self.customer], self.total[self.customer]
        columns = [n1, s1, n1 * n1, n1 * s1, s1 * s1, n1 * n, n1 * s, s1 * n, s1 * s]
        rows = np.concatenate([self.theme + block * self.n_themes for block in range(len(columns))])
        where = (rows, np.tile(self.customer, len(columns)))
        return sparse.csr_array((np.concatenate(columns), where), shape=(len(columns) * self.n_themes, self.size))

    @cached_property
    def overall(self) -> Floats:
        """The summands of an estimate over all answers, shape (5, customers)."""
        return np.stack([self.n, self.total, self.n * self.n, self.n * self.total, self.total * self.total])


def gaps(clusters: Clusters, *, draws: int, seed: int) -> Gaps:
    """Gap (mean with minus mean without) and impact (share x gap) of every theme, with 95 % intervals and one p-value.

    Every theme needs answers with and without it. Memory: under 500 MB, however many customers there are.
    """
    clusters.by_theme, clusters.overall  # noqa: B018 - computed once, before several threads need them
    point = _estimate(clusters, np.ones((clusters.size, 1)))
    drawn_customers = customer_weights(clusters.size, draws, seed, rows=9 * clusters.n_themes)
    blocks = for_each_block(partial(_estimate, clusters), drawn_customers)
    drawn = _Estimates(
        *(np.concatenate([getattr(block, name) for block in blocks], axis=1) for name in _Estimates.__slots__)
    )
    freedom = np.minimum(clusters.customers_with, clusters.customers_without) - 1
    return _intervals(point, drawn, np.maximum(freedom, 1).astype(np.float64))


def customer_weights(size: int, draws: int, seed: int, *, rows: int = 1) -> Iterator[Floats]:
    """How often each of `size` customers is drawn, in blocks of shape (customers, resamples).

    The blocks are small enough for results with `rows` numbers for each resample.
    """
    generator = np.random.default_rng(seed)
    step = max(1, _BLOCK // max(size, rows))
    for start in range(0, draws, step):
        width = min(step, draws - start)
        drawn = generator.integers(0, size, (width, size))
        drawn *= width
        drawn += np.arange(width)[:, None]
        yield np.bincount(drawn.ravel(), minlength=size * width).reshape(size, width).astype(np.float64)


def for_each_block(work: Callable[[Floats], Result], blocks: Iterable[Floats]) -> list[Result]:
    """The results of `work` on each block, in their order, computed in threads; few blocks are in memory at a time.

    BLAS has one thread meanwhile: products as small as these are slower with several.
    """
    threads = min(os.cpu_count() or 1, _THREADS)
    done: list[Result] = []
    waiting: deque[Future[Result]] = deque()
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(threads) as pool:
        for block in blocks:
            waiting.append(pool.submit(work, block))
            if len(waiting) > threads:
                done.append(waiting.popleft().result())
        return [*done, *(future.result() for future in waiting)]


def _estimate(clusters: Clusters, weights: Floats) -> _Estimates:
    """Gap, share and the gap's cluster-robust standard error under each column of `weights`.

    A customer's influence on the gap is a·s1 + b·n1 + c·s + d·n (Taylor linearization of two ratios), and the variance
    is the weighted sum of its squares. As in `adjusted_wald` three answers are added to each group, in the error only.
    """
    n1, s1, n1n1, n1s1, s1s1, n1n, n1s, s1n, s1s = (clusters.by_theme @ weights).reshape(9, clusters.n_themes, -1)
    n, s, nn, ns, ss = (clusters.overall @ weights)[:, None, :]
    n0 = n - n1
    with np.errstate(divide="ignore", invalid="ignore"):
        mean1, mean0 = s1 / n1, (s - s1) / n0
        a, b, c, d = 1 / n1 + 1 / n0, -mean1 / n1 - mean0 / n0, -1 / n0, mean0 / n0
        squares = a * a * s1s1 + b * b * n1n1 + c * c * ss + d * d * nn
        products = a * b * n1s1 + a * c * s1s + a * d * s1n + b * c * n1s + b * d * n1n + c * d * ns
        added = added_variance(mean1, n1) + added_variance(mean0, n0)
        error = np.sqrt(np.maximum(squares + 2 * products, 0.0) + added)
        return _Estimates(mean1 - mean0, n1 / n, np.where(np.isfinite(error), error, np.nan))


def _intervals(point: _Estimates, drawn: _Estimates, freedom: Floats) -> Gaps:
    """Studentized intervals of the gap, never shorter than Student's t, and the impact's from the same draws.

    The draws are reflected into plausible gaps and, on the log scale, plausible shares; their products are plausible
    impacts, so that both intervals lie on the same side of 0. The p-value is Student's t scaled to the interval: it is
    smooth in the tail, where a count of draws would end at 1 / draws and no theme among many could pass the false
    discovery rate.
    """
    gap, share, error = point.gap[:, 0], point.share[:, 0], point.error[:, 0]
    bound = scipy.stats.t.ppf((1 + CONFIDENCE) / 2, freedom)
    plausible = point.gap - (drawn.gap - point.gap) / drawn.error * point.error
    with np.errstate(divide="ignore", invalid="ignore"):
        impacts = point.share**2 / drawn.share * plausible
    gap_low, gap_high = _ends(plausible)
    low, high = _ends(np.where(np.isnan(plausible), np.nan, impacts))
    gap_low, gap_high = np.minimum(gap_low, gap - bound * error), np.maximum(gap_high, gap + bound * error)
    reach = np.where(gap > 0, gap - gap_low, gap_high - gap)
    return Gaps(
        gap=gap,
        gap_low=gap_low,
        gap_high=gap_high,
        impact=share * gap,
        low=np.minimum(low, share * (gap - bound * error)),
        high=np.maximum(high, share * (gap + bound * error)),
        p_value=2 * scipy.stats.t.sf(np.abs(gap) / reach * bound, freedom),
    )


def _ends(draws: Floats) -> tuple[Floats, Floats]:
    """The 2.5 % and 97.5 % points over the resamples: draws, not points between two, so that signs are kept."""
    tail = (1 - CONFIDENCE) / 2
    low, high = np.nanquantile(draws, [tail, 1 - tail], axis=1, method="inverted_cdf")
    return low, high
