"""What a KPI is: one model of outcome for all of them, so that a new KPI is one file in `defined`.

A KPI is the mean of what was observed of customers on certain days: whether something happened, how much of it there
was, or what score they gave.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from vocpipe.outcomes.scale import SCALES, Scale
from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.wording import Text, text

_PARAMETER = re.compile(r"\$(\w+)")


class Model(StrEnum):
    """The model of what is observed: whether a moment came, a share, a count or an amount, or a score."""

    MOMENT = "moment"
    RATE = "rate"
    COUNT = "count"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Verdicts on themes that another table has: nothing is tested twice.

    query: part, and the columns of theme_kpi from theme_id on.
    """

    query: str


@dataclass(frozen=True, slots=True)
class AfterMention:
    """Themes are tested by what is observed after a mention.

    within: against the other months of the same customers, for what is observed of them month by month; else against
    other customers.
    """

    within: bool


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI.

    query: its observations, one row each: part (the kind of feedback, which stands alone; or null), customer (one value
    per customer, also of anonymous answers), customer_id (null if anonymous), day, value. It may read `contract_month`,
    the rows of contract_month.sql, and use the parameters of `Observing`. counted: what a row is, as a key of the
    amounts in the wording. unit: percent, points, days or money. more_is_better: None if neither is. needs: what
    vocpipe.toml has to name for it. lag: the parameter that says for how many days after its day a value is still open.
    """

    name: str
    model: Model
    query: str
    counted: str
    unit: str
    themes: Borrowed | AfterMention
    more_is_better: bool | None = True
    digits: int = 1
    needs: str = "[customers]"
    lag: str | None = None

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters that its query has."""
        return frozenset(_PARAMETER.findall(self.query))

    @property
    def scale(self) -> Scale | None:
        """The scale of its scores; None if it has none."""
        return SCALES[self.name] if self.model is Model.SCORE else None

    @property
    def is_share(self) -> bool:
        """Whether each observation is 0 or 1."""
        return self.model in (Model.MOMENT, Model.RATE)

    def of_unit(self, values: Floats) -> Floats:
        """Observations as the statistics take them: scores from -1 to 1, all others as they are."""
        return self.scale.values(values) if self.scale else values

    def shown(self, value: float) -> float:
        """A mean of `of_unit` in the KPI's own points."""
        return self.scale.middle + self.scale.unit * value if self.scale else value

    def id_of(self, part: str | None) -> str:
        """The id of one part: its name, and the kind of feedback if kinds stand alone."""
        return self.name if part is None else f"{self.name}.{part}"

    def title(self, part: str | None) -> Text:
        """The name that people read."""
        name = text(f"kpi.{self.name}.name")
        return name if part is None else text("kpi.of_kind", kpi=name, kind=text(f"explorer.kind.{part}"))
