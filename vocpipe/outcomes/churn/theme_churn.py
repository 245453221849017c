"""theme_churn: how many times as often customers leave in the months after mentioning a theme. Never causes.

Each theme's hazard ratio is adjusted for plan, tenure, value, calendar month, how much else was written, and the other
themes associated with leaving; talk of leaving is not tested; a Cox model is the cross-check. Where what the customers
file says of plan or value separates leavers in hindsight, a verdict has to hold with it and without it.
"""

from typing import Any

import pyarrow as pa

from vocpipe.outcomes.churn import reasons
from vocpipe.outcomes.churn.hazard_ratios import HazardRatios, Leavers, cox_hazard_ratio, hazard_ratios, leavers
from vocpipe.outcomes.churn.hindsight import Hindsight, in_hindsight
from vocpipe.outcomes.churn.history import History, last_days
from vocpipe.outcomes.churn.leaving_talk import LeavingTalk
from vocpipe.outcomes.churn.person_months import PersonMonths
from vocpipe.outcomes.churn.reasons import FollowUp
from vocpipe.outcomes.figures import times
from vocpipe.outcomes.judgment import JUDGMENT_COLUMNS, Chance, Judgment, cannot_tell, judge
from vocpipe.outcomes.statistics.cox import CoxRatio
from vocpipe.outcomes.statistics.separation import e_value
from vocpipe.outcomes.suspects import noted
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.verdict import Verdict
from vocpipe.wording import Text

MIN_LEFT = 20  # leavers in the months watched, for any theme to be tested
MIN_EXPECTED = 10  # expected leavers after a mention, and without one, if there were no effect
FAMILY = Family("theme_churn", "discrete-time hazard model (complementary log-log), cluster-robust by customer")

THEME_CHURN = Table(
    "theme_churn",
    "one row per theme: do those who mention it leave more often in the months after? Associations, not causes.",
    (
        Column("theme_id", "VARCHAR", "the theme"),
        Column("n_customers", "BIGINT", "customers with a month in which they could have left"),
        Column("n_churned", "BIGINT", "of these, customers who left in such a month"),
        Column("n_exposed", "BIGINT", "customers who mention it in the exposure window of such a month"),
        Column(
            "n_churned_exposed",
            "BIGINT",
            "customers who left in a month with a mention in its exposure window, who left twice also twice",
        ),
        Column("n_churned_expected", "DOUBLE", "the expected n_churned_exposed if mentions made no difference"),
        Column(
            "hazard_ratio",
            "DOUBLE",
            "how many times as often customers leave in a month after a mention as similar ones; null if not tested",
        ),
        Column("low", "DOUBLE", "lower end of its 95 % interval, robust to several months of one customer"),
        Column("high", "DOUBLE", "upper end"),
        Column(
            "e_value",
            "DOUBLE",
            "how many times as frequent something not adjusted for would have to be on either side, to explain the"
            " interval's nearer end away (E-value); 1 if the interval has 1 in it",
        ),
        *family_columns("two-sided, of a hazard ratio of 1"),
        Column(
            "cox_hazard_ratio",
            "DOUBLE",
            "the hazard ratio by a Cox model, the cross-check; only if the first model finds a difference",
        ),
        Column("cox_low", "DOUBLE", "lower end of its 95 % interval"),
        Column("cox_high", "DOUBLE", "upper end"),
        Column(
            "leaving_ratio",
            "DOUBLE",
            "how many times as often customers who left mentioned it in their last days as before; high for talk of"
            " leaving",
        ),
        Column("verdict", "VARCHAR", "raises (they leave more often), lowers or cannot tell"),
        *JUDGMENT_COLUMNS[1:],
    ),
    order="q_value NULLS LAST, theme_id",
)


def theme_churn(
    months: pa.Table, mentions: pa.Table, talk: pa.Table, follow_up: FollowUp, settings: OutcomesSettings
) -> pa.Table:
    """One row per theme of `talk`, in its order, with the columns of the table theme_churn.

    months: customer_month, in the order of customer and month; mentions: its row-theme pairs; talk: the rows of
    leaving_talk.sql. Tested are themes with MIN_EXPECTED expected leavers, with a mention and without, that are not
    talk of leaving. A verdict other than "cannot tell" needs a q-value within `settings.false_discovery_rate`, an
    interval that leaves out 1, also when adjusted for columns that are suspect in hindsight, and a Cox model that
    points the same way.
    """
    talks = LeavingTalk.each(talk)
    nothing = reasons.nothing_to_test(follow_up, min_left=MIN_LEFT)
    if nothing is not None:
        results = [{"n_exposed": 0, "n_churned_exposed": 0, **_unjudged(nothing).columns} for _ in talks]
    else:
        results = _results(talks, months, mentions, settings) if talks else []
    watched = {"n_customers": follow_up.watched, "n_churned": follow_up.left_watched}
    rows = [
        {"theme_id": talk.theme_id, **watched, "leaving_ratio": talk.ratio, **result}
        for talk, result in zip(talks, results, strict=True)
    ]
    return FAMILY.named(pa.Table.from_pylist(rows, schema=THEME_CHURN.schema), THEME_CHURN.schema)


