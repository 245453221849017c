"""Companies that act on what is said most: on the theme that was said most in the weeks before, against its usual rate.

Those who have the problem behind the theme score lower and mention it more; all mention it more on a bad day. In every
second company the action does nothing; in the others the problem is gone, and the theme is said half as often.
"""

from dataclasses import dataclass
from datetime import timedelta

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocpipe.evaluate.database import memory_database, refill, repeated
from vocpipe.evaluate.outcomes.company import Floats, Integers
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.voices import MONDAY, Voices, joined, store_voices, theme_id
from vocpipe.outcomes.actions import action_effect
from vocpipe.outcomes.actions.nps_effect import WEEKS as NPS_WEEKS
from vocpipe.outcomes.scale import NPS
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict

_WEEKS, _ACTED, _PEAK = 60, 44, 4  # the week of the action, and the weeks before it that it is chosen by
_CUSTOMERS, _EACH_WEEK = 1500, 250
_THEMES, _TRUTH = 14, 40_000
_RATES = np.full(_THEMES, 0.09)
_DRIFT, _BURST = 0.03, 0.15  # standard deviations of the log rate: of its steps from week to week, and of a week alone
_HALVED = 0.5
_PROBLEM, _PROBLEM_POINTS, _PROBLEM_TALK = 0.2, -2.5, 6.0  # share of customers; their points; how much more they say it
_MOOD_SD, _DAY_SD, _NOISE_SD, _MIDDLE = 0.8, 0.8, 1.2, 8.6
_BAD_DAY = 0.5  # power on mentions, by point of a bad day
_ASKED_EVERY, _ANSWERING = 13, 0.6  # weeks between surveys


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Things said, the theme of the action, and how many points its success is worth to those who mentioned it."""

    voices: Voices
    acted: int
    points: float


def count(worlds: Worlds) -> Tally:
    """Verdicts on what actions did, and whether the intervals cover it."""
    tally, points = Tally(), _draw(np.random.default_rng(0), helps=True, customers=_TRUTH).points
    with memory_database() as connection:
        for seed in worlds.seeds():
            helps = seed % 2 == 0
            drawn = _draw(np.random.default_rng(seed), helps=helps, customers=_CUSTOMERS)
            _store(connection, drawn)
            run_steps(connection, worlds.settings, (action_effect.STEP,))
            for row in fetch(connection, "SELECT * FROM action_effect").to_pylist():
                _count(tally, row, helps=helps, points=points)
    return tally


def _count(tally: Tally, row: dict[str, object], *, helps: bool, points: float) -> None:
    measure, judged = str(row["measure"]), row["verdict"]
    if helps:
        right = Verdict.LOWERS if measure == "mentions" else Verdict.RAISES
        tally.add(f"action.found.{measure}", [judged == right])
    else:
        tally.add(f"action.false.{measure}", [judged != Verdict.CANNOT_TELL])
    low, high = row["low"], row["high"]
    if isinstance(low, float) and isinstance(high, float):
        nothing, effect = (1.0, _HALVED) if measure == "mentions" else (0.0, points)
        true = effect if helps else nothing
        tally.add(f"action.covered.{measure}", [low <= true <= high])
        if measure == "nps":
            tally.add("action.wrong_side.nps", [low > true])


def _draw(random: np.random.Generator, *, helps: bool, customers: int) -> _Drawn:
    each_week = _EACH_WEEK * customers // _CUSTOMERS
    waves = -(-_WEEKS // _ASKED_EVERY)
    day = random.normal(0, _DAY_SD, (customers, waves))
    problem = random.random(customers) < _PROBLEM
    log_rate = np.log(_RATES) + np.cumsum(random.normal(0, _DRIFT, (_WEEKS, _THEMES)), axis=0)
    counts = random.poisson(each_week * np.exp(log_rate + random.normal(0, _BURST, log_rate.shape)))
    acted = int(np.argmax(counts[_ACTED - _PEAK : _ACTED].sum(axis=0) / counts[: _ACTED - _PEAK].sum(axis=0)))
    if helps:
        counts[_ACTED:, acted] = random.binomial(counts[_ACTED:, acted], _HALVED)
    weeks = [
        _messages(
            random, week, counts[week], acted, np.exp(-_BAD_DAY * day[:, week // _ASKED_EVERY]), problem, each_week
        )
        for week in range(_WEEKS)
    ]
    answers, value = _answers(random, day, problem, helps=helps)
    voices = joined([*weeks, answers])
    before = (voices.day >= 7 * (_ACTED - NPS_WEEKS)) & (voices.day < 7 * _ACTED)
    raised = np.isin(np.arange(customers), voices.customer[voices.mentions[:, acted] & before])
    later = answers.day >= 7 * _ACTED
    gained, theirs = value[later], raised[answers.customer[later]]
    return _Drawn(voices, acted, 100 * float(gained[theirs].mean() - gained[~theirs].mean()))


def _messages(
    random: np.random.Generator,
    week: int,
    counts: Integers,
    acted: int,
    weight: Floats,
    problem: NDArray[np.bool_],
    each_week: int,
) -> Voices:
    """The messages of one week, of which `counts` mention each theme; weight: of each customer on their day."""
    customer = random.integers(0, len(weight), each_week)
    mentions = np.zeros((each_week, _THEMES), dtype=bool)
    for theme, n in enumerate(counts.tolist()):
        chance = weight[customer] * np.where(problem[customer] & (theme == acted), 1 + _PROBLEM_TALK, 1.0)
        mentions[random.choice(each_week, min(n, each_week), replace=False, p=chance / chance.sum()), theme] = True
    day = 7 * week + random.integers(0, 7, each_week)
    return Voices(customer, np.full(each_week, "ticket"), day, np.full(each_week, np.nan), mentions)


def _answers(
    random: np.random.Generator, day: Floats, problem: NDArray[np.bool_], *, helps: bool
) -> tuple[Voices, Floats]:
    """The answers to surveys, and what the value of each gains if the problem is gone."""
    customers = len(day)
    mood = random.normal(0, _MOOD_SD, customers)
    asked = np.arange(customers) % _ASKED_EVERY + _ASKED_EVERY * np.arange(day.shape[1])[:, None]
    wave, customer = np.nonzero((asked < _WEEKS) & (random.random(asked.shape) < _ANSWERING))
    week = asked[wave, customer]
    happy = _MIDDLE + mood[customer] + day[customer, wave] + random.normal(0, _NOISE_SD, len(week))
    gone, stayed = (np.clip(np.rint(happy + points * problem[customer]), 0, 10) for points in (0.0, _PROBLEM_POINTS))
    score = np.where((week >= _ACTED) & helps, gone, stayed)
    none = np.zeros((len(week), _THEMES), dtype=bool)
    said = Voices(customer, np.full(len(week), "survey"), 7 * week + random.integers(0, 7, len(week)), score, none)
    return said, NPS.values(gone) - NPS.values(stayed)


def _store(connection: duckdb.DuckDBPyConnection, drawn: _Drawn) -> None:
    """Replace the content of the database by what was drawn, and the action on it."""
    store_voices(connection, drawn.voices)
    keys = [f"k{number}" for number in range(_CUSTOMERS)]
    ids = [f"c{number:06d}" for number in range(_CUSTOMERS)]
    customers = pa.table(
        {
            "customer_key": keys,
            "file_id": repeated("", len(keys), pa.string()),
            "row_no": repeated(0, len(keys), pa.int64()),
        }
    )
    done_on = MONDAY + timedelta(weeks=_ACTED)
    names = {"action_id": "a", "theme_id": theme_id(drawn.acted), "title": "", "author": "", "status": "done"}
    action = pa.Table.from_pylist([{**names, "done_on": done_on, "created_at": done_on}])
    numbers = pa.table({"customer_key": keys, "customer_id": ids})
    refill(connection, {"customer": customers, "customer_number": numbers, "action": action})


FAMILY = Family("actions", count)
