"""alert: the themes that rise, fall or are new, each under one id for as long as it goes on.

Every theme's last 4, 3 and 2 weeks are held against the 12 before; the clearest of the three counts, its p-value times
three. A change opens an alert where it passes half the false discovery rate over all themes (half, since the question
is asked anew each week) and is large enough to be worth a look; it then goes on, under its id, while the interval
leaves out no change, so that it does not flicker.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.outcomes.reasons import Periods, Reason, change_new, change_told
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import Floats
from vocpipe.outcomes.tables import read, replace_kinds
from vocpipe.outcomes.trends.change import LEAST_NEW
from vocpipe.outcomes.trends.counts import HISTORY_WEEKS, Comparison, WeeklyCounts
from vocpipe.outcomes.trends.reasons import beside_events, goes_on
from vocpipe.settings import OutcomesSettings

KINDS = ("rising theme", "falling theme", "new theme")
WINDOWS = (4, 3, 2)  # weeks; one week alone is mostly an outburst
_EVENT_DAYS = 28  # an event that long before the change began stands beside it

SCHEMA = pa.schema(
    [
        ("alert_id", pa.string()),
        ("kind", pa.string()),
        ("subject", pa.string()),
        ("since", pa.date32()),
        ("evidence", pa.string()),
        ("q_value", pa.float64()),
        ("reason_en", pa.string()),
        ("reason_ja", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class _Change:
    """One theme's clearest window."""

    theme_id: str
    found: Comparison
    place: int
    q_value: float

    @property
    def interval(self) -> tuple[float, float | None]:
        """Of the ratio; no upper end if nobody mentioned the theme before."""
        high = float(self.found.ratios.high[self.place])
        return float(self.found.ratios.low[self.place]), None if np.isnan(high) else high

    @property
    def ratio(self) -> float | None:
        """None if nobody mentioned the theme before."""
        ratio = float(self.found.ratios.ratio[self.place])
        return None if np.isnan(ratio) else ratio

    @property
    def kind(self) -> str | None:
        """The kind of alert that the interval speaks for."""
        low, high = self.interval
        return "rising theme" if low > 1 else "falling theme" if high is not None and high < 1 else None

    def is_large(self, least: float) -> bool:
        """Is the ratio, or its inverse, at least so large?"""
        return self.ratio is None or max(self.ratio, 1 / max(self.ratio, 1e-9)) >= least

    @property
    def periods(self) -> Periods:
        """The counts of both periods."""
        counts = (int(self.found.recent[self.place]), int(self.found.before[self.place]))
        return Periods(self.found.since, self.found.weeks, counts, self.found.said)


def refresh_alerts(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, timezone: str) -> pa.Table:
    """The alerts about themes, after they have replaced the old ones; alerts of other kinds stay."""
    rows = theme_alerts(
        read(connection, "change_weeks.sql", timezone=timezone, weeks=HISTORY_WEEKS),
        read(connection, "trends/open_alerts.sql"),
        read(connection, "trends/calendar.sql"),
        settings,
    )
    replace_kinds(connection, "alert", rows, KINDS)
    return rows


def theme_alerts(weeks: pa.Table, before: pa.Table, calendar: pa.Table, settings: OutcomesSettings) -> pa.Table:
    """One row per theme to look at, with the columns of the table alert, in the order of kind and theme.

    weeks: as for theme_change. before: kind, subject, since and alert_id of the alerts there were. calendar:
    event_date, name, kind of events.
    """
    counts = WeeklyCounts.of(weeks, recent=max(WINDOWS))
    if not counts.mondays or not counts.theme_ids:
        return SCHEMA.empty_table()
    known = {(row["kind"], row["subject"]): row for row in before.to_pylist()}
    events = [event for event in calendar.to_pylist() if event["event_date"] is not None]
    rows = [*_changes(counts, known, events, settings), *_new(counts, events)]
    return pa.Table.from_pylist(sorted(rows, key=lambda row: (row["kind"], row["subject"])), schema=SCHEMA)


def _changes(
    counts: WeeklyCounts, known: dict[tuple[str, str], Any], events: list[Any], settings: OutcomesSettings
) -> Iterator[dict[str, Any]]:
    new = {place for place, _ in _firsts(counts)}
    for change in _clearest(counts):
        kind = change.kind
        if kind is None or change.place in new:
            continue
        old = known.get((kind, change.theme_id))
        opens = change.q_value <= settings.false_discovery_rate / 2 and change.is_large(settings.alert_ratio)
        if opens or old:
            yield _row(kind, change, old, events, knows_season=counts.knows_season)


