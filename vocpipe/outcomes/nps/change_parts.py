"""The parts of a change in the NPS: their answers, and their size in NPS points with its error."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy
from scipy import sparse

from vocpipe.outcomes.scale import NPS
from vocpipe.outcomes.statistics.arrays import Integers
from vocpipe.outcomes.statistics.decomposition import Answers, Split, decompose
from vocpipe.outcomes.statistics.interval import CONFIDENCE
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `n_before` and `n_after` are its answers, `value` and `error` are in NPS points.

    `freedom` is the degrees of freedom: the customers of the group in the period with fewer of them, less one.
    """

    dimension: str
    subject: str | None
    part: str
    n_before: int
    n_after: int
    value: float
    error: float
    freedom: int

    @property
    def p_value(self) -> float:
        """Two-sided, by Student's t; nan if the error is 0."""
        return (
            float(2 * scipy.stats.t.sf(abs(self.value) / self.error, self.freedom)) if self.error > 0 else float("nan")
        )

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval, by Student's t."""
        margin = self.error * float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, self.freedom))
        return self.value - margin, self.value + margin


@dataclass(frozen=True, slots=True)
class _Grouping:
    """One dimension's groups that have enough customers in both periods.

    inside: the answers in each group. matrix: the part of each answer in each group and, last, in none of them; shape
    (answers, groups + 1), with rows that add up to 1.
    """

    dimension: str
    subjects: list[str]
    inside: list[Integers]
    matrix: sparse.csr_array


def change_parts(dated: pa.Table, groups: pa.Table, *, draws: int, seed: int) -> list[Part]:
    """The whole change first, then each dimension's parts, which add up to it.

    dated: feedback_id, customer, score, is_after, in the order of feedback_id. groups: feedback_id, dimension, subject;
    an answer belongs to its groups of a dimension in equal parts.
    """
    answers = Answers(
        values=NPS.values(dated["score"].to_numpy()),
        customer=np.unique(dated["customer"].to_numpy(), return_inverse=True)[1],
        is_after=dated["is_after"].to_numpy().astype(bool),
    )
    ids = dated["feedback_id"].combine_chunks()
    dimensions = sorted(set(groups["dimension"].to_pylist()), key=lambda name: (name != "theme", name))
    groupings = [_grouping(answers, ids, groups, name) for name in dimensions]
    everybody = sparse.csr_array(np.ones((len(ids), 1)))
    matrices = [everybody, *(grouping.matrix for grouping in groupings)]
    whole, *splits = decompose(answers, matrices, draws=draws, seed=seed)
    parts = [_part(answers, np.arange(len(ids)), ("all", None, "change"), whole, -1)]
    for grouping, split in zip(groupings, splits, strict=True):
        parts += _parts(answers, grouping, split)
    return parts


def _grouping(answers: Answers, ids: pa.Array, groups: pa.Table, dimension: str) -> _Grouping:
    groups = groups.filter(pc.equal(groups["dimension"], dimension))
    names = sorted(set(groups["subject"].to_pylist()))
    answer = pc.index_in(groups["feedback_id"], value_set=ids)
    known = groups.append_column("answer", answer).filter(pc.is_valid(answer))
    place = pc.index_in(known["subject"], value_set=pa.array(names, pa.string()))
    pairs = np.unique(np.stack([place.to_numpy(), known["answer"].to_numpy()]).astype(np.int64), axis=1)
    inside = np.split(pairs[1], np.searchsorted(pairs[0], np.arange(1, len(names))))
    shown = [number for number in range(len(names)) if min(_customers(answers, inside[number])) >= MIN_CUSTOMERS_SHOWN]
    weight = 1 / np.bincount(pairs[1])[pairs[1]]
    matrix = sparse.csr_array(sparse.csc_array((weight, (pairs[1], pairs[0])), (len(ids), len(names)))[:, shown])
    matrix = sparse.hstack([matrix, sparse.csr_array(1 - matrix.sum(axis=1)[:, None])], format="csr")
    return _Grouping(dimension, [names[number] for number in shown], [inside[number] for number in shown], matrix)


def _parts(answers: Answers, grouping: _Grouping, split: Split) -> list[Part]:
    """Mix and rate of every group of one dimension, and the part that is not explained."""
    parts = []
    for place, subject in enumerate(grouping.subjects):
        for part, row in (("mix", place), ("rate", len(grouping.subjects) + place)):
            parts.append(_part(answers, grouping.inside[place], (grouping.dimension, subject, part), split, row))
    inside = np.concatenate([*grouping.inside, np.empty(0, np.int64)])
    rest = np.setdiff1d(np.arange(len(answers.values)), inside)
    return [*parts, _part(answers, rest, (grouping.dimension, None, "not explained"), split, -1)]


def _part(answers: Answers, inside: Integers, names: tuple[str, str | None, str], split: Split, row: int) -> Part:
    after = int(answers.is_after[inside].sum())
    freedom = max(1, min(_customers(answers, inside)) - 1)
    value, error = 100 * float(split.value[row]), 100 * float(split.error[row])
    return Part(*names, len(inside) - after, after, value, error, freedom)


def _customers(answers: Answers, inside: Integers) -> tuple[int, int]:
    """How many customers of each period gave the answers that are `inside`."""
    customer, is_after = answers.customer[inside], answers.is_after[inside]
    return len(np.unique(customer[~is_after])), len(np.unique(customer[is_after]))
