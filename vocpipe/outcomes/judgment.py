"""The judgment on a difference that was tested among many others: a verdict, and the reason in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan

from vocpipe.store.tables import Column
from vocpipe.verdict import Verdict
from vocpipe.wording import Text, amount, text

JUDGMENT_COLUMNS = (
    Column("verdict", "VARCHAR", "raises, lowers or cannot tell"),
    Column("reason_en", "VARCHAR", "why, in English"),
    Column("reason_ja", "VARCHAR", "why, in Japanese"),
)


@dataclass(frozen=True, slots=True)
class Chance:
    """A false discovery rate, the highest one allowed, and how many tests it is over.

    `unit` is what was tested, as a key of the amounts in the wording: "theme", "part" or "effect".
    """

    q_value: float
    allowed: float
    tests: int
    unit: str = "theme"

    @property
    def passed(self) -> bool:
        """Whether the false discovery rate is at most the highest one allowed."""
        return self.q_value <= self.allowed

    @property
    def places(self) -> dict[str, object]:
        """The places `tested`, `q` and `allowed` of a sentence about a difference that did not pass."""
        return {"tested": amount(self.unit, self.tests), "q": f"{self.q_value:.2g}", "allowed": f"{self.allowed:g}"}


@dataclass(frozen=True, slots=True)
class Judgment:
    """A verdict with its reason."""

    verdict: Verdict
    reason: Text

    @property
    def columns(self) -> dict[str, str]:
        """The columns verdict, reason_en and reason_ja of one row."""
        return {"verdict": self.verdict, **reason_columns(self.reason)}


def cannot_tell(key: str, **places: object) -> Judgment:
    """The judgment that the data cannot carry one, with the sentence under `key` as its reason."""
    return Judgment(Verdict.CANNOT_TELL, text(key, **places))


def judge(
    key: str,
    interval: tuple[float, float | None],
    chance: Chance,
    *,
    no_difference: float = 0.0,
    verdicts: tuple[Verdict, Verdict] = (Verdict.RAISES, Verdict.LOWERS),
    **places: object,
) -> Judgment:
    """The verdict on a difference with a 95 % `interval`, and its reason, one of three sentences in the wording.

    It is `key`.unclear if the interval has `no_difference` in it, `key`.by_chance if the false discovery rate is
    too high (with the places of `chance`), else `key`.found. `verdicts` are those above and below `no_difference`; an
    upper end of None is infinite.
    """
    low, high = interval
    if low <= no_difference and (high is None or high >= no_difference):
        return cannot_tell(f"{key}.unclear", **places)
    if not chance.passed:
        return cannot_tell(f"{key}.by_chance", **chance.places, **places)
    return Judgment(verdicts[0] if low > no_difference else verdicts[1], text(f"{key}.found", **places))


def judged_columns(judgments: Iterable[Judgment]) -> dict[str, list[str]]:
    """The columns verdict, reason_en and reason_ja of as many rows."""
    rows = [judgment.columns for judgment in judgments]
    return {name: [row[name] for row in rows] for name in ("verdict", "reason_en", "reason_ja")}


def reason_columns(reason: Text) -> dict[str, str]:
    """The columns reason_en and reason_ja of one row."""
    return {"reason_en": reason.en, "reason_ja": reason.ja}


def number_or_none(value: float) -> float | None:
    """The number, or None for nan: what could not be computed is null in a table."""
    return None if isnan(value) else value
