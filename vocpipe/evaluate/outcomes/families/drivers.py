"""Companies in which themes are mentioned together: what does nothing goes with what lowers or raises the score.

Of every second company no theme does anything.
"""

import duckdb
import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import Floats
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.judged_scores import tally_drivers
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.voices import Voices, store_voices
from vocpipe.outcomes.nps import theme_driver, theme_nps
from vocpipe.outcomes.scale import NPS
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict

_ANSWERS, _CUSTOMERS = 900, 500
_MOOD_SD, _NOISE_SD, _MIDDLE = 1.0, 1.6, 8.1
_KINDS = ("lowers", "beside", "raises", "beside", *(["null"] * 8))
_POINTS = np.array([-1.6, 0.0, 1.3, *([0.0] * 9)])  # on the scale of 0 to 10, of answers that mention each theme
_OFTEN = np.array([0.14, 0.04, 0.14, 0.04, *np.linspace(0.05, 0.2, 8)])
_TOGETHER = {1: 0, 3: 2}  # the theme that each "beside" is mentioned with
_SHARE_TOGETHER = 0.6
_TRUTH = 400_000  # answers of as many customers, from which the true effects are computed


def count(worlds: Worlds) -> Tally:
    """Verdicts on drivers; those on gaps of themes that are mentioned together with drivers beside them."""
    tally, truth = Tally(), _true_effects()
    with memory_database() as connection:
        for seed in worlds.seeds():
            random, planted = np.random.default_rng(seed), seed % 2 == 0
            points = _POINTS if planted else np.zeros(len(_POINTS))
            store_voices(connection, _answers(random, _ANSWERS, _CUSTOMERS, points))
            run_steps(connection, worlds.settings, (theme_nps.STEP, theme_driver.STEP))
            if planted:
                tally_drivers(tally, connection, _KINDS, truth)
                _tally_gaps(tally, connection)
            else:
                of_world = Tally()
                tally_drivers(of_world, connection, ["null"] * len(_KINDS), np.zeros(len(_KINDS)))
                tally.include(of_world)
                tally.add("driver.any", [of_world.hits["driver.false.null"] > 0])
    return tally


def _answers(random: np.random.Generator, answers: int, customers: int, points: Floats) -> Voices:
    customer = random.integers(0, customers, answers)
    often = np.clip(_OFTEN * random.gamma(4.0, 0.25, (customers, len(_OFTEN))), 0, 0.9)
    mentions: NDArray[np.bool_] = random.random((answers, len(_OFTEN))) < often[customer]
    for theme, other in _TOGETHER.items():
        mentions[:, theme] |= mentions[:, other] & (random.random(answers) < _SHARE_TOGETHER)
    middle = _MIDDLE + random.normal(0, _MOOD_SD, customers)[customer] + mentions @ points
    score = np.clip(np.rint(middle + random.normal(0, _NOISE_SD, answers)), 0, 10)
    return Voices(customer, np.full(answers, "survey"), random.integers(0, 180, answers), score, mentions)


def _true_effects() -> Floats:
    """The effect of each theme in NPS points, all others being equal: least squares of very many answers."""
    said = _answers(np.random.default_rng(0), _TRUTH, _TRUTH, _POINTS)
    x = np.column_stack([said.mentions, np.ones(_TRUTH)])
    effects = np.linalg.lstsq(x, NPS.values(said.score), rcond=None)[0][:-1]
    return np.asarray(np.where(_POINTS == 0, 0.0, 100 * effects))


def _tally_gaps(tally: Tally, connection: duckdb.DuckDBPyConnection) -> None:
    rows = fetch(connection, "SELECT verdict FROM theme_nps ORDER BY theme_id").to_pylist()
    flags = [row["verdict"] != Verdict.CANNOT_TELL for row, kind in zip(rows, _KINDS, strict=True) if kind == "beside"]
    tally.add("gap.beside", flags)


FAMILY = Family("drivers", count)
