"""Companies in which few customers say most: half of the NPS answers, or 31 of 34 recent mentions of a theme.

Customers differ in mood and in what they mention. Of every second company one customer gave half of the answers, of the
others three customers gave 60 %; with these shares no theme does anything but the two that are planted.
"""

import numpy as np

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import Floats
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.judged_scores import tally_drivers, tally_scores
from vocpipe.evaluate.outcomes.judged_trends import judge_trends
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.voices import Voices, joined, store_voices
from vocpipe.outcomes.nps import theme_driver, theme_nps
from vocpipe.outcomes.scale import NPS

_LARGE = ((0.5,), (0.25, 0.2, 0.15))  # the parts of the answers that large customers gave
_ANSWERS, _CUSTOMERS = 700, 300
_MOOD_SD, _NOISE_SD, _MIDDLE = 1.0, 1.6, 8.1
_POINTS = np.array([-1.8, 1.5, *([0.0] * 10)])  # on the scale of 0 to 10, of answers that mention each theme
_KINDS = ("lowers", "raises", *(["null"] * 10))
_OFTEN = np.array([0.15, 0.15, *np.linspace(0.05, 0.3, 10)])
_TRUTH = 400_000  # answers of as many customers, from which the true gaps are computed

_WEEKS, _RECENT, _EACH_WEEK = 40, 4, 90
_RATIOS = (2.5, *([1.0] * 10))  # of the last weeks; the last theme is the large customer's
_RATES = np.array([0.08, *np.linspace(0.04, 0.2, 9), 0.01])


def count(worlds: Worlds) -> Tally:
    """Verdicts on gaps and on trends that a few customers make, and on those of all beside them."""
    tally, truth = Tally(), _true_gaps()
    with memory_database() as connection:
        for seed in worlds.seeds():
            random = np.random.default_rng(seed)
            store_voices(connection, _answers(random, _LARGE[seed % 2], _ANSWERS))
            run_steps(connection, worlds.settings, (theme_nps.STEP, theme_driver.STEP))
            tally_scores(tally, connection, _KINDS, truth)
            tally_drivers(tally, connection, _KINDS)
            store_voices(connection, _voices(random, always=seed % 2 == 1))
            judge_trends(connection, worlds.settings, tally, _RATIOS)
    return tally


def _answers(
    random: np.random.Generator, large: tuple[float, ...], answers: int, *, customers: int = _CUSTOMERS
) -> Voices:
    """NPS answers of which the first customers gave the parts `large`."""
    counts = [int(answers * part) for part in large]
    others = random.integers(len(large), customers, answers - sum(counts))
    customer = np.concatenate([np.repeat(np.arange(len(large)), counts), others])
    often = np.clip(_OFTEN * random.gamma(2.0, 0.5, (customers, len(_OFTEN))), 0, 0.9)
    mentions = random.random((answers, len(_OFTEN))) < often[customer]
    middle = _MIDDLE + random.normal(0, _MOOD_SD, customers)[customer] + mentions @ _POINTS
    score = np.clip(np.rint(middle + random.normal(0, _NOISE_SD, answers)), 0, 10)
    return Voices(customer, np.full(answers, "survey"), random.integers(0, 180, answers), score, mentions)


def _true_gaps() -> Floats:
    """The gap of each theme in NPS points, if nobody gives more answers than others."""
    said = _answers(np.random.default_rng(0), (), _TRUTH, customers=_TRUTH)
    value = NPS.values(said.score)
    with_it, n = value @ said.mentions, said.mentions.sum(axis=0)
    return np.asarray(100 * (with_it / n - (value.sum() - with_it) / (_TRUTH - n)))


def _voices(random: np.random.Generator, *, always: bool) -> Voices:
    """Messages by week: the first theme is said by more customers in the last weeks, the last one by a single one.

    always: whether that customer wrote as much before, about other things.
    """
    often = random.gamma(2.0, 0.5, (_CUSTOMERS, len(_RATES)))
    weeks = []
    for week in range(_WEEKS):
        is_recent = week >= _WEEKS - _RECENT
        rates = _RATES * (np.array(_RATIOS) if is_recent else 1.0)
        customer = random.integers(1, _CUSTOMERS, _EACH_WEEK)
        weeks.append(_week(random, week, customer, random.random((_EACH_WEEK, len(_RATES))) < rates * often[customer]))
        if is_recent or always:
            n = 8
            mentions = random.random((n, len(_RATES))) < _RATES
            mentions[:, -1] = is_recent & (random.random(n) < 0.97)
            weeks.append(_week(random, week, np.zeros(n, np.int64), mentions))
    return joined(weeks)


def _week(random: np.random.Generator, week: int, customer: np.ndarray, mentions: np.ndarray) -> Voices:
    n = len(customer)
    return Voices(customer, np.full(n, "survey"), 7 * week + random.integers(0, 7, n), np.full(n, np.nan), mentions)


FAMILY = Family("loud_accounts", count)
