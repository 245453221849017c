"""theme_churn: how many times as often those who mention a theme leave, in the months after. Never causes.

Each theme's hazard ratio is adjusted for plan, tenure, value, calendar month, how much else was written, and the other
themes that stand out; talk of leaving is told apart; a Cox model is the cross-check.
"""

from dataclasses import asdict, dataclass

import pyarrow as pa

from vocpipe.outcomes.churn import reasons
from vocpipe.outcomes.churn.cox import CoxRatio, cox_ratio
from vocpipe.outcomes.churn.design import Months
from vocpipe.outcomes.churn.estimate import Estimates, Leavers, estimate, leavers
from vocpipe.outcomes.churn.reasons import Followed
from vocpipe.outcomes.churn.talk import LEAST_DAYS, Talk
from vocpipe.outcomes.judgment import Chance
from vocpipe.settings import OutcomesSettings
from vocpipe.wording import Text

LEAST_LEFT = 20  # leavers in the months watched, for any theme to be tested
LEAST_EXPECTED = 10  # leavers to expect after a mention, and without one, if it made no difference

_COUNTS = ("n_customers", "n_churned", "n_exposed", "n_churned_exposed")
_NUMBERS = (
    *("n_churned_expected", "hazard_ratio", "low", "high", "p_value", "q_value"),
    *("cox_hazard_ratio", "cox_low", "cox_high", "leaving_ratio"),
)
SCHEMA = pa.schema(
    [("theme_id", pa.string())]
    + [(name, pa.int64()) for name in _COUNTS]
    + [(name, pa.float64()) for name in _NUMBERS]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


@dataclass(slots=True)
class _Row:
    """A row of the table theme_churn, told as far as it can be."""

    theme_id: str
    n_customers: int
    n_churned: int
    n_exposed: int = 0
    n_churned_exposed: int = 0
    n_churned_expected: float | None = None
    hazard_ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    q_value: float | None = None
    cox_hazard_ratio: float | None = None
    cox_low: float | None = None
    cox_high: float | None = None
    leaving_ratio: float | None = None
    verdict: str = "cannot tell"
    reason_en: str = ""
    reason_ja: str = ""

    def say(self, reason: Text, verdict: str = "cannot tell") -> None:
        """The verdict with its reason."""
        self.verdict, self.reason_en, self.reason_ja = verdict, reason.en, reason.ja


def theme_churn(
    months: pa.Table, mentions: pa.Table, talk: pa.Table, followed: Followed, settings: OutcomesSettings
) -> pa.Table:
    """One row per theme of `talk`, in its order, with the columns of the table theme_churn.

    months: customer_month; mentions: its row-theme pairs; talk: the rows of leaving_talk.sql. Hazard ratios are told of
    themes with LEAST_EXPECTED leavers to expect, with a mention and without, that are no talk of leaving. A verdict
    other than "cannot tell" needs a q-value within `settings.false_discovery_rate`, an interval that leaves out 1, and
    a Cox model that points the same way.
    """
    talks = Talk.each(talk)
    rows = [_Row(each.theme_id, followed.watched, followed.left_watched, leaving_ratio=each.ratio) for each in talks]
    nothing = reasons.nothing_to_tell(followed, least=LEAST_LEFT)
    if nothing is not None:
        for row in rows:
            row.say(nothing)
    elif rows:
        _judge(rows, talks, Months.of(months, mentions, [row.theme_id for row in rows]), settings)
    return pa.Table.from_pylist([asdict(row) for row in rows], schema=SCHEMA)


def _judge(rows: list[_Row], talks: list[Talk], months: Months, settings: OutcomesSettings) -> None:
    """Fill the rows in."""
    counted = leavers(months, len(rows))
    for row, talk, left in zip(rows, talks, counted, strict=True):
        row.n_exposed, row.n_churned_exposed, row.n_churned_expected = left.exposed, left.left, left.expected
        untold = talk.reason(last_days(settings)) or _too_few(left)
        if untold is not None:
            row.say(untold)
    tested = [number for number, row in enumerate(rows) if not row.reason_en]
    found = estimate(months, tested, len(rows), settings.false_discovery_rate)
    for theme in tested:
        _tell(rows[theme], theme, counted[theme], found, months, settings.false_discovery_rate)


def last_days(settings: OutcomesSettings) -> int:
    """How many days before leaving count as the last ones, in which talk of leaving is looked for."""
    return max(settings.exposure_gap_days, LEAST_DAYS)


def _too_few(left: Leavers) -> Text | None:
    if min(left.expected, left.expected_others) >= LEAST_EXPECTED:
        return None
    return reasons.too_few(left, least=LEAST_EXPECTED)


def _tell(row: _Row, theme: int, left: Leavers, found: Estimates, months: Months, allowed: float) -> None:
    """A tested theme's numbers, verdict and reason."""
    ratio, low, high = found.interval(theme)
    row.hazard_ratio, row.low, row.high = ratio, low, high
    row.p_value, row.q_value = float(found.p_value[theme]), float(found.q_value[theme])
    chance = Chance(row.q_value, allowed, found.tests)
    reason = reasons.hazard_ratio(ratio, (low, high), left, tuple(months.base), chance)
    if not chance.passed or low <= 1 <= high:
        row.say(reason)
        return
    cox = cox_ratio(months, theme, found.standing)
    if cox is not None:
        row.cox_hazard_ratio, row.cox_low, row.cox_high = cox.ratio, cox.low, cox.high
    if _confirms(cox, ratio):
        row.say(reason, "raises" if ratio > 1 else "lowers")
    else:
        row.say(reasons.not_confirmed(reason, None if cox is None else cox.ratio))


def _confirms(cox: CoxRatio | None, ratio: float) -> bool:
    """Does the cross-check point the same way?"""
    return cox is not None and (cox.ratio > 1) == (ratio > 1)