def _clearest(counts: WeeklyCounts) -> list[_Change]:
    """Of each theme that can be tested the window with the smallest p-value, q-values over all themes."""
    compared = [counts.compare(weeks) for weeks in WINDOWS]
    p_values = np.array([found.ratios.p_value for found in compared])
    best = np.where(np.isnan(p_values), np.inf, p_values).argmin(axis=0)
    smallest: Floats = np.minimum(1.0, p_values[best, np.arange(len(best))] * len(WINDOWS))
    q_values = false_discovery_rates(smallest)
    return [
        _Change(theme_id, compared[best[place]], place, float(q_values[place]))
        for place, theme_id in enumerate(counts.theme_ids)
        if not np.isnan(q_values[place])
    ]


def _row(
    kind: str, change: _Change, old: dict[str, Any] | None, events: list[Any], *, knows_season: bool
) -> dict[str, Any]:
    periods, (low, high) = change.periods, change.interval
    since: date = old["since"] if old else periods.since
    near = _near(events, since, periods.since)
    reason = change_told(change.ratio, change.interval, periods)
    if old and since < periods.since:
        reason = goes_on(reason, since)
    evidence = {
        "weeks": {"recent": periods.weeks[0], "before": periods.weeks[1]},
        "n_recent": periods.mentions[0],
        "n_before": periods.mentions[1],
        "n_said_recent": periods.said[0],
        "n_said_before": periods.said[1],
        "ratio": _rounded(change.ratio),
        "low": _rounded(low),
        "high": _rounded(high),
        "season_taken_out": knows_season,
        "events": near,
    }
    alert_id = old["alert_id"] if old else alert_id_of(kind, change.theme_id, since)
    return _as_row(alert_id, kind, change.theme_id, since, evidence, change.q_value, beside_events(reason, near))


def _new(counts: WeeklyCounts, events: list[Any]) -> Iterator[dict[str, Any]]:
    for place, since in _firsts(counts):
        found = counts.compare(max(WINDOWS))
        periods = Periods(found.since, found.weeks, (int(found.recent[place]), 0), found.said)
        near = _near(events, since, since)
        evidence = {"n_recent": periods.mentions[0], "n_said_recent": periods.said[0], "events": near}
        theme_id, kind = counts.theme_ids[place], "new theme"
        alert_id = alert_id_of(kind, theme_id, since)
        yield _as_row(alert_id, kind, theme_id, since, evidence, None, beside_events(change_new(periods), near))


def _firsts(counts: WeeklyCounts) -> list[tuple[int, date]]:
    """The themes that nobody mentioned before the recent weeks, and the week each began in."""
    found = counts.compare(max(WINDOWS))
    if not found.has_history:
        return []
    new = [place for place, first in enumerate(found.first_lately) if first and found.recent[place] >= LEAST_NEW]
    return [(place, week) for place in new if (week := counts.first_weeks[place]) is not None]


def _near(events: list[Any], since: date, recent: date) -> list[dict[str, str]]:
    """The events from a few weeks before the change began until its newest weeks."""
    first = since - timedelta(days=_EVENT_DAYS)
    near = [event for event in events if first <= event["event_date"] < recent + timedelta(weeks=max(WINDOWS))]
    return [{"date": str(event["event_date"]), "name": event["name"], "kind": event["kind"]} for event in near]


def alert_id_of(kind: str, subject: str, since: date) -> str:
    """The id of what began at `since`."""
    return "a_" + sha256(f"{kind}\x1f{subject}\x1f{since}".encode()).hexdigest()[:16]


def _as_row(
    alert_id: str, kind: str, subject: str, since: date, evidence: dict[str, Any], q_value: float | None, reason: Reason
) -> dict[str, Any]:
    told = json.dumps(evidence, ensure_ascii=False, sort_keys=True)
    words = {f"reason_{language}": text for language, text in asdict(reason).items()}
    row = {"alert_id": alert_id, "kind": kind, "subject": subject, "since": since, "evidence": told}
    return {**row, "q_value": q_value, **words}


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")
