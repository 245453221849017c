"""event_change: which themes are mentioned more or less often after an event of the calendar than before it.

Up to eight whole weeks before are compared with up to eight after, within each source, so that neither more feedback
nor another mix of channels is mistaken for a change. Weeks that belong to another event too are left out. What is found
is a change since the event: whether the event made it, the numbers can't tell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.figures import times
from vocpipe.outcomes.judgment import JUDGMENT_COLUMNS, Chance, Judgment, cannot_tell, judge, number_or_none
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import Ratios
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.outcomes.trends.event_counts import Sides, SourceCounts
from vocpipe.outcomes.trends.event_windows import WEEKS, Windows, windows
from vocpipe.outcomes.weekly import MIN_EXPECTED, READS, WeeklyCounts, read_said, read_weeks
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace
from vocpipe.verdict import Verdict
from vocpipe.wording import amount

FAMILY = Family("event_change", "exact ratio of two counts in the same sources, with overdispersion")
EVENT_CHANGE = Table(
    "event_change",
    "one row per event of the calendar and theme: is it mentioned more or less often in the weeks after than before?",
    (
        Column("event_on", "DATE", "the event's day"),
        Column("event", "VARCHAR", "its name, as in calendar_event"),
        Column("kind", "VARCHAR", "its kind, as in calendar_event"),
        Column("theme_id", "VARCHAR", "the theme; null, in one row, if no theme can be judged at this event"),
        Column("before_from", "DATE", "first day of the weeks before, at most eight and none of another event"),
        Column("before_to", "DATE", "first day after them"),
        Column("after_from", "DATE", "first day of the weeks after, at most eight and none of another event"),
        Column("after_to", "DATE", "first day after them"),
        Column("n_before", "BIGINT", "pieces of feedback in the weeks before that mention it"),
        Column("n_after", "BIGINT", "pieces of feedback in the weeks after that mention it"),
        Column("feedback_before", "BIGINT", "all pieces of feedback in the weeks before, of the sources on both sides"),
        Column("feedback_after", "BIGINT", "all pieces of feedback in the weeks after, of the sources on both sides"),
        Column(
            "ratio",
            "DOUBLE",
            "how many times as often it is mentioned after as before, in the same sources; null if that is unknown",
        ),
        Column("low", "DOUBLE", "lower end of the ratio's 95 % interval"),
        Column("high", "DOUBLE", "upper end; null if it was not mentioned before"),
        *family_columns("two-sided, of a ratio of 1"),
        *(Column("verdict", "VARCHAR", "rising, falling or cannot tell"), *JUDGMENT_COLUMNS[1:]),
    ),
    order="event_on DESC, event, q_value NULLS LAST, theme_id",
)


@dataclass(frozen=True, slots=True)
class _Compared:
    """One event's windows with every theme's counts and ratios."""

    windows: Windows
    days: dict[str, date | None]
    sides: Sides
    ratios: Ratios


def event_change(
    weeks: pa.Table, mentions: pa.Table, said: pa.Table, events: Sequence[dict[str, Any]], settings: OutcomesSettings
) -> pa.Table:
    """The rows of the table event_change: of each event one per theme, or one alone if nothing can be compared.

    weeks: as `vocpipe.outcomes.weekly.read_weeks` gives them. mentions: as source_mentions.sql. said: feedback_id,
    source, week. events: event_date, name, kind; each once.
    """
    weekly = WeeklyCounts.of(weeks, recent=WEEKS)
    counts = SourceCounts.of(weekly, mentions, said)
    placed = windows(events, weekly.mondays, weekly.volume)
    compared = [
        _Compared(place, place.days(weekly.mondays), counts.sides(place), counts.ratios(place))
        for place in placed
        if place.reason is None
    ]
    tested = [one.ratios.p_value for one in compared]
    q_values = false_discovery_rates(np.concatenate([np.empty(0), *tested])).reshape(
        len(compared), len(weekly.theme_ids)
    )
    tests = int((~np.isnan(q_values)).sum())
    rows = [
        {**_event(place), **Judgment(Verdict.CANNOT_TELL, place.reason).columns}
        for place in placed
        if place.reason is not None
    ]
    for one, of_event in zip(compared, q_values, strict=True):
        chances = [Chance(float(q), settings.false_discovery_rate, tests, "change") for q in of_event]
        rows += _rows(one, weekly.theme_ids, chances, knows=counts.knows_movement(one.windows))
    return FAMILY.named(pa.Table.from_pylist(rows, schema=EVENT_CHANGE.schema), EVENT_CHANGE.schema)


def _event(place: Windows) -> dict[str, Any]:
    return {"event_on": place.event["event_date"], "event": place.event["name"], "kind": place.event["kind"]}


def _rows(
    one: _Compared, theme_ids: Sequence[str], chances: Sequence[Chance], *, knows: bool
) -> Iterator[dict[str, Any]]:
    for number, (theme_id, chance) in enumerate(zip(theme_ids, chances, strict=True)):
        ratios = {name: number_or_none(float(getattr(one.ratios, name)[number])) for name in Ratios.__slots__}
        counts = int(one.sides.before[number]), int(one.sides.after[number])
        yield {
            **_event(one.windows),
            "theme_id": theme_id,
            **one.days,
            **{"n_before": counts[0], "n_after": counts[1]},
            **{"feedback_before": one.sides.feedback[0], "feedback_after": one.sides.feedback[1]},
            **ratios,
            "q_value": number_or_none(chance.q_value),
            **_judge(one, number, chance, counts, knows=knows).columns,
        }


def _judge(one: _Compared, number: int, chance: Chance, counts: tuple[int, int], *, knows: bool) -> Judgment:
    sides, place = one.sides, one.windows
    places: dict[str, object] = {
        "weeks": amount("week", place.stop - place.after),
        "weeks_before": amount("week", place.before - place.start),
        **{"before": counts[0], "after": counts[1]},
        "feedback": amount("feedback", sides.feedback[1]),
        "feedback_before": sides.feedback[0],
    }
    if not knows:
        return cannot_tell("trends.event.few_changes", **places)
    if np.isnan(chance.q_value):
        expected = f"{float(sides.expected[number]):.1f}"
        return cannot_tell("trends.event.too_few", **places, expected=expected, min=MIN_EXPECTED)
    low, high = float(one.ratios.low[number]), number_or_none(float(one.ratios.high[number]))
    key = "trends.event_at_least"
    if high is not None:
        key = "trends.event_times"
        places |= {"ratio": times(float(one.ratios.ratio[number])), "high": times(high)}
    verdicts = Verdict.RISING, Verdict.FALLING
    return judge(key, (low, high), chance, no_difference=1.0, verdicts=verdicts, low=times(low), **places)


def run(context: Context) -> Counts:
    """Replace the table; it has no rows if the calendar has no events or no feedback has a date."""
    connection, timezone = context.connection, context.settings.workspace.timezone
    known = read(connection, "trends/calendar.sql").to_pylist()
    events = [dict(event) for event in dict.fromkeys(tuple(row.items()) for row in known if row["event_date"])]
    weeks = read_weeks(connection, timezone)
    rows = EVENT_CHANGE.schema.empty_table()
    if events and weeks.num_rows:
        said = read_said(connection, timezone)
        with registered(connection, said=said):
            mentions = read(connection, "trends/source_mentions.sql")
        rows = event_change(weeks, mentions, said, events, context.settings.outcomes)
    replace(connection, EVENT_CHANGE, rows)
    return {}


STEP = Step("outcomes.event_change", run, reads=READS | {"calendar_event"}, tables=(EVENT_CHANGE,))
