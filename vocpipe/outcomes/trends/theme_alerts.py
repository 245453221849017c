"""Alerts on themes that rise, fall or are new, each under one id for as long as it goes on.

Every theme's last 4, 3 and 2 weeks are compared with the 12 before; the clearest of the three counts, its p-value times
three. A change opens an alert if it passes half the false discovery rate over all themes (half, since the question
is asked anew each week) and its ratio is large enough; the alert then continues, under its id, for as long as the
interval excludes a ratio of 1, so that it does not flicker.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.judgment import number_or_none, reason_columns
from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.outcomes.trends.counts import Comparison, TrendCounts
from vocpipe.outcomes.trends.rows import TrendRows
from vocpipe.outcomes.trends.share import MIN_NEW, Periods, share_places, shown, with_left_out
from vocpipe.settings import OutcomesSettings
from vocpipe.store.tables import Column, Table
from vocpipe.wording import Text, text

FAMILY = Family("alert", "ratio of rates by source (Mantel-Haenszel), with overdispersion; three windows, Bonferroni")
WINDOWS = (4, 3, 2)  # weeks; a rise of a single week is mostly a burst
_CHANGES = ("rising theme", "falling theme")
_EVENT_DAYS = 28  # events up to that long before the change began are named

ALERT = Table(
    "alert",
    "one row per alert: a theme or watch that rises or falls, a new one, a customer at risk.",
    (
        Column("alert_id", "VARCHAR", "id, which lasts as long as the change"),
        Column(
            "kind", "VARCHAR", "rising theme, falling theme, new theme, the same three of a watch, or customer at risk"
        ),
        Column("subject", "VARCHAR", "the theme's id, the watch's id, or the customer's pseudonym"),
        Column("since", "DATE", "the day it began"),
        Column(
            "evidence",
            "JSON",
            "the numbers behind it, as JSON; of a theme: mentions, customers and all feedback in the recent weeks and "
            "before, the part of the customer who says it most, ratio with its 95 % interval, whether the season could "
            "be taken out, sources that take no part, events of the calendar near it",
        ),
        *family_columns(
            "two-sided, of the clearest of the three windows, times three; null if nothing was tested",
            "Benjamini-Hochberg false discovery rate over all themes tested, those without an alert too",
        ),
        Column("reason_en", "VARCHAR", "what it is, in English"),
        Column("reason_ja", "VARCHAR", "what it is, in Japanese"),
    ),
    order="kind, q_value NULLS LAST, subject",
)


@dataclass(frozen=True, slots=True)
class _Change:
    """One theme's clearest window."""

    theme_id: str
    compared: Comparison
    place: int
    p_value: float
    q_value: float

    @property
    def interval(self) -> tuple[float, float | None]:
        """Of the ratio; no upper end if nobody mentioned the theme before."""
        ratios = self.compared.ratios
        return float(ratios.low[self.place]), number_or_none(float(ratios.high[self.place]))

    @property
    def ratio(self) -> float | None:
        """None if nobody mentioned the theme before."""
        return number_or_none(float(self.compared.ratios.ratio[self.place]))

    @property
    def kind(self) -> str | None:
        """The kind of alert by the interval; None if it contains 1, or would without the largest customer."""
        low, high = self.interval
        if not self.compared.holds[self.place]:
            return None
        return "rising theme" if low > 1 else "falling theme" if high is not None and high < 1 else None

    def is_large(self, min_ratio: float) -> bool:
        """Whether the ratio, or its inverse, is at least `min_ratio`."""
        return self.ratio is None or max(self.ratio, 1 / max(self.ratio, 1e-9)) >= min_ratio

    @property
    def periods(self) -> Periods:
        """The counts of both periods."""
        return Periods.of(self.compared, self.place)


def theme_alerts(
    rows: TrendRows, before: pa.Table, calendar: pa.Table, settings: OutcomesSettings, family: Family = FAMILY
) -> pa.Table:
    """One row per theme to look at, with the columns of the table alert, in the order of kind and theme.

    before: kind, subject, since and alert_id of the last refresh's alerts.
    calendar: event_date, name, kind of events. family: the tests that the rows are of.
    """
    counts = TrendCounts.of(rows, recent=max(WINDOWS))
    if not counts.mondays or not counts.theme_ids:
        return ALERT.schema.empty_table()
    known = {(row["kind"], row["subject"]): row for row in before.to_pylist()}
    events = [event for event in calendar.to_pylist() if event["event_date"] is not None]
    found = [*_changes(counts, known, events, settings), *_new(counts, events)]
    found = sorted(found, key=lambda row: (row["kind"], row["subject"]))
    return family.named(pa.Table.from_pylist(found, schema=ALERT.schema), ALERT.schema)


def _changes(
    counts: TrendCounts, known: dict[tuple[str, str], Any], events: list[Any], settings: OutcomesSettings
) -> Iterator[dict[str, Any]]:
    new = {place for place, _ in _firsts(counts)}
    changes = _clearest(counts)
    for change in changes:
        kind = change.kind
        if kind is None or change.place in new:
            continue
        old = known.get((kind, change.theme_id))
        opens = change.q_value <= settings.false_discovery_rate / 2 and change.is_large(settings.alert_ratio)
        if opens or old:
            yield _row(kind, change, old, events, counts)
    if counts.left_out:
        unknown = set(counts.theme_ids) - {change.theme_id for change in changes}
        yield from (
            _waiting(old, counts) for (kind, theme), old in known.items() if kind in _CHANGES and theme in unknown
        )


