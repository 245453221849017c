"""The design of scored answers: what scores differ by whatever is said, so that like is compared with like.

Language, source, plan, time under contract and quarter. A theme of one language, or of one plan, would otherwise have
the scores of all who speak it.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.phrases import joined
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.levels import dummies, orthonormal
from vocpipe.outcomes.suspects import separating
from vocpipe.wording import Text, text

NAMES = ("lang", "source", "plan", "tenure", "wave")
MIN_LEFT = 0.1  # of a theme's variance, within the design; with less, hardly any answers are alike with and without it


@dataclass(frozen=True, slots=True)
class Design:
    """`basis`: an orthonormal basis of a constant and the levels, shape (answers, columns); `names`: what varies."""

    basis: Floats
    names: tuple[str, ...]

    @classmethod
    def of(cls, answers: pa.Table) -> "Design":
        """From the columns NAMES of the answers; a column that is missing does not vary."""
        columns, names = [np.ones((answers.num_rows, 1))], []
        for name in NAMES:
            levels = dummies(answers[name]) if name in answers.column_names else np.empty((answers.num_rows, 0))
            if levels.shape[1]:
                columns.append(levels)
                names.append(name)
        return cls(orthonormal(np.column_stack(columns)), tuple(names))

    def only(self, kept: Bools) -> "Design":
        """The design of some of the answers."""
        return Design(orthonormal(self.basis[kept]), self.names)

    @property
    def places(self) -> dict[str, Text]:
        """The place `alike` of a sentence: what varies. There must be something."""
        named = [text(f"nps.alike.{name}") for name in self.names]
        first, last = joined(named[:-1], "nps.alike.separator"), named[-1]
        return {"alike": text("nps.alike.several", first=first, last=last) if first.en else last}

    def within(self, values: Floats) -> Floats:
        """What of the values, shape (answers,) or (answers, columns), the design does not explain."""
        return np.asarray(values - self.basis @ (self.basis.T @ values))


def with_plan(answers: pa.Table, design: pa.Table) -> pa.Table:
    """The answers with the columns NAMES; `design` as answer_design.sql gives it, for at least these answers.

    A plan that was learned later stands in for the one of the day, unless it separates those who have left.
    """
    place = pc.index_in(answers["feedback_id"], value_set=design["feedback_id"])
    design = design.take(place)
    filled = pc.coalesce(design["plan"], design["plan_later"])
    customers = _one_each(answers["customer"])
    left = pc.fill_null(design["has_left"], False).to_numpy()[customers]
    plan = filled if separating("plan", filled.take(customers), left) is None else design["plan"]
    columns = {name: plan if name == "plan" else design[name] for name in NAMES}
    for name, column in columns.items():
        answers = answers.append_column(name, column)
    return answers


def _one_each(customer: pa.ChunkedArray) -> Integers:
    """The number of one answer of each customer."""
    return np.unique(customer.to_numpy(zero_copy_only=False), return_index=True)[1]
