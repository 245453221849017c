"""One simulated company: who comes and leaves, and what is said when, drawn from a plan by a seed.

A mention is the exposure: it multiplies the hazard in every month whose exposure window, [first day - window,
first day - gap), holds it. So the hazard ratio that is planted is what a hazard model of those months is about.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocpipe.evaluate.outcomes import plan
from vocpipe.evaluate.outcomes.plan import Company, Floats

Integers = NDArray[np.int64]

FIRST_MONTH = np.datetime64("2025-01", "M")
_NEVER = 10**6
_MOOD, _NOISE, _SCORE = 1.0, 1.6, 8.1  # of the NPS answers: the customer's own shift, chance, and the middle


@dataclass(frozen=True, slots=True)
class World:
    """Days count from the first day of the first month; all arrays of mentions and answers run along what was said."""

    starts: Integers  # shape (customers,); negative: before the first day
    leaves: Integers  # shape (customers,); past the end where they stay
    plans: Integers
    values: Floats
    customer: Integers  # of each mention
    theme: Integers
    day: Integers
    answer: Integers  # -1: a message of its own; else the number of the NPS answer that it stands in
    answer_customer: Integers
    answer_day: Integers
    scores: Integers
    end: int  # the first day after the last month


@dataclass(slots=True)
class _Said:
    """Mentions so far: customer, theme, day and answer, in pieces."""

    pieces: list[Integers]

    def add(self, customer: Integers, theme: Integers, day: Integers, answer: Integers | None = None) -> None:
        """Some more of them; without `answer` they are messages of their own."""
        nothing = np.full(len(customer), -1) if answer is None else answer
        self.pieces.append(np.stack([customer, theme, day, nothing]))

    def all(self) -> Integers:
        """Shape (4, mentions)."""
        return np.concatenate([np.empty((4, 0), np.int64), *self.pieces], axis=1)


def month_days(months: int) -> Integers:
    """The first day of each month and of the one after, shape (months + 1,)."""
    firsts = (FIRST_MONTH + np.arange(months + 1)).astype("datetime64[D]")
    return np.asarray((firsts - firsts[0]).astype(np.int64))


def simulate(company: Company, *, window_months: int, gap_days: int, seed: int) -> World:
    """The company with this seed; the same one whenever it is asked for."""
    random = np.random.default_rng(seed)
    size, firsts = company.customers, month_days(company.months)
    end = int(firsts[-1])
    starts = np.where(random.random(size) < 0.8, -random.exponential(700, size), random.uniform(0, end, size))
    starts = np.floor(starts).astype(np.int64)
    plans = random.choice(len(plan.PLANS), size, p=plan.PLAN_SHARE)
    activity = random.gamma(2.0, 0.5, size)
    leaves = np.full(size, _NEVER)
    said, asked, scores = _Said([]), [np.empty((2, 0), np.int64)], [np.empty(0, np.int64)]
    mood = random.normal(0, _MOOD, size)
    for month in range(company.months):
        first, after = int(firsts[month]), int(firsts[month + 1])
        since = np.maximum(starts, first)
        here = np.flatnonzero((since < after) & (leaves >= since))
        exposed = _exposed(said.all(), first, int(firsts[max(0, month - window_months)]), gap_days, company)
        hazard = _hazard(company, plans, starts, activity, exposed, first) * (after - since) / 30.0
        gone = here[random.random(len(here)) < -np.expm1(-hazard[here])]
        leaves[gone] = random.integers(since[gone], after)
        until = np.minimum(leaves, after)
        _messages(random, company, said, here, since, until, activity, plans, starts)
        counted = sum(part.shape[1] for part in asked)
        asked.append(_asked(random, company, here, since, until, month))
        scores.append(_answers(random, company, said, asked[-1], counted, mood))
    _leaks(random, company, said, np.maximum(starts, 0), leaves)
    customer, theme, day, answer = said.all()
    values = np.array(plan.PLAN_VALUE)[plans] * random.lognormal(0, 0.3, size)
    answers = np.concatenate(asked, axis=1)
    numbers = np.concatenate(scores)
    return World(starts, leaves, plans, values, customer, theme, day, answer, answers[0], answers[1], numbers, end)


def _exposed(said: Integers, first: int, window_start: int, gap_days: int, company: Company) -> NDArray[np.bool_]:
    exposed = np.zeros((company.customers, len(company.themes)), dtype=bool)
    customer, theme, _, _ = said[:, (said[2] >= window_start) & (said[2] < first - gap_days)]
    exposed[customer, theme] = True
    return exposed


def _hazard(
    company: Company, plans: Integers, starts: Integers, activity: Floats, exposed: NDArray[np.bool_], first: int
) -> Floats:
    """Each customer's hazard a month."""
    ratios = np.log([theme.hazard_ratio for theme in company.themes])
    usual = plan.BASE_HAZARD * np.array(plan.PLAN_HAZARD)[plans] * activity**plan.WRITERS_HAZARD
    young = np.where(first - starts < 180, plan.YOUNG_HAZARD, 1.0)
    return np.asarray(usual * young * np.exp(exposed @ ratios))


