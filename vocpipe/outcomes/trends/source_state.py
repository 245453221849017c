"""source_state: how each source comes in, since when it has been heard, whether it is late, whether it is in trends.

A source that starts brings other themes than those before it, and one that stops takes its themes along: neither is a
change in what customers say. So a source takes part in trends only if it was heard for a few weeks before the recent
ones and is not silent for longer than it usually is. Within the others, trends compare each source with itself.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.trends.source_arrivals import COLUMNS, READS, source_arrivals
from vocpipe.outcomes.weekly import MIN_WEEKS_BEFORE, RECENT_WEEKS, WEEKS_BEFORE
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.wording import Text, amount, text

MIN_PAUSE_DAYS = 7  # even a source with feedback every day may come in an export once a week
_STOPPED_DAYS = 84  # silent for as long as the weeks before that trends compare with
_YEAR = timedelta(days=365)

SOURCE_STATE = Table(
    "source_state",
    "one row per source of vocpipe.toml, or with dated feedback: when it was last pulled, what it brought and what "
    "failed, when something new is expected, since when it has been heard, and whether it takes part in trends.",
    (
        Column("source", "VARCHAR", "the source, as in feedback"),
        Column("kind", "VARCHAR", "the kind that most of its feedback is of; null without any"),
        *COLUMNS,
        Column("started_on", "DATE", "the first day with feedback"),
        Column("last_on", "DATE", "the last day with feedback"),
        Column("as_of", "DATE", "the newest day with feedback of any source, by which it is judged"),
        Column("silent_days", "INTEGER", "days from last_on to as_of"),
        Column(
            "usual_pause_days",
            "INTEGER",
            "the longest pause between two days with feedback in the year before last_on, at least seven: a longer "
            "silence is not usual",
        ),
        Column("n_recent", "BIGINT", "pieces of feedback in the recent four weeks of theme_change"),
        Column("n_before", "BIGINT", "pieces of feedback in the twelve weeks before"),
        Column(
            "state",
            "VARCHAR",
            "on; starting: heard for less than four weeks before the recent ones; late: silent for longer than usual; "
            "stopped: silent for twice as long, and at least twelve weeks; silent: never heard with a date",
        ),
        Column("takes_part", "BOOLEAN", "whether trends count it; where no source is on, all of them count"),
        Column("reason_en", "VARCHAR", "what is known of it, in English"),
        Column("reason_ja", "VARCHAR", "what is known of it, in Japanese"),
    ),
    order="source",
)


def source_state(days: pa.Table, arrivals: Mapping[str, Mapping[str, Any]] = MappingProxyType({})) -> pa.Table:
    """The rows of the table source_state.

    days: source, kind, day, n_feedback, in the order of source and day; arrivals: source -> how it comes in.
    """
    heard = _heard(days.to_pylist())
    none_is_on = all(row["state"] != "on" for row in heard.values())
    silent = {"state": "silent", "n_recent": 0, "n_before": 0, **reason_columns(text("trends.source.silent"))}
    states = [
        {**arrivals.get(source, {}), **heard.get(source, silent), "source": source}
        for source in sorted(heard.keys() | arrivals.keys())
    ]
    parts = [{**row, "takes_part": row["state"] != "silent" and (none_is_on or row["state"] == "on")} for row in states]
    return pa.Table.from_pylist(parts, schema=SOURCE_STATE.schema)


def _heard(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Source -> what its days tell of it."""
    if not rows:
        return {}
    as_of = max(row["day"] for row in rows)
    since = as_of - timedelta(days=as_of.weekday()) - timedelta(weeks=RECENT_WEEKS - 1)
    return {source: _state(list(own), as_of, since) for source, own in groupby(rows, key=lambda row: row["source"])}


def _state(rows: list[dict[str, Any]], as_of: date, since: date) -> dict[str, Any]:
    """One source's row; since: the first day of the recent weeks."""
    first, last = rows[0]["day"], rows[-1]["day"]
    silent, usual = (as_of - last).days, max([MIN_PAUSE_DAYS, *_pauses(rows, last - _YEAR)])
    state = "on"
    if silent > max(_STOPPED_DAYS, 2 * usual):
        state = "stopped"
    elif silent > usual:
        state = "late"
    elif first > since - timedelta(weeks=MIN_WEEKS_BEFORE):
        state = "starting"
    before = since - timedelta(weeks=WEEKS_BEFORE)
    return {
        **{"source": rows[0]["source"], "kind": rows[0]["kind"], "started_on": first, "last_on": last, "as_of": as_of},
        **{"silent_days": silent, "usual_pause_days": usual, "state": state},
        "n_recent": sum(row["n_feedback"] for row in rows if row["day"] >= since),
        "n_before": sum(row["n_feedback"] for row in rows if before <= row["day"] < since),
        **reason_columns(_reason(state, first, last, (silent, usual))),
    }


def _pauses(rows: list[dict[str, Any]], since: date) -> Iterator[int]:
    """The days between two days with feedback, of those that end after `since`."""
    for one, following in pairwise(rows):
        if following["day"] > since:
            yield (following["day"] - one["day"]).days


def _reason(state: str, first: date, last: date, days: tuple[int, int]) -> Text:
    silent, usual = (amount("day", n) for n in days)
    return text(f"trends.source.{state}", first=first, last=last, silent=silent, usual=usual, min=MIN_WEEKS_BEFORE)


def run(context: Context) -> Counts:
    """Replace the table."""
    days = read(context.connection, "trends/source_days.sql", timezone=context.settings.workspace.timezone)
    arrivals = source_arrivals(context.connection, ZoneInfo(context.settings.workspace.timezone))
    replace(context.connection, SOURCE_STATE, source_state(days, arrivals))
    return {}


STEP = Step("outcomes.source_state", run, reads=READS | {"feedback_clean"}, tables=(SOURCE_STATE,))
