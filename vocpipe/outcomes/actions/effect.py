"""The effect of one action on one measure, as a row of the table action_effect."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import Any

from vocpipe.outcomes.judgment import Chance, Judgment, judge
from vocpipe.verdict import Verdict
from vocpipe.wording import Text

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect with its 95 % interval and p-value, and the places of its reason.

    `no_effect` is the value without any effect. `key` is that of a group of sentences for `vocpipe.outcomes.judgment`,
    `places` are theirs.
    """

    effect: float
    interval: Pair
    p_value: float
    no_effect: float
    key: str
    places: Mapping[str, Any]

    def judgment(self, chance: Chance) -> Judgment:
        """The verdict with its reason."""
        return judge(self.key, self.interval, chance, no_difference=self.no_effect, **self.places)


@dataclass(frozen=True, slots=True)
class Effect:
    """An action's effect on one measure, if it could be estimated; pairs are before and after.

    `estimate` is the effect, or the reason why it could not be estimated.
    """

    action_id: str
    measure: str
    estimate: Estimate | Text
    n: tuple[int, int] = (0, 0)
    n_compared: tuple[int, int] = (0, 0)
    values: Pair | None = None
    compared: Pair | None = None

    @property
    def p_value(self) -> float:
        """Two-sided, of no effect; nan if nothing was tested."""
        return self.estimate.p_value if isinstance(self.estimate, Estimate) else nan

    def judgment(self, chance: Chance) -> Judgment:
        """The verdict with its reason."""
        if isinstance(self.estimate, Estimate):
            return self.estimate.judgment(chance)
        return Judgment(Verdict.CANNOT_TELL, self.estimate)

    def row(self, q_value: float | None, chance: Chance) -> dict[str, Any]:
        """The row of the table action_effect."""
        return {
            "action_id": self.action_id,
            "measure": self.measure,
            **_pair("n", self.n),
            **_pair("n_compared", self.n_compared),
            **_pair("value", self.values),
            **_pair("compared", self.compared),
            **self._estimated(),
            "q_value": q_value,
            **self.judgment(chance).columns,
        }

    def _estimated(self) -> dict[str, float]:
        if not isinstance(self.estimate, Estimate):
            return {}
        low, high = self.estimate.interval
        return {"effect": self.estimate.effect, "low": low, "high": high, "p_value": self.estimate.p_value}


def _pair(name: str, pair: tuple[float | None, float | None] | None) -> dict[str, float | None]:
    before, after = pair or (None, None)
    return {f"{name}_before": before, f"{name}_after": after}
