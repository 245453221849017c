"""Whether rising themes, and only they, are alerted: simulated companies, week by week.

Each world is two years of weekly counts and the weeks after: 40 themes of 5 to 60 mentions a week, each with bursts
(negative binomial), in a volume that grows and has a season; a third of the themes have a season of their own, and five
began this year. The alerts of each week are computed as in a refresh, from the data of that week and the alerts of the
week before.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocpipe.outcomes.trends.rows import TrendRows
from vocpipe.outcomes.trends.theme_alerts import ALERT, theme_alerts
from vocpipe.settings import OutcomesSettings

THEMES = 40
QUIET_WEEKS = 20
TIMES = 3.0  # as often as before the rising theme is mentioned
WITHIN_WEEKS = 3
HISTORY_WEEKS = 104
YOUNG = range(10, 15)  # the themes that began this year
_YOUNG_WEEKS = (20, 46)  # how long before the end of the history they did, at least and at most

_MONDAY = date(2024, 1, 1)
_YEAR = 52.18
_OTHER = 400.0  # feedback a week without any theme
_SOURCE = "voices"
_CALENDAR = pa.table({"event_date": pa.array([], pa.date32()), "name": pa.array([], pa.string())})
# Nobody says anything twice, and the source is on.
_NOBODY = pa.table(
    {
        **{name: pa.array([], pa.string()) for name in ("theme_id", "account", "source")},
        **{"week": pa.array([], pa.date32()), "n_feedback": pa.array([], pa.int64())},
    }
)
_ALL_ON = pa.table(
    {
        **{name: pa.array([], pa.string()) for name in ("source", "reason_en", "reason_ja")},
        "takes_part": pa.array([], pa.bool_()),
    }
)


@dataclass(frozen=True, slots=True)
class _World:
    """Mentions, shape (themes, weeks), and all feedback, shape (weeks,)."""

    mentions: NDArray[np.int64]
    feedback: NDArray[np.int64]


def weeks_until_alert(random: np.random.Generator, theme: int, settings: OutcomesSettings) -> int | None:
    """The weeks at the new rate until `theme` is alerted; None if not within WITHIN_WEEKS."""
    world = _world(random, HISTORY_WEEKS + WITHIN_WEEKS, rising=theme)
    alerts = ALERT.schema.empty_table()
    for week in range(1, WITHIN_WEEKS + 1):
        alerts = _alerts(world, HISTORY_WEEKS + week, alerts, settings)
        if ("rising theme", _name(theme)) in _subjects(alerts):
            return week
    return None


def false_alerts(random: np.random.Generator, settings: OutcomesSettings) -> list[int]:
    """The theme of each alert in QUIET_WEEKS in which nothing happens; an alert that continues counts once."""
    world = _world(random, HISTORY_WEEKS + QUIET_WEEKS, rising=None)
    alerts = ALERT.schema.empty_table()
    seen: dict[str, int] = {}
    for week in range(1, QUIET_WEEKS + 1):
        alerts = _alerts(world, HISTORY_WEEKS + week, alerts, settings)
        subjects = zip(alerts["alert_id"].to_pylist(), alerts["subject"].to_pylist(), strict=True)
        seen |= {alert: int(subject[1:]) for alert, subject in subjects}
    return list(seen.values())


def _alerts(world: _World, weeks: int, before: pa.Table, settings: OutcomesSettings) -> pa.Table:
    """The alerts after `weeks` weeks of the world."""
    names = [_name(theme) for theme in range(len(world.mentions))]
    mondays = [_MONDAY + timedelta(weeks=week) for week in range(weeks)]
    said = pa.table(
        {
            "source": pa.array([_SOURCE] * weeks, pa.string()),
            "week": pa.array(mondays, pa.date32()),
            "n_feedback": world.feedback[:weeks],
            "n_customers": world.feedback[:weeks],
        }
    )
    mentions = pa.table(
        {
            "theme_id": np.repeat(names, weeks),
            "source": pa.array([_SOURCE] * (weeks * len(names)), pa.string()),
            "week": pa.array(mondays * len(names), pa.date32()),
            "n_feedback": world.mentions[:, :weeks].ravel(),
            "n_customers": world.mentions[:, :weeks].ravel(),
        }
    )
    firsts = [mondays[week] for week in np.argmax(world.mentions > 0, axis=1)]
    themes = pa.table({"theme_id": names, "first_week": pa.array(firsts, pa.date32())})
    rows = TrendRows(themes, mentions, said, repeats=_NOBODY, sources=_ALL_ON)
    return theme_alerts(rows, before, _CALENDAR, settings)


def _world(random: np.random.Generator, weeks: int, *, rising: int | None) -> _World:
    """A world in which the theme `rising` is mentioned TIMES as often in the last WITHIN_WEEKS."""
    week = np.arange(weeks)
    volume = np.exp(0.004 * week) * _wave(random, week, 0.15)
    usual = np.geomspace(5, 60, THEMES)[:, None] * volume
    for theme in random.choice(THEMES, THEMES // 3, replace=False):
        usual[theme] *= _wave(random, week, random.uniform(0.1, 0.35))
    if rising is not None:
        usual[rising, -WITHIN_WEEKS:] *= TIMES
    spread = random.uniform(0.15, 0.3, (THEMES, 1))  # standard deviation of a week's bursts
    bursts = random.gamma(1 / spread**2, spread**2, usual.shape)
    mentions = random.poisson(usual * bursts)
    for theme in set(YOUNG) - {rising}:
        mentions[theme, : HISTORY_WEEKS - random.integers(*_YOUNG_WEEKS)] = 0
    # Feedback with a theme mentions 1.2 themes on average.
    feedback = random.poisson(_OTHER * volume) + np.round(mentions.sum(axis=0) / 1.2)
    return _World(mentions.astype(np.int64), feedback.astype(np.int64))


def _wave(random: np.random.Generator, week: NDArray[np.int64], height: float) -> NDArray[np.float64]:
    return np.asarray(1 + height * np.sin(2 * np.pi * week / _YEAR + random.uniform(0, 2 * np.pi)))


def _subjects(alerts: pa.Table) -> set[tuple[str, str]]:
    return set(zip(alerts["kind"].to_pylist(), alerts["subject"].to_pylist(), strict=True))


def _name(theme: int) -> str:
    return f"t{theme:02d}"