def _clearest(counts: TrendCounts) -> list[_Change]:
    """The window with the smallest p-value of each theme that can be tested, with q-values over all themes."""
    compared = [counts.compare(weeks) for weeks in WINDOWS]
    p_values = np.array([comparison.ratios.p_value for comparison in compared])
    best = np.where(np.isnan(p_values), np.inf, p_values).argmin(axis=0)
    smallest: Floats = np.minimum(1.0, p_values[best, np.arange(len(best))] * len(WINDOWS))
    q_values = false_discovery_rates(smallest)
    return [
        _Change(theme_id, compared[best[place]], place, float(smallest[place]), float(q_values[place]))
        for place, theme_id in enumerate(counts.theme_ids)
        if not np.isnan(q_values[place])
    ]


def _row(
    kind: str, change: _Change, old: dict[str, Any] | None, events: list[Any], counts: TrendCounts
) -> dict[str, Any]:
    periods, (low, high) = change.periods, change.interval
    since: date = old["since"] if old else periods.since
    near = _near(events, since, periods.since)
    key, places = share_places(change.ratio, change.interval, periods)
    reason = text(f"{key}.found", **places)
    if old and since < periods.since:
        reason = text("trends.alert.ongoing", since=since, reason=reason)
    evidence = {
        "weeks": {"recent": periods.weeks[0], "before": periods.weeks[1]},
        "n_recent": periods.mentions[0],
        "n_before": periods.mentions[1],
        "n_customers_recent": shown(periods.customers[0]),
        "n_customers_before": shown(periods.customers[1]),
        "largest_share": _rounded(float(change.compared.share[change.place])) if periods.are_shown else None,
        "n_said_recent": periods.feedback[0],
        "n_said_before": periods.feedback[1],
        "ratio": _rounded(change.ratio),
        "low": _rounded(low),
        "high": _rounded(high),
        "season_taken_out": counts.knows_season,
        "left_out": [source for source, _ in counts.left_out],
        "events": near,
    }
    alert_id = old["alert_id"] if old else alert_id_of(kind, change.theme_id, since)
    told = with_left_out(_with_events(reason, near), counts.left_out)
    row = _as_row(alert_id, kind, change.theme_id, since, evidence, told)
    return row | {"p_value": change.p_value, "q_value": change.q_value}


def _waiting(old: dict[str, Any], counts: TrendCounts) -> dict[str, Any]:
    """An alert that can't be followed while sources take no part: it stays, and says so."""
    reason = with_left_out(text("trends.alert.waiting", since=old["since"]), counts.left_out)
    evidence = {"left_out": [source for source, _ in counts.left_out], "events": []}
    return _as_row(old["alert_id"], old["kind"], old["subject"], old["since"], evidence, reason)


def _new(counts: TrendCounts, events: list[Any]) -> Iterator[dict[str, Any]]:
    for place, since in _firsts(counts):
        periods = Periods.of(counts.compare(max(WINDOWS)), place)
        near = _near(events, since, since)
        evidence = {
            "n_recent": periods.mentions[0],
            "n_customers_recent": shown(periods.customers[0]),
            "n_said_recent": periods.feedback[0],
            "left_out": [source for source, _ in counts.left_out],
            "events": near,
        }
        theme_id, kind = counts.theme_ids[place], "new theme"
        alert_id = alert_id_of(kind, theme_id, since)
        reason = with_left_out(_with_events(text("trends.new", **periods.places), near), counts.left_out)
        yield _as_row(alert_id, kind, theme_id, since, evidence, reason)


def _firsts(counts: TrendCounts) -> list[tuple[int, date]]:
    """The themes that nobody mentioned before the recent weeks, and the first week of each."""
    compared = counts.compare(max(WINDOWS))
    if not compared.has_history:
        return []
    new = [place for place, is_new in enumerate(compared.is_new) if is_new and compared.customers[0][place] >= MIN_NEW]
    return [(place, week) for place in new if (week := counts.first_weeks[place]) is not None]


def _near(events: list[Any], since: date, recent: date) -> list[dict[str, str]]:
    """The events from a few weeks before the change began until its newest weeks."""
    first = since - timedelta(days=_EVENT_DAYS)
    near = [event for event in events if first <= event["event_date"] < recent + timedelta(weeks=max(WINDOWS))]
    return [{"date": str(event["event_date"]), "name": event["name"], "kind": event["kind"]} for event in near]


def _with_events(reason: Text, events: list[dict[str, str]]) -> Text:
    """The reason, followed by the calendar's events near the change: a coincidence in time, not a cause."""
    if not events:
        return reason
    names = [text("trends.alert.event", name=event["name"], date=event["date"]) for event in events]
    enumerated = Text(", ".join(name.en for name in names), "、".join(name.ja for name in names))
    return text("trends.alert.events", reason=reason, events=enumerated)


def alert_id_of(kind: str, subject: str, since: date) -> str:
    """The id of what began at `since`."""
    return "a_" + sha256(f"{kind}\x1f{subject}\x1f{since}".encode()).hexdigest()[:16]


def _as_row(
    alert_id: str, kind: str, subject: str, since: date, evidence: dict[str, Any], reason: Text
) -> dict[str, Any]:
    written = json.dumps(evidence, ensure_ascii=False, sort_keys=True)
    row = {"alert_id": alert_id, "kind": kind, "subject": subject, "since": since, "evidence": written}
    return {**row, **reason_columns(reason)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")
