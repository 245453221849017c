"""What a KPI is: one model of outcome for all of them, so that a new KPI is one file in `defined`.

A KPI is the mean of what was observed of customers on certain days: whether something happened, how much of it there
was, or what score they gave. Or it is the sum of what was observed for each of something else, as LTV is.
"""

from dataclasses import dataclass
from enum import StrEnum

from vocpipe.outcomes.scale import SCALES, Scale
from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.wording import Text, text


class Model(StrEnum):
    """The model of what is observed: whether a moment came, a share, a count or an amount, a score, or a ratio."""

    MOMENT = "moment"
    RATE = "rate"
    COUNT = "count"
    SCORE = "score"
    RATIO = "ratio"


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
    other customers. query: other observations that they are tested on, if those of the KPI do not suit it.
    """

    within: bool
    query: str | None = None


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI.

    query: its observations, one row each: part (the kind of feedback, which stands alone; or null), customer (one value
    per customer, also of anonymous answers), customer_id (null if anonymous), day, value. It may read `contract_month`,
    `order_month`, `ticket_time` and `asked`, the rows of the files of these names, and use the parameters of
    `Observing`. Of a ratio each row has `per` too: the KPI is the sum of value for each one of it. counted: what a row
    is, as a key of the amounts in the wording. unit: percent, points, days, hours or money. themes: None if it follows
    from other KPIs, whose themes are tested. more_is_better: None if neither is. needs: what vocpipe.toml has to name
    for it. since, until: the parameters that say from which day on, and up to which, the data tell of it. lag: the one
    that says for how many days a value is open.
    """

    name: str
    model: Model
    query: str
    counted: str
    unit: str
    themes: Borrowed | AfterMention | None
    more_is_better: bool | None = True
    digits: int = 1
    needs: str = "[customers]"
    since: str = "first_day"
    until: str = "as_of"
    lag: str | None = None

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