def _messages(
    random: np.random.Generator,
    company: Company,
    said: _Said,
    here: Integers,
    since: Integers,
    until: Integers,
    activity: Floats,
    plans: Integers,
    starts: Integers,
) -> None:
    """What is said this month in messages: each theme by each customer once or not."""
    days = np.maximum(until - since, 0)[here]
    for number, theme in enumerate(company.themes):
        rate = theme.rate * activity[here] ** theme.activity * np.array(theme.plans)[plans[here]] * days / 30.0
        if theme.growing:
            rate = rate * np.clip((since[here] - np.maximum(starts[here], 0)) / 150.0, 0, 2)
        who = np.flatnonzero(random.random(len(here)) < -np.expm1(-rate))
        when = since[here][who] + (random.random(len(who)) * days[who]).astype(np.int64)
        said.add(here[who], np.full(len(who), number), when)
        for companion, other in enumerate(company.themes):
            if other.with_theme == number:
                both = random.random(len(who)) < 0.5
                said.add(here[who][both], np.full(int(both.sum()), companion), when[both])


def _asked(
    random: np.random.Generator, company: Company, here: Integers, since: Integers, until: Integers, month: int
) -> Integers:
    """Customer and day of this month's NPS answers, shape (2, answers)."""
    days = (until - since)[here]
    who = np.flatnonzero((here % 3 == month % 3) & (random.random(len(here)) < company.answers) & (days > 0))
    when = since[here][who] + (random.random(len(who)) * days[who]).astype(np.int64)
    return np.stack([here[who], when])


def _answers(
    random: np.random.Generator, company: Company, said: _Said, asked: Integers, counted: int, mood: Floats
) -> Integers:
    """The scores of this month's answers; what they mention is added to what is said."""
    customer, day = asked
    mentions = draw_mentions(random, company, len(customer))
    answer, theme = np.nonzero(mentions)
    said.add(customer[answer], theme, day[answer], answer + counted)
    return draw_scores(random, company, mentions, mood[customer])


def draw_mentions(random: np.random.Generator, company: Company, answers: int) -> NDArray[np.bool_]:
    """What each answer mentions, shape (answers, themes)."""
    return random.random((answers, len(company.themes))) < np.array([theme.answered for theme in company.themes])


def draw_scores(random: np.random.Generator, company: Company, mentions: NDArray[np.bool_], mood: Floats) -> Integers:
    """Scores 0-10 of answers with these mentions, by customers in these moods."""
    middle = _SCORE + mood + mentions @ np.array([theme.nps for theme in company.themes])
    return np.asarray(np.clip(np.rint(middle + random.normal(0, _NOISE, len(middle))), 0, 10), np.int64)


def true_gaps(company: Company, *, answers: int = 1_000_000) -> tuple[Floats, Floats]:
    """Gap and impact of each theme in NPS points, from so many answers of as many customers."""
    random = np.random.default_rng(0)
    with_it, without = np.zeros((2, 2, len(company.themes)))
    for _ in range(answers // 100_000):
        mentions = draw_mentions(random, company, 100_000)
        scores = draw_scores(random, company, mentions, random.normal(0, _MOOD, 100_000))
        value = (scores >= 9).astype(np.float64) - (scores <= 6)
        with_it += [mentions.sum(axis=0), value @ mentions]
        without += [(~mentions).sum(axis=0), value @ ~mentions]
    gap = 100 * (with_it[1] / with_it[0] - without[1] / without[0])
    return gap, gap * with_it[0] / (with_it[0] + without[0])


def _leaks(random: np.random.Generator, company: Company, said: _Said, since: Integers, leaves: Integers) -> None:
    """What those about to leave say in their last days."""
    for number, theme in enumerate(company.themes):
        if theme.leaking:
            who = np.flatnonzero((leaves < _NEVER) & (random.random(len(leaves)) < plan.LEAKING))
            when = np.maximum(leaves[who] - random.integers(1, plan.LEAKING_DAYS + 1, len(who)), since[who])
            told = when < leaves[who]
            said.add(who[told], np.full(int(told.sum()), number), when[told])


def customers_table(world: World) -> pa.Table:
    """Rows for the tables customer and customer_number."""
    ids = [f"k{number:06d}" for number in range(len(world.starts))]
    first = FIRST_MONTH.astype("datetime64[D]")
    gone = world.leaves < _NEVER
    return pa.table(
        {
            "customer_key": ids,
            "customer_id": [f"c{number:06d}" for number in range(len(ids))],
            "started_at": pa.array(first + world.starts),
            "churned_at": pa.array(first + np.where(gone, world.leaves, 0), mask=~gone),
            "plan": np.array(plan.PLANS)[world.plans].tolist(),
            "monthly_value": world.values,
        }
    )
