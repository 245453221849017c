"""One simulated company: its customers' starts, departures and feedback, drawn from a plan by a seed.

A mention is the exposure: it multiplies the hazard in every month whose exposure window, [first day - window,
first day - gap), holds it. So the hazard ratio that is planted is what a hazard model of those months estimates.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.outcomes import company as planted
from vocpipe.evaluate.outcomes.answers import MOOD_SD, add_answers, draw_surveyed
from vocpipe.evaluate.outcomes.company import Company, Floats, Integers
from vocpipe.evaluate.outcomes.mentions import NEVER, Mentions, Month, add_leaks, add_messages, exposed
from vocpipe.settings import OutcomesSettings

FIRST_MONTH = np.datetime64("2025-01", "M")


@dataclass(frozen=True, slots=True)
class World:
    """The events of a simulated company; days count from the first day of the first month."""

    starts: Integers  # shape (customers,); negative: before the first day
    leaves: Integers  # shape (customers,); past the end if they stay
    plans: Integers
    values: Floats
    customer: Integers  # of each mention
    theme: Integers
    day: Integers
    answer: Integers  # -1: a message of its own; else the number of the NPS answer that contains it
    answer_customer: Integers
    answer_day: Integers
    scores: Integers
    end: int  # the first day after the last month
    chance: Floats  # of leaving within 30 days of the first day of the last month, shape (customers,)

    def known_on(self, day: int) -> "World":
        """What is known on the morning of this day: nothing that happened since."""
        said, answered = self.day < day, self.answer_day < day
        mentions = {name: getattr(self, name)[said] for name in ("customer", "theme", "day")}
        answers = {name: getattr(self, name)[answered] for name in ("answer_customer", "answer_day", "scores")}
        numbers = np.append(np.cumsum(answered) - 1, -1)  # -1 stays -1
        leaves = np.where(self.leaves < day, self.leaves, NEVER)
        return replace(self, leaves=leaves, end=day, answer=numbers[self.answer[said]], **mentions, **answers)


def month_days(months: int) -> Integers:
    """The first day of each month and of the one after, shape (months + 1,)."""
    firsts = (FIRST_MONTH + np.arange(months + 1)).astype("datetime64[D]")
    return np.asarray((firsts - firsts[0]).astype(np.int64))


def simulate(company: Company, settings: OutcomesSettings, seed: int) -> World:
    """The company with this seed: one seed always gives one world.

    settings: after how many months, and from how many days on, a mention has no effect any more.
    """
    random = np.random.default_rng(seed)
    size, firsts = company.places, month_days(company.months)
    end = int(firsts[-1])
    starts = np.where(random.random(size) < 0.8, -random.exponential(700, size), random.uniform(0, end, size))
    starts = np.floor(starts).astype(np.int64)
    plans = random.choice(len(planted.PLANS), size, p=planted.PLAN_SHARE)
    activity = random.gamma(2.0, 0.5, size)
    leaves = np.full(size, NEVER)
    mentions, surveyed, scores = Mentions(), [np.empty((2, 0), np.int64)], [np.empty(0, np.int64)]
    mood = random.normal(0, MOOD_SD, size)
    if company.comebacks:
        first_time = np.arange(size) % company.customers
        plans, activity, mood = plans[first_time], activity[first_time], mood[first_time]
        starts[company.customers :] = NEVER
    for number in range(company.months):
        first, after = int(firsts[number]), int(firsts[number + 1])
        since = np.maximum(starts, first)
        here = np.flatnonzero((since < after) & (leaves >= since))
        window_start = int(firsts[max(0, number - settings.exposure_months)])
        exposure = exposed(mentions.all(), first, window_start, settings.exposure_gap_days, company)
        monthly = _hazard(company, plans, starts, activity, exposure, first)
        to_renewal = _to_renewal(starts, number)
        if company.yearly:
            monthly = monthly * np.where(to_renewal == 0, *planted.RENEWAL_HAZARD)
        if company.comebacks:
            monthly[company.customers :] *= planted.RETURN_HAZARD
        hazard = monthly * (after - since) / 30.0
        gone = here[random.random(len(here)) < -np.expm1(-hazard[here])]
        leaves[gone] = random.integers(since[gone], after)
        if company.comebacks:
            _come_back(random, company, starts, leaves, gone[gone < company.customers], after)
        month = Month(here, since, np.minimum(leaves, after), to_renewal)
        add_messages(random, company, mentions, month, activity, plans, starts)
        counted = sum(answers.shape[1] for answers in surveyed)
        surveyed.append(draw_surveyed(random, company, month, number))
        scores.append(add_answers(random, company, mentions, surveyed[-1], counted, mood))
    add_leaks(random, company, mentions, np.maximum(starts, 0), leaves)
    values = np.array(planted.PLAN_VALUE)[plans] * random.lognormal(0, 0.3, size)
    customer, theme, day, answer = mentions.all()
    answer_customer, answer_day = np.concatenate(surveyed, axis=1)
    numbers = np.concatenate(scores)
    said = (customer, theme, day, answer)
    return World(starts, leaves, plans, values, *said, answer_customer, answer_day, numbers, end, -np.expm1(-monthly))


def _come_back(
    random: np.random.Generator, company: Company, starts: Integers, leaves: Integers, gone: Integers, after: int
) -> None:
    """Let some of those who are `gone` in a month come back, from the next month on; `starts` gets the days."""
    who = gone[random.random(len(gone)) < company.comebacks]
    days = random.integers(*planted.RETURN_DAYS, len(who))
    starts[who + company.customers] = np.maximum(leaves[who] + days, after)


def _to_renewal(starts: Integers, number: int) -> Integers:
    """Months from month `number` to the month of a whole year since the start; 12 in the first month."""
    first = (FIRST_MONTH.astype("datetime64[D]") + starts).astype("datetime64[M]").astype(np.int64)
    since = np.int64(FIRST_MONTH.astype(np.int64)) + number - first
    return np.asarray(np.where(since <= 0, 12, -since % 12), np.int64)


def _hazard(
    company: Company, plans: Integers, starts: Integers, activity: Floats, exposure: NDArray[np.bool_], first: int
) -> Floats:
    """Each customer's hazard a month, shape (customers,)."""
    if company.even:
        return np.full(len(plans), planted.BASE_HAZARD)
    ratios = np.log([theme.hazard_ratio for theme in company.themes])
    base = planted.BASE_HAZARD * np.array(planted.PLAN_HAZARD)[plans] * activity**planted.WRITERS_HAZARD
    young = np.where(first - starts < 180, planted.YOUNG_HAZARD, 1.0)
    return np.asarray(base * young * np.exp(exposure @ ratios))
