"""theme_survival: how many of those who said a theme are still there month by month, and of those alike who had not.

Nobody's time before they said it counts: a curve starts at the first month that theme_churn counts as after the
mention. In that month each is held against customers with the same plan, time under contract and amount of writing who
also wrote in the window, but not about it. These stay where they are even if they say it later.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.churn import reasons
from vocpipe.outcomes.churn.hindsight import Hindsight
from vocpipe.outcomes.churn.history import History, last_days
from vocpipe.outcomes.churn.leaving_talk import LeavingTalk
from vocpipe.outcomes.churn.person_months import TENURE_BANDS, PersonMonths
from vocpipe.outcomes.churn.reasons import FollowUp
from vocpipe.outcomes.churn.theme_churn import MIN_LEFT
from vocpipe.outcomes.statistics.arrays import Integers
from vocpipe.outcomes.statistics.survival import Curve, Entries, survival_curve
from vocpipe.settings import OutcomesSettings
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN, too_small_to_show
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.wording import Text

MIN_GROUP = 30  # customers on either side, for curves to be drawn
MIN_GROUP_LEFT = 10  # leavers on both sides together
MIN_AT_RISK = 10  # customers; a curve ends where fewer are watched
HORIZON = 12  # months
_WRITING_BANDS = (2,)  # feedback in the window: once, or more often

THEME_SURVIVAL = Table(
    "theme_survival",
    "one row per theme, group and month: how many of those who said it are still customers, and of those alike who had"
    " not. One row without a curve if there are too few. Associations, not causes.",
    (
        Column("theme_id", "VARCHAR", "the theme"),
        Column("said", "BOOLEAN", "true: those who said it; false: those alike who had not; null if there is no curve"),
        Column("months", "INTEGER", "whole months since, from 0; null if there is no curve"),
        Column("survival", "DOUBLE", "share still there by the end of that month (Kaplan-Meier, weighted to be alike)"),
        Column("low", "DOUBLE", "lower end of its 95 % interval (log-log, by customer)"),
        Column("high", "DOUBLE", "upper end"),
        Column("n_at_risk", "BIGINT", "customers who were still there and watched when that month began"),
        Column("reason_en", "VARCHAR", "who is compared, or why there is no curve, in English"),
        Column("reason_ja", "VARCHAR", "the same, in Japanese"),
    ),
    order="theme_id, said DESC, months",
)


@dataclass(frozen=True, slots=True)
class _Watched:
    """Rows of customer_month as needed here: what makes them alike, and how long each is watched from there on."""

    months: PersonMonths
    alike: Integers  # the stratum's number
    wrote: Integers  # feedback in the window
    watched: Integers  # complete months from this one on
    left: Integers  # whether they leave in the last of these


def theme_survival(
    month_rows: pa.Table, mentions: pa.Table, talk: pa.Table, follow_up: FollowUp, settings: OutcomesSettings
) -> pa.Table:
    """The curves of each theme of `talk`; the arguments are those of theme_churn."""
    talks = LeavingTalk.each(talk)
    nothing = reasons.nothing_to_test(follow_up, min_left=MIN_LEFT)
    rows: list[dict[str, Any]] = []
    if nothing is None and talks:
        watched = _watched(Hindsight.of(month_rows).safe, mentions, [each.theme_id for each in talks])
    for number, each in enumerate(talks):
        reason = nothing or each.reason(last_days(settings))
        rows += [_none(each.theme_id, reason)] if reason else _theme(watched, number, each.theme_id)
    return pa.Table.from_pylist(rows, schema=THEME_SURVIVAL.schema)


def _theme(rows: _Watched, number: int, theme_id: str) -> list[dict[str, Any]]:
    said, alike, n_all = _groups(rows, number)
    left = said.n_left(HORIZON) + alike.n_left(HORIZON)
    if min(said.n_customers, alike.n_customers) < MIN_CUSTOMERS_SHOWN:
        return [_none(theme_id, too_small_to_show())]
    if min(said.n_customers, alike.n_customers) < MIN_GROUP or left < MIN_GROUP_LEFT:
        minimums = {"min_group": MIN_GROUP, "min_left": MIN_GROUP_LEFT}
        return [_none(theme_id, reasons.few_alike(said.n_customers, alike.n_customers, left, **minimums))]
    reason = reasons.alike(said.n_customers, n_all, alike.n_customers)
    curves = {True: survival_curve(said, HORIZON), False: survival_curve(alike, HORIZON)}
    months = min(int((curve.n_at_risk >= MIN_AT_RISK).sum()) for curve in curves.values())
    return [
        _point(theme_id, reason, curve, month) | {"said": group}
        for group, curve in curves.items()
        for month in range(months)
    ]


def _groups(rows: _Watched, theme: int) -> tuple[Entries, Entries, int]:
    """Those who said it, from the first month after; those alike, weighted to the same mix; how many said it at all."""
    customer = rows.months.customer
    size = len(customer)
    first = np.full(int(customer.max(initial=-1)) + 1, size)
    exposed = rows.months.rows_of(theme)
    np.minimum.at(first, customer[exposed], exposed)
    starts = first[first < size]
    starts = starts[rows.watched[starts] > 0]
    silent = (np.arange(size) < first[customer]) & (rows.wrote > 0) & (rows.watched > 0)
    strata = int(rows.alike.max(initial=-1)) + 1
    wanted = np.bincount(rows.alike[starts], minlength=strata)
    offered = np.bincount(rows.alike[silent], minlength=strata)
    kept = starts[offered[rows.alike[starts]] > 0]
    others = np.flatnonzero(silent & (wanted[rows.alike] > 0))
    weight = wanted[rows.alike[others]] / offered[rows.alike[others]]
    return _entries(rows, kept, np.ones(len(kept))), _entries(rows, others, weight), len(starts)


def _entries(rows: _Watched, at: Integers, weight: Any) -> Entries:
    return Entries(rows.months.customer[at], rows.watched[at], rows.left[at] > 0, weight)


def _watched(month_rows: pa.Table, mentions: pa.Table, theme_ids: list[str]) -> _Watched:
    months = PersonMonths.of(month_rows, mentions, theme_ids)
    complete = _complete(month_rows)
    row = np.arange(len(complete))
    last = np.full(int(months.spell.max(initial=-1)) + 1, -1)
    np.maximum.at(last, months.spell[complete], row[complete])
    ends = last[months.spell]
    watched = np.maximum(ends - row + 1, 0)
    left = np.where(ends >= 0, months.left[ends], 0).astype(np.int64)
    wrote = month_rows["n_said"].to_numpy().astype(np.int64)
    tenure = np.where(np.isnan(months.tenure), -1, np.digitize(np.nan_to_num(months.tenure), TENURE_BANDS))
    plan = pc.fill_null(month_rows["plan"], "").dictionary_encode().combine_chunks().indices.to_numpy()
    returned = (month_rows["spell"].to_numpy() > 1).astype(np.int64)
    cells = np.column_stack([months.month, plan, tenure, np.digitize(wrote, _WRITING_BANDS), returned])
    alike = np.unique(cells, axis=0, return_inverse=True)[1].reshape(-1)
    return _Watched(months, alike, wrote, watched, left)


def _complete(month_rows: pa.Table) -> Any:
    """Whether the feedback and the customers file reach to the end of each row's month; the last may be cut short."""
    month = month_rows["month"].to_numpy().astype("datetime64[M]")
    length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.int64)
    days = month_rows["days_at_risk"].to_numpy()
    whole = np.unique(month[days == length])
    return np.isin(month, whole)


def _none(theme_id: str, reason: Text) -> dict[str, Any]:
    return {"theme_id": theme_id, "reason_en": reason.en, "reason_ja": reason.ja}


def _point(theme_id: str, reason: Text, curve: Curve, month: int) -> dict[str, Any]:
    ends = {name: float(getattr(curve, name)[month]) for name in ("survival", "low", "high")}
    return _none(theme_id, reason) | {"months": month, "n_at_risk": int(curve.n_at_risk[month]), **ends}


def run(context: Context) -> Counts:
    """Replace the table; a theme without curves has one row that says why."""
    history = History.of(context)
    inputs = (history.months, history.mentions, history.talk, history.follow_up)
    replace(context.connection, THEME_SURVIVAL, theme_survival(*inputs, context.settings.outcomes))
    return {}


STEP = Step("outcomes.theme_survival", run, reads=History.READS, tables=(THEME_SURVIVAL,))
