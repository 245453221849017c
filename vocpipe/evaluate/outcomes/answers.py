"""The NPS answers of a simulated company, and the true gap and impact of each of its themes."""

import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.outcomes.company import Company, Floats, Integers
from vocpipe.evaluate.outcomes.mentions import Mentions, Month

# The scores' standard deviation between customers, their standard deviation by chance, and their middle.
MOOD_SD, _NOISE_SD, _MIDDLE = 1.0, 1.6, 8.1
_BATCH = 100_000


def draw_surveyed(random: np.random.Generator, company: Company, month: Month, number: int) -> Integers:
    """Customer and day of the NPS answers in month `number`, shape (2, answers)."""
    here, since = month.here, month.since
    days = (month.until - since)[here]
    who = np.flatnonzero((here % 3 == number % 3) & (random.random(len(here)) < company.answers) & (days > 0))
    day = since[here][who] + (random.random(len(who)) * days[who]).astype(np.int64)
    return np.stack([here[who], day])


def add_answers(
    random: np.random.Generator, company: Company, mentions: Mentions, surveyed: Integers, counted: int, mood: Floats
) -> Integers:
    """The scores of a month's answers, after what they mention is added to `mentions`.

    counted: the number of answers in earlier months; mood: shape (customers,).
    """
    customer, day = surveyed
    mentioned = draw_mentions(random, company, len(customer))
    answer, theme = np.nonzero(mentioned)
    mentions.add(customer[answer], theme, day[answer], answer + counted)
    return draw_scores(random, company, mentioned, mood[customer])


def draw_mentions(random: np.random.Generator, company: Company, answers: int) -> NDArray[np.bool_]:
    """Which themes each answer mentions, shape (answers, themes)."""
    return random.random((answers, len(company.themes))) < np.array([theme.answered for theme in company.themes])


def draw_scores(random: np.random.Generator, company: Company, mentions: NDArray[np.bool_], mood: Floats) -> Integers:
    """Scores 0-10 of answers with these mentions, by customers in these moods; shape (answers,)."""
    middle = _MIDDLE + mood + mentions @ np.array([theme.nps for theme in company.themes])
    return np.asarray(np.clip(np.rint(middle + random.normal(0, _NOISE_SD, len(middle))), 0, 10), np.int64)


def true_gaps(company: Company, *, answers: int = 1_000_000) -> tuple[Floats, Floats]:
    """Gap and impact of each theme in NPS points, shape (themes,), from so many answers of as many customers."""
    random = np.random.default_rng(0)
    with_it, without = np.zeros((2, 2, len(company.themes)))
    for _ in range(answers // _BATCH):
        mentions = draw_mentions(random, company, _BATCH)
        scores = draw_scores(random, company, mentions, random.normal(0, MOOD_SD, _BATCH))
        value = (scores >= 9).astype(np.float64) - (scores <= 6)
        with_it += [mentions.sum(axis=0), value @ mentions]
        without += [(~mentions).sum(axis=0), value @ ~mentions]
    gap = 100 * (with_it[1] / with_it[0] - without[1] / without[0])
    return gap, gap * with_it[0] / (with_it[0] + without[0])
