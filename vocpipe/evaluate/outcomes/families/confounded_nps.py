"""Companies in which some score lower whatever they say: those of one language, source or plan, and all early on.

Some themes are said by them alone, or mostly, and do nothing; others do what is planted, to everybody or among them.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import PLAN_SHARE, PLAN_VALUE, Company, Floats, Integers, Theme
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.judged_scores import tally_drivers, tally_scores
from vocpipe.evaluate.outcomes.mentions import NEVER
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world import World
from vocpipe.evaluate.outcomes.world_tables import store_world
from vocpipe.outcomes.nps import theme_driver, theme_nps
from vocpipe.outcomes.nps.adjusted import adjusted_gaps
from vocpipe.outcomes.nps.design import Design
from vocpipe.outcomes.scale import NPS

_DAYS = 360
_CUSTOMERS, _ANSWERS = 700, 3  # answers of each customer
_MOOD_SD, _NOISE_SD, _MIDDLE = 1.0, 1.6, 8.4
_TRUTH = 60_000  # customers from whose answers the true gaps are computed
# What makes a difference, the share of customers (early: of answers) with it, and how much less they score.
_GROUPS = {"lang": (0.4, 1.3), "source": (0.35, 1.0), "plan": (PLAN_SHARE[0], 1.2), "early": (0.5, 0.7)}


@dataclass(frozen=True, slots=True)
class _Said:
    """A theme: the share of answers with it, by whether they are in `group`; its points on the scale of 0 to 10."""

    kind: str
    inside: float
    outside: float
    group: str = "lang"
    points: float = 0.0


_THEMES = (
    _Said("null_of_one_language", 0.20, 0.0),
    _Said("null_of_one_language", 0.22, 0.04),
    _Said("null_of_one_source", 0.22, 0.03, "source"),
    _Said("null_of_one_plan", 0.25, 0.04, "plan"),
    _Said("null_of_early_months", 0.2, 0.04, "early"),
    *(_Said("null", rate, rate) for rate in (0.05, 0.08, 0.12, 0.16)),
    _Said("lowers", 0.1, 0.1, points=-1.6),
    _Said("lowers_in_one_language", 0.2, 0.02, points=-1.6),
    _Said("raises", 0.12, 0.12, points=1.2),
)
COMPANY = Company(tuple(Theme(theme.kind, 0.0) for theme in _THEMES), customers=_CUSTOMERS)


@dataclass(frozen=True, slots=True)
class _Answers:
    """Answers of customers: who is in which group by its name (along the answers), and which themes each mentions."""

    customer: Integers
    day: Integers
    groups: dict[str, NDArray[np.bool_]]
    mentions: NDArray[np.bool_]
    scores: Integers


def _draw(random: np.random.Generator, customers: int) -> _Answers:
    customer = np.repeat(np.arange(customers), _ANSWERS)
    size = len(customer)
    groups = {name: (random.random(customers) < share)[customer] for name, (share, _) in _GROUPS.items()}
    groups["early"] = random.random(size) < _GROUPS["early"][0]
    day = np.where(groups["early"], 0, _DAYS // 2) + random.integers(0, _DAYS // 2, size)
    chances = np.column_stack([np.where(groups[theme.group], theme.inside, theme.outside) for theme in _THEMES])
    mentions = random.random(chances.shape) < chances
    middle = _MIDDLE + random.normal(0, _MOOD_SD, customers)[customer]
    middle = middle + mentions @ np.array([theme.points for theme in _THEMES])
    for name, (_, less) in _GROUPS.items():
        middle = middle - less * groups[name]
    scores = np.clip(np.rint(middle + random.normal(0, _NOISE_SD, size)), 0, 10)
    return _Answers(customer, day, groups, mentions, scores.astype(np.int64))


def true_gaps() -> Floats:
    """The gap of each theme among answers alike, in NPS points, from very many answers; shape (themes,)."""
    answers = _draw(np.random.default_rng(0), _TRUTH)
    design = Design.of(pa.table({name: answers.groups[of] for name, of in _COLUMNS.items()}))
    theme, answer = (each.astype(np.int64) for each in np.nonzero(answers.mentions.T))
    freedom = np.full(len(_THEMES), 1000.0)
    values = NPS.values(answers.scores.astype(np.float64))
    found = adjusted_gaps(values, answers.customer, (theme, answer), freedom, design)
    return np.asarray(100 * found.gap)


_COLUMNS = {"lang": "lang", "source": "source", "plan": "plan", "wave": "early"}


def count(worlds: Worlds) -> Tally:
    """Verdicts of gaps and drivers on themes that do nothing, and on those that do; raw gaps beside them."""
    tally, truth = Tally(), true_gaps()
    kinds = [theme.kind for theme in _THEMES]
    truth[[theme.points == 0 for theme in _THEMES]] = 0.0
    with memory_database() as connection:
        for seed in worlds.seeds():
            _store(connection, _draw(np.random.default_rng(seed + 1), _CUSTOMERS), seed)
            run_steps(connection, worlds.settings, (theme_nps.STEP, theme_driver.STEP))
            tally_scores(tally, connection, kinds, truth)
            tally_drivers(tally, connection, kinds)
    return tally


def _store(connection: duckdb.DuckDBPyConnection, answers: _Answers, seed: int) -> None:
    """Replace the content of the database by these answers."""
    random = np.random.default_rng(seed)
    first = np.unique(answers.customer, return_index=True)[1]
    plans = np.where(answers.groups["plan"][first], 0, 1 + (random.random(_CUSTOMERS) < 1 / 3))
    answer, theme = np.nonzero(answers.mentions)
    starts = -random.integers(1, 1500, _CUSTOMERS)
    leaves, values = np.full(_CUSTOMERS, NEVER), np.array(PLAN_VALUE)[plans]
    said = (answers.customer[answer], theme, answers.day[answer], answer)
    world = World(
        starts, leaves, plans, values, *said, answers.customer, answers.day, answers.scores, _DAYS, np.zeros(0)
    )
    store_world(connection, COMPANY, world)
    for name, column in (("lang", "feedback_clean SET lang = 'ja'"), ("source", "feedback_raw SET source = 'reviews'")):
        inside = [f"f{number:07d}" for number in np.flatnonzero(answers.groups[name])]
        connection.execute(f"UPDATE {column} WHERE feedback_id IN (SELECT unnest(?))", [inside])


FAMILY = Family("confounded_nps", count)
