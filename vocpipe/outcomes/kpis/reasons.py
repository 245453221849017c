"""The sentences next to each verdict of a theme on a KPI: words of association, never of cause."""

from dataclasses import dataclass
from typing import Any

from vocpipe.outcomes.figures import percent, points
from vocpipe.outcomes.judgment import Chance, Judgment, cannot_tell, judge
from vocpipe.outcomes.kpis.after import MIN_CUSTOMERS, MIN_HITS, After, Observed, Side
from vocpipe.outcomes.kpis.observing import Part
from vocpipe.settings import OutcomesSettings
from vocpipe.verdict import Verdict
from vocpipe.wording import Text, amount, text


@dataclass(frozen=True, slots=True)
class Tests:
    """What the themes of one KPI were tested with, and how many were; varies: whether the values differ at all."""

    part: Part
    observed: Observed
    settings: OutcomesSettings
    n_tests: int
    varies: bool

    @property
    def key(self) -> str:
        """Where the sentences of the comparison stand in the wording."""
        return f"kpi.after.{'within' if self.observed.within else 'between'}"

    def size(self, value: float) -> Text:
        """A difference with its unit and without a sign."""
        kpi = self.part.kpi
        shown = 100 * value if kpi.is_share else value
        return text(f"kpi.size.{kpi.unit}", size=points(shown, kpi.digits))


def judgment_of(side: Side, after: After | None, q_value: float, tests: Tests) -> Judgment:
    """The verdict on one theme, and its reason."""
    if after is None:
        return _untested(side, tests)
    near, far = sorted((after.low, after.high), key=abs)
    ends = {"near": near, "far": far, "low": after.low, "high": after.high}
    places: dict[str, Any] = {
        **_counts(side, tests),
        **tests.observed.alike.places,
        "kpi": tests.part.kpi.title(tests.part.name),
        "gap": text(f"kpi.after.{'higher' if after.gap >= 0 else 'lower'}", size=tests.size(after.gap)),
        **{name: tests.size(end) for name, end in ends.items()},
    }
    chance = Chance(q_value, tests.settings.false_discovery_rate, tests.n_tests)
    judgment = judge(tests.key, (after.low, after.high), chance, **places)
    if judgment.verdict != Verdict.CANNOT_TELL and not after.holds:
        shares = {"share": percent(after.share_with), "share_of_all": percent(after.share_of_all)}
        return cannot_tell(f"{tests.key}.one_customer", **shares, **places)
    return judgment


def _untested(side: Side, tests: Tests) -> Judgment:
    """Why a theme was not tested."""
    if not side.is_enough(tests.settings.min_responses):
        few = {"min": tests.settings.min_responses, "min_customers": MIN_CUSTOMERS}
        customers = {"customers": amount("customer", side.customers[0]), "other_customers": side.customers[1]}
        return cannot_tell(f"{tests.key}.few", **few, **customers, **_counts(side, tests))
    if not tests.varies:
        return cannot_tell("kpi.after.equal")
    if not side.has_hits(is_share=tests.observed.is_share):
        return cannot_tell("kpi.after.few_hits", expected=side.expected, min=MIN_HITS)
    return cannot_tell("kpi.after.nobody", **tests.observed.alike.places)


def _counts(side: Side, tests: Tests) -> dict[str, object]:
    return {"with_it": amount(tests.part.kpi.counted, side.n[0]), "others": side.n[1]}
