"""What is alike where themes are compared: the same customer or not, the month, and what else values differ by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.phrases import joined
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.levels import dummies, orthonormal
from vocpipe.wording import Text, text

_WRITING = (1, 2, 3, 5)  # pieces of feedback in the window from which on somebody counts as one who writes more
_ROUNDS = 200
_TOLERANCE = 1e-9  # of the spread of the values


@dataclass(frozen=True, slots=True)
class Alike:
    """Values are compared within the groups, at equal levels. basis: of the levels, shape (values, columns).

    groups: the numbers of each value's month and, if customers are compared with themselves, of its customer. names:
    what is alike besides, in the order of the sentence.
    """

    groups: tuple[Integers, ...]
    basis: Floats
    names: tuple[str, ...]

    @classmethod
    def of(cls, exposure: pa.Table, groups: tuple[Integers, ...], *, with_plan: bool) -> "Alike":
        """From the rows of exposure.sql that belong to the values."""
        writing = np.digitize(exposure["n_said"].to_numpy(), _WRITING)
        columns = {
            **{"tenure": exposure["tenure"], "orders": exposure["orders"]},
            "writing": pa.chunked_array([pa.array(writing)]),
        }
        if with_plan:
            columns = {"plan": exposure["plan"], **columns}
        levels = {name: dummies(column) for name, column in columns.items()}
        varying = {name: each for name, each in levels.items() if each.shape[1]}
        every = np.column_stack([np.zeros((exposure.num_rows, 1)), *varying.values()])
        inside = np.column_stack([centered(column, groups) for column in every.T])
        return cls(groups, orthonormal(inside), tuple(varying))

    def beside(self, mentions: Sequence[Bools]) -> "Alike":
        """Alike in these mentions of other themes too, each of shape (values,)."""
        if not mentions:
            return self
        columns = [centered(inside.astype(np.float64), self.groups) for inside in mentions]
        basis = orthonormal(np.column_stack([self.basis, *columns]))
        return Alike(self.groups, basis, (*self.names, "themes"))

    def within(self, values: Floats) -> Floats:
        """What of the values, shape (values,), neither the groups nor the levels explain."""
        inside = centered(values, self.groups)
        return np.asarray(inside - self.basis @ (self.basis.T @ inside))

    @property
    def places(self) -> dict[str, Text]:
        """The place `alike` of a sentence: what is alike besides the month."""
        named = [text(f"kpi.alike.{name}") for name in ("month", *self.names)]
        first, last = joined(named[:-1], "kpi.alike.separator"), named[-1]
        return {"alike": text("kpi.alike.several", first=first, last=last) if first.en else last}


def centered(values: Floats, groups: Sequence[Integers]) -> Floats:
    """The values, shape (values,), without the means of the groups, each taken out in turn until none is left."""
    left, spread = values - values.mean(), float(values.std())
    sizes = [np.maximum(np.bincount(group), 1) for group in groups]
    for _ in range(_ROUNDS if spread > 0 else 0):
        largest = 0.0
        for group, size in zip(groups, sizes, strict=True):
            means = np.bincount(group, left) / size
            largest = max(largest, float(np.abs(means).max()))
            left = left - means[group]
        if largest < _TOLERANCE * spread:
            break
    return np.asarray(left)