def _results(
    talks: list[LeavingTalk], month_rows: pa.Table, mentions: pa.Table, settings: OutcomesSettings
) -> list[dict[str, Any]]:
    """The counts, numbers and verdict of each theme."""
    hindsight = Hindsight.of(month_rows)
    theme_ids = [talk.theme_id for talk in talks]
    months = PersonMonths.of(hindsight.safe, mentions, theme_ids)
    counted = leavers(months, len(talks))
    untested = [_untested(talk, left, settings) for talk, left in zip(talks, counted, strict=True)]
    tested = [theme for theme, reason in enumerate(untested) if reason is None]
    ratios = hazard_ratios(months, tested, len(talks), settings.false_discovery_rate)
    suspect: HazardRatios | None = None
    if hindsight.suspects:
        whole = PersonMonths.of(hindsight.whole, mentions, theme_ids)
        suspect = hazard_ratios(whole, tested, len(talks), settings.false_discovery_rate)
    results = []
    for theme, (left, reason) in enumerate(zip(counted, untested, strict=True)):
        if reason is not None:
            results.append(_counts(left) | _unjudged(reason).columns)
            continue
        numbers, judgment = _tested(theme, left, ratios, months, settings)
        if suspect is not None:
            judgment = in_hindsight(judgment, suspect.interval(theme), noted(hindsight.suspects))
        results.append(_counts(left) | numbers | judgment.columns)
    return results


def _untested(talk: LeavingTalk, left: Leavers, settings: OutcomesSettings) -> Text | None:
    """Why the theme is not tested; None if it is."""
    reason = talk.reason(last_days(settings))
    if reason is None and min(left.expected, left.expected_others) < MIN_EXPECTED:
        return reasons.few_expected(left, min_expected=MIN_EXPECTED)
    return reason


def _unjudged(reason: Text) -> Judgment:
    return Judgment(Verdict.CANNOT_TELL, reason)


def _counts(left: Leavers) -> dict[str, Any]:
    return {"n_exposed": left.exposed, "n_churned_exposed": left.left, "n_churned_expected": left.expected}


def _tested(
    theme: int, left: Leavers, ratios: HazardRatios, months: PersonMonths, settings: OutcomesSettings
) -> tuple[dict[str, Any], Judgment]:
    """A tested theme's numbers, and the judgment on them."""
    ratio, low, high = ratios.interval(theme)
    p_value, q_value = float(ratios.p_value[theme]), float(ratios.q_value[theme])
    numbers = {"hazard_ratio": ratio, "low": low, "high": high, "p_value": p_value, "q_value": q_value}
    numbers["e_value"] = e_value(ratio, low, high)
    places = reasons.ratio_places(ratio, (low, high), left, months.base)
    chance = Chance(q_value, settings.false_discovery_rate, ratios.tests)
    judgment = judge("churn.ratio", (low, high), chance, no_difference=1.0, **places)
    if judgment.verdict is Verdict.CANNOT_TELL:
        return numbers, judgment
    cox = cox_hazard_ratio(months, theme, ratios.selected)
    return numbers | _cox_columns(cox), _cross_checked(judgment, ratio, cox, places)


def _cox_columns(cox: CoxRatio | None) -> dict[str, float]:
    return {} if cox is None else {"cox_hazard_ratio": cox.ratio, "cox_low": cox.low, "cox_high": cox.high}


def _cross_checked(judgment: Judgment, ratio: float, cox: CoxRatio | None, places: dict[str, Any]) -> Judgment:
    """The judgment if the Cox model points the same way; else the judgment that the data cannot carry one."""
    if cox is None:
        return cannot_tell("churn.ratio.cox_fails", **places)
    if (cox.ratio > 1) != (ratio > 1):
        return cannot_tell("churn.ratio.cox_differs", cox_ratio=times(cox.ratio), **places)
    return judgment


def run(context: Context) -> Counts:
    """Replace the table; if nothing can be tested, every theme's row says why."""
    history = History.of(context)
    inputs = (history.months, history.mentions, history.talk, history.follow_up)
    replace(context.connection, THEME_CHURN, theme_churn(*inputs, context.settings.outcomes))
    return {}


STEP = Step("outcomes.theme_churn", run, reads=History.READS, tables=(THEME_CHURN,))
