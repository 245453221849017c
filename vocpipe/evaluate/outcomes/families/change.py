"""Companies whose NPS is compared between two quarters: nothing changes, themes do, or other customers answer.

Answers are of the first two quarters of a year. In the third sort of company customers of the low plan answer more
often in the second one.
"""

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import PLAN_SHARE, PLAN_VALUE, PLANS, Company, Floats, Integers, Theme
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.mentions import NEVER
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world import World
from vocpipe.evaluate.outcomes.world_tables import know_customers, store_world
from vocpipe.outcomes.nps import nps_change
from vocpipe.outcomes.scale import NPS
from vocpipe.outcomes.segments import customer_segment
from vocpipe.outcomes.statistics.decomposition import Answers, decompose
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict

_SORTS = ("nothing", "themes", "plans")
_DAYS = 90  # of a quarter
_CUSTOMERS, _TRUTH = 900, 60_000
_MOOD_SD, _NOISE_SD, _MIDDLE = 1.0, 1.6, 8.3
_OFTEN = np.array([0.2, 0.08, *np.linspace(0.05, 0.2, 6)])
_RATE, _MIX, _MIX_OFTEN, _MIX_POINTS = 0, 1, 0.3, -2.2  # the theme that begins to lower, and the one said more often
_RATE_POINTS = -2.5
_PLAN_POINTS = np.array([-1.4, 0.0, 0.4])
_ANSWERING = 0.5
_LOW_ANSWERING = 0.2  # of the low plan, where other customers answer later; then 0.7
_SMALL = 0.5  # NPS points: as good as nothing
# What is planted in each sort of company: a subject and part of the change.
_PLANTED = {
    ("themes", "t_000", "rate"): "rate",
    ("themes", "t_001", "mix"): "mix",
    ("plans", PLANS[0], "mix"): "plan_mix",
}
_COMPANY = Company(tuple(Theme("null", 0.0) for _ in _OFTEN), customers=_CUSTOMERS)
Truth = dict[tuple[Any, ...], float]  # by dimension, subject and part


@dataclass(frozen=True, slots=True)
class _Said:
    """Answers in the order of their days; plans: of every customer."""

    plans: Integers
    customer: Integers
    day: Integers
    mentions: NDArray[np.bool_]
    scores: Integers


def count(worlds: Worlds) -> Tally:
    """Verdicts on the parts of a change; of the pair of quarters also whether intervals cover the true parts."""
    tally, truth = Tally(), {sort: _true_parts(sort) for sort in _SORTS}
    with memory_database() as connection:
        for seed in worlds.seeds():
            sort = _SORTS[seed % len(_SORTS)]
            _store(connection, _draw(np.random.default_rng(seed + 1), sort, _CUSTOMERS))
            run_steps(connection, worlds.settings, (customer_segment.STEP, nps_change.STEP))
            rows = fetch(connection, "SELECT * FROM nps_change").to_pylist()
            if sort == "nothing":
                tally.add("change.false.null", [row["verdict"] != Verdict.CANNOT_TELL for row in rows])
            quarters = [row for row in rows if row["periods"] == "quarter"]
            _count(tally, sort, quarters, truth[sort])
    return tally


def _count(tally: Tally, sort: str, rows: list[dict[str, Any]], truth: Truth) -> None:
    flags = []
    for row in rows:
        key = (row["dimension"], row["subject"], row["part"])
        flags.append(row["verdict"] != Verdict.CANNOT_TELL)
        if key not in truth or row["low"] is None:
            continue
        tally.add(f"change.covered.{row['dimension']}", [row["low"] <= truth[key] <= row["high"]])
        planted = _PLANTED.get((sort, *key[1:]))
        if planted is not None:
            tally.add(f"change.found.{planted}", [row["verdict"] == Verdict.LOWERS])
        elif sort != "nothing" and abs(truth[key]) < _SMALL:
            tally.add("change.false.others", flags[-1:])
    if sort == "nothing":
        tally.add("change.any", [any(flags)])


def _draw(random: np.random.Generator, sort: str, customers: int) -> _Said:
    plans = random.choice(len(PLANS), customers, p=PLAN_SHARE)
    mood = random.normal(0, _MOOD_SD, customers)
    parts = []
    for quarter in (0, 1):
        chance = np.full(customers, _ANSWERING)
        if sort == "plans":
            chance[plans == 0] = _LOW_ANSWERING + _ANSWERING * quarter
        who = np.flatnonzero(random.random(customers) < chance)
        often, points = _OFTEN.copy(), np.zeros(len(_OFTEN))
        if sort == "themes":
            points[_MIX] = _MIX_POINTS
            if quarter:
                often[_MIX], points[_RATE] = _MIX_OFTEN, _RATE_POINTS
        mentions = random.random((len(who), len(_OFTEN))) < often
        middle = _MIDDLE + mood[who] + _PLAN_POINTS[plans[who]] + mentions @ points
        scores = np.clip(np.rint(middle + random.normal(0, _NOISE_SD, len(who))), 0, 10).astype(np.int64)
        day = _DAYS * quarter + random.integers(0, _DAYS, len(who))
        parts.append((who, day, mentions, scores))
    customer, day, mentions, scores = (np.concatenate(each) for each in zip(*parts, strict=True))
    return _Said(plans, customer, day, mentions, scores)


def _true_parts(sort: str) -> Truth:
    """The parts of the change by theme and by plan in NPS points, from very many answers."""
    said = _draw(np.random.default_rng(0), sort, _TRUTH)
    answers = Answers(NPS.values(said.scores.astype(np.float64)), said.customer, said.day >= _DAYS)
    by_theme = said.mentions / np.maximum(1, said.mentions.sum(axis=1, keepdims=True))
    by_plan = (said.plans[said.customer][:, None] == np.arange(len(PLANS))).astype(np.float64)
    groupings = [_with_rest(each) for each in (np.ones((len(by_theme), 0)), by_theme, by_plan)]
    whole, themes, plans = decompose(answers, groupings, draws=2, seed=0)
    truth: Truth = {("all", None, "change"): float(whole.value[-1])}
    names = {"theme": [f"t_{number:03d}" for number in range(len(_OFTEN))], "plan": list(PLANS)}
    for dimension, values in (("theme", themes.value), ("plan", plans.value)):
        subjects = names[dimension]
        for part, start in (("mix", 0), ("rate", len(subjects))):
            truth |= {(dimension, name, part): float(values[start + place]) for place, name in enumerate(subjects)}
    if sort == "nothing":
        return dict.fromkeys(truth, 0.0)
    return {key: 100 * value for key, value in truth.items()}


def _with_rest(parts: Floats) -> sparse.csr_array:
    """Each answer's parts in the groups and, last, in none of them."""
    return sparse.csr_array(np.column_stack([parts, 1 - parts.sum(axis=1)]))


def _store(connection: duckdb.DuckDBPyConnection, said: _Said) -> None:
    """Replace the content of the database by these answers; everybody started before and stays."""
    size = len(said.plans)
    starts, leaves, values = np.full(size, -400), np.full(size, NEVER), np.array(PLAN_VALUE)[said.plans]
    answer, theme = np.nonzero(said.mentions)
    mentions = (said.customer[answer], theme, said.day[answer], answer)
    world = World(
        starts, leaves, said.plans, values, *mentions, said.customer, said.day, said.scores, 2 * _DAYS, np.zeros(0)
    )
    store_world(connection, _COMPANY, world)
    know_customers(connection, "2020-01-01")


FAMILY = Family("change", count)
