"""Companies whose sources come and go: reviews that begin, tickets that are late, tickets that ended.

Each source has its own mix of themes, so that with the sources the shares of all themes change. No theme does but the
first, which rises in every source.
"""

from dataclasses import dataclass

import duckdb
import numpy as np

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.judged_trends import judge_trends
from vocpipe.evaluate.outcomes.voices import Voices, joined, store_voices
from vocpipe.store.workspace import fetch

_DAYS, _RECENT = 7 * 52, 28
_RATIOS = (2.5, *([1.0] * 9))
_CUSTOMERS = 400


@dataclass(frozen=True, slots=True)
class _Source:
    """Voices a day, and the share of them that mention each theme."""

    name: str
    a_day: float
    shares: tuple[float, ...]


_SURVEY = _Source("survey", 9.0, (0.10, *np.linspace(0.04, 0.20, 9).tolist()))
_TICKET = _Source("ticket", 12.0, (0.20, *np.linspace(0.24, 0.02, 9).tolist()))
_REVIEW = _Source("review", 15.0, (0.02, *([0.01] * 4), *([0.2] * 2), *([0.02] * 3)))
# What happens: the days on which tickets end and reviews begin, and the state that each source has then.
_HAPPENS = (
    (_DAYS, _DAYS - 28, {"review": "starting"}),
    (_DAYS - 21, _DAYS, {"ticket": "late"}),
    (_DAYS - 100, _DAYS, {"ticket": "stopped"}),
    (_DAYS - 14, _DAYS - 10, {"ticket": "late", "review": "starting"}),
)


def count(worlds: Worlds) -> Tally:
    """Verdicts on themes that sources bring or take along, and on one that rises in all of them; what is told."""
    tally = Tally()
    with memory_database() as connection:
        for seed in worlds.seeds():
            random = np.random.default_rng(seed)
            ended, begun, states = _HAPPENS[seed % len(_HAPPENS)]
            parts = [_said(random, _SURVEY, 0, _DAYS), _said(random, _TICKET, 0, ended)]
            parts += [_said(random, _REVIEW, begun, _DAYS)] if begun < _DAYS else []
            store_voices(connection, joined(parts))
            reasons = judge_trends(connection, worlds.settings, tally, _RATIOS)
            tally.add("source.state", [_states(connection) == {"survey": "on", "ticket": "on"} | states])
            tally.add("source.told", [all(f"Not counted: {name}." in reason for name in states) for reason in reasons])
    return tally


def _said(random: np.random.Generator, source: _Source, since: int, until: int) -> Voices:
    """What one source brings from day `since` until before day `until`."""
    n = int(random.poisson(source.a_day * (until - since)))
    day = random.integers(since, until, n)
    ratios = np.where((day >= _DAYS - _RECENT)[:, None], np.array(_RATIOS), 1.0)
    mentions = random.random((n, len(_RATIOS))) < np.array(source.shares) * ratios
    customer = np.full(n, -1) if source is _REVIEW else random.integers(0, _CUSTOMERS, n)
    return Voices(customer, np.full(n, source.name), day, np.full(n, np.nan), mentions)


def _states(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    rows = fetch(connection, "SELECT source, state FROM source_state").to_pylist()
    return {row["source"]: row["state"] for row in rows}


FAMILY = Family("sources", count)
