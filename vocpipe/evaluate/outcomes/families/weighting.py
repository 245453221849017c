"""Companies in which not everybody answers a survey: by chance, by plan, or by mood.

The truth is the NPS of all who were asked. Plans differ in their scores; the weights can know the plan, but no mood.
"""

from datetime import timedelta

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.evaluate.database import insert, memory_database, repeated
from vocpipe.evaluate.outcomes.company import PLAN_SHARE, PLAN_VALUE, Company, Floats, Integers, Theme
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.mentions import NEVER
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world import FIRST_MONTH, World
from vocpipe.evaluate.outcomes.world_tables import know_customers, store_world
from vocpipe.outcomes.invitations import nps_weighted
from vocpipe.outcomes.scale import NPS
from vocpipe.outcomes.segments import customer_segment
from vocpipe.store.workspace import fetch

_SORTS = ("alike", "by_plan", "by_mood")
_CUSTOMERS, _TRUTH = 800, 400_000
_ASKED_ON = (60, 240)  # days; everybody is asked on both
_MOOD_SD, _NOISE_SD, _MIDDLE = 1.0, 1.6, 8.3
_PLAN_POINTS = np.array([-1.4, 0.0, 0.6])
_ANSWERING = 0.35
_ANSWERING_BY_PLAN = np.array([0.15, 0.4, 0.6])
_MOOD_POWER = 0.8  # on the odds of answering, by point of mood
_COMPANY = Company((Theme("null", 0.0),), customers=_CUSTOMERS)


def count(worlds: Worlds) -> Tally:
    """How often the intervals of the raw and of the weighted NPS cover that of all who were asked."""
    tally, truth = Tally(), _true_nps()
    with memory_database() as connection:
        for seed in worlds.seeds():
            sort = _SORTS[seed % len(_SORTS)]
            _store(connection, np.random.default_rng(seed + 1), sort)
            run_steps(connection, worlds.settings, (customer_segment.STEP, nps_weighted.STEP))
            for row in fetch(connection, "SELECT method, low, high FROM nps_weighted").to_pylist():
                covered = [row["low"] is not None and row["low"] <= truth <= row["high"]]
                if row["method"] == "raw":
                    tally.add(f"weighted.raw.{sort}", covered)
                else:
                    tally.add(f"weighted.{'unknowable' if sort == 'by_mood' else 'covered'}.{sort}", covered)
    return tally


def _customers(random: np.random.Generator, customers: int) -> tuple[Integers, Floats]:
    """Plan and mood of each."""
    return random.choice(len(PLAN_SHARE), customers, p=PLAN_SHARE), random.normal(0, _MOOD_SD, customers)


def _scores(random: np.random.Generator, plans: Integers, mood: Floats) -> Integers:
    """What everybody would answer."""
    middle = _MIDDLE + _PLAN_POINTS[plans] + mood + random.normal(0, _NOISE_SD, len(plans))
    return np.asarray(np.clip(np.rint(middle), 0, 10), np.int64)


def _true_nps() -> float:
    random = np.random.default_rng(0)
    return 100 * float(NPS.values(_scores(random, *_customers(random, _TRUTH)).astype(np.float64)).mean())


def _answering(random: np.random.Generator, sort: str, plans: Integers, mood: Floats) -> Integers:
    """The customers who answer one survey."""
    chance = np.full(len(plans), _ANSWERING)
    if sort == "by_plan":
        chance = _ANSWERING_BY_PLAN[plans]
    elif sort == "by_mood":
        odds = _ANSWERING / (1 - _ANSWERING) * np.exp(_MOOD_POWER * mood)
        chance = odds / (1 + odds)
    return np.flatnonzero(random.random(len(plans)) < chance)


def _store(connection: duckdb.DuckDBPyConnection, random: np.random.Generator, sort: str) -> None:
    """Replace the content of the database by a company whose customers were asked twice."""
    plans, mood = _customers(random, _CUSTOMERS)
    answers = [_answering(random, sort, plans, mood) for _ in _ASKED_ON]
    customer = np.concatenate(answers)
    asked_on = np.repeat(_ASKED_ON, [len(each) for each in answers])
    days = asked_on + random.integers(1, 20, len(customer))
    starts = -random.integers(30, 1200, _CUSTOMERS)
    values = np.array(PLAN_VALUE)[plans] * random.lognormal(0, 0.3, _CUSTOMERS)
    # Every answer mentions the one theme, so that it has a sentence.
    said = (customer, np.zeros(len(customer), np.int64), days, np.arange(len(customer)))
    scores = _scores(random, plans[customer], mood[customer])
    leaves = np.full(_CUSTOMERS, NEVER)
    world = World(starts, leaves, plans, values, *said, customer, days, scores, max(_ASKED_ON) + 60, np.zeros(0))
    store_world(connection, _COMPANY, world)
    know_customers(connection, "2020-01-01")
    connection.execute("DELETE FROM invitation")
    insert(connection, "invitation", _invitations())


def _invitations() -> pa.Table:
    first = FIRST_MONTH.astype("datetime64[D]").item()
    keys = [f"k{number:06d}" for number in range(_CUSTOMERS)]
    n = len(keys) * len(_ASKED_ON)
    sent = [first + timedelta(days=day) for day in _ASKED_ON for _ in keys]
    return pa.table(
        {
            "customer_ref": keys * len(_ASKED_ON),
            "sent_at": pa.array(sent, pa.date32()).cast(pa.timestamp("us")),
            "file_id": repeated("", n, pa.string()),
            "row_no": np.arange(n),
        }
    )


FAMILY = Family("weighting", count)
