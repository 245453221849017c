"""The section on goals: the value that a KPI is to reach, and by when."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from vocpipe.settings.base import Model
from vocpipe.wording import tell


class GoalSettings(Model):
    """`[[goal]]`: the value that a KPI is to reach by a day; shares are from 0 to 1."""

    kpi: str = Field(description="the id of the KPI, as in the table kpi: nps, churn_rate, csat.ticket …")
    baseline: float = Field(description="the value that it starts from")
    target: float = Field(description="the value to reach")
    due: date = Field(description="the day by which it is to be reached")

    @model_validator(mode="after")
    def _goes_somewhere(self) -> Self:
        if self.baseline == self.target:
            raise ValueError(tell("error.settings.goal_stays", kpi=self.kpi))
        return self
