"""One row of action_effect on its way to the table."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from vocpipe.outcomes.judgment import Chance
from vocpipe.wording import Text


@dataclass(frozen=True, slots=True)
class Effect:
    """What is known of an action's effect on one measure; pairs are before and after. `reason` is told the chance."""

    action_id: str
    measure: str
    reason: Callable[[Chance], Text]
    n: tuple[int, int] = (0, 0)
    n_compared: tuple[int, int] = (0, 0)
    values: tuple[float, float] | None = None
    compared: tuple[float, float] | None = None
    effect: float | None = None
    interval: tuple[float, float] | None = None
    p_value: float | None = None
    nothing: float = 0.0  # what the effect would be without any

    def because(self, reason: Callable[[Chance], Text]) -> "Effect":
        """The same with another reason."""
        return replace(self, reason=reason)

    def told(self, effect: float, interval: tuple[float, float], p_value: float, *, nothing: float) -> "Effect":
        """The same with its numbers."""
        return replace(self, effect=effect, interval=interval, p_value=p_value, nothing=nothing)

    @property
    def verdict(self) -> str:
        """What the interval alone speaks for."""
        low, high = self.interval or (self.nothing, self.nothing)
        return "raises" if low > self.nothing else "lowers" if high < self.nothing else "cannot tell"

    def row(self, q_value: float | None, chance: Chance) -> dict[str, Any]:
        """The row of the table action_effect."""
        reason = self.reason(chance)
        return {
            **{"action_id": self.action_id, "measure": self.measure, "n_before": self.n[0], "n_after": self.n[1]},
            **{"n_compared_before": self.n_compared[0], "n_compared_after": self.n_compared[1]},
            **dict(zip(("value_before", "value_after"), self.values or (None, None), strict=True)),
            **dict(zip(("compared_before", "compared_after"), self.compared or (None, None), strict=True)),
            **{"effect": self.effect, "p_value": self.p_value, "q_value": q_value},
            **dict(zip(("low", "high"), self.interval or (None, None), strict=True)),
            "verdict": self.verdict if chance.passed else "cannot tell",
            **{"reason_en": reason.en, "reason_ja": reason.ja},
        }
