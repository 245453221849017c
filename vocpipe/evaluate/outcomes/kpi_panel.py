"""A simulated company month by month: who writes of what, and what follows for its use, its payments and its answers.

Heavy writers use more, and answer more often; in months in which somebody uses more than usual they write more, too.
Neither is an effect of a theme. An effect adds to the outcome of every month, invitation or start whose exposure window
holds a mention.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.outcomes.company import Floats, Integers
from vocpipe.evaluate.outcomes.voices import MONDAY, Voices
from vocpipe.settings import OutcomesSettings, SegmentsSettings

MONTHS = 12
THEMES = 12
PLANS = ("P1", "P2", "P3")
_FIRST = np.datetime64("2025-02", "M")  # the first whole month
_RATE = 0.7  # pieces of feedback a month
_DRIFT, _STEP = 0.7, 0.05  # of the use from month to month: what stays of it, and what comes to it
_WRITES_MORE = 3.0  # power of writing on the drift
LEAVING = 0.03  # chance in each month, where customers leave
_PLAN_VALUE = np.array([3_000.0, 10_000.0, 30_000.0])


@dataclass(frozen=True, slots=True)
class Company:
    """What is drawn first. level: how much each customer writes; plan: their number; start: the day they began.

    drift: shape (customers, months), about 0; voices: what they say, each of one theme.
    """

    level: Floats
    plan: Integers
    start: Integers
    drift: Floats
    voices: Voices

    @property
    def size(self) -> int:
        """How many customers there are."""
        return len(self.level)

    def exposed(self, days: Integers, customers: Integers, settings: OutcomesSettings) -> NDArray[np.bool_]:
        """Whether the customer of each day mentions each theme in the exposure window before it; (days, themes)."""
        first = np.array([(_months_before(day, settings.exposure_months) - MONDAY).days for day in _dates(days)])
        last = days - settings.exposure_gap_days
        order = np.argsort(self.voices.customer, kind="stable")
        of_customer = np.searchsorted(self.voices.customer[order], np.arange(self.size + 1))
        found = np.zeros((len(days), THEMES), dtype=bool)
        for number, customer in enumerate(customers):
            theirs = order[of_customer[customer] : of_customer[customer + 1]]
            inside = (self.voices.day[theirs] >= first[number]) & (self.voices.day[theirs] < last[number])
            found[number] = self.voices.mentions[theirs[inside]].any(axis=0)
        return found


def month_firsts() -> Integers:
    """The first day of each whole month and of the one after, counted from MONDAY; shape (MONTHS + 1,)."""
    firsts = (_FIRST + np.arange(MONTHS + 1)).astype("datetime64[D]")
    return np.asarray((firsts - np.datetime64(MONDAY, "D")).astype(np.int64))


def draw_company(random: np.random.Generator, customers: int, *, new: bool) -> Company:
    """Customers with what they say; new: all begin while they are watched, else long before."""
    firsts = month_firsts()
    level = random.gamma(2.0, 0.5, customers)
    plan = random.choice(len(PLANS), customers, p=(0.5, 0.35, 0.15))
    start = random.integers(0, firsts[7], customers) if new else -random.integers(100, 1500, customers)
    drift = np.zeros((customers, MONTHS))
    for month in range(1, MONTHS):
        drift[:, month] = _DRIFT * drift[:, month - 1] + random.normal(0, _STEP, customers)
    return Company(level, plan, start, drift, _voices(random, level, start, drift, firsts))


def _voices(random: np.random.Generator, level: Floats, start: Integers, drift: Floats, firsts: Integers) -> Voices:
    """What is said in each month, and in the days before the first whole one."""
    customer, day = [], []
    for month in range(-1, MONTHS):
        since, until = (0, firsts[0]) if month < 0 else (firsts[month], firsts[month + 1])
        rate = _RATE * level * np.exp(_WRITES_MORE * drift[:, max(month, 0)]) * (until - since) / 30
        who = np.repeat(np.arange(len(level)), random.poisson(rate))
        when = random.integers(since, until, len(who))
        kept = when >= start[who]
        customer.append(who[kept])
        day.append(when[kept])
    who, when = np.concatenate(customer), np.concatenate(day)
    mentions = np.eye(THEMES, dtype=bool)[random.integers(0, THEMES, len(who))]
    return Voices(who, np.full(len(who), "ticket"), when, np.full(len(who), np.nan), mentions)


def used_days(random: np.random.Generator, company: Company, effect: Floats) -> Integers:
    """Days with use of everybody in each month, at least one; effect: added days, shape (customers, months)."""
    share = np.clip(0.3 + 0.08 * company.level[:, None] + company.drift + effect / 27, 0.0, 1.0)
    return np.asarray(1 + random.binomial(27, share), np.int64)


def active_days(random: np.random.Generator, company: Company, effect: Floats) -> Integers:
    """Four days with use or none of everybody in each month; effect: added to the chance of any."""
    chance = np.clip(0.45 + 0.1 * np.minimum(company.level[:, None], 3) + company.drift + effect, 0.0, 1.0)
    return np.asarray(4 * (random.random(chance.shape) < chance), np.int64)


def payments(random: np.random.Generator, company: Company, effect: Floats) -> Floats:
    """What everybody pays on the first day of each month and of the one after; effect: added to it."""
    own = _PLAN_VALUE[company.plan] * random.lognormal(0, 0.2, company.size)
    moving = own[:, None] * (1 + random.normal(0, 0.05, (company.size, MONTHS)))
    return np.asarray(np.maximum(moving + effect, 100.0))


def steps(random: np.random.Generator, company: Company, up: Floats, down: Floats) -> Integers:
    """1 for a more expensive plan, -1 for a cheaper one, 0: none, in each month; up, down: added to the chances."""
    drawn = random.random((company.size, MONTHS))
    rises, falls = 0.04 + up, 0.03 + down
    return np.asarray(np.where(drawn < rises, 1, np.where(drawn > 1 - falls, -1, 0)), np.int64)


def answers(random: np.random.Generator, company: Company, customers: Integers, effect: Floats) -> NDArray[np.bool_]:
    """Whether the customer of each invitation answers; effect: added to the chance."""
    chance = 0.3 + 0.1 * np.minimum(company.level[customers], 3) + effect
    return np.asarray(random.random(len(customers)) < np.clip(chance, 0.0, 1.0))


def adopted(random: np.random.Generator, company: Company, effect: Floats) -> NDArray[np.bool_]:
    """Whether each new customer goes on using the product; effect: added to the chance."""
    chance = 0.5 + 0.08 * np.minimum(company.level, 3) + effect
    return np.asarray(random.random(company.size) < np.clip(chance, 0.0, 1.0))


def messages(
    random: np.random.Generator, company: Company, customers: Integers, effect: Floats
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each message is opened and whether it is clicked in, for its customer; effect: added to both chances."""
    level = 0.05 * np.minimum(company.level[customers], 3)
    drawn = random.random((2, len(customers)))
    opened, clicked = (drawn[at] < np.clip(base + level + effect, 0.0, 1.0) for at, base in ((0, 0.35), (1, 0.2)))
    return opened, clicked


def waits(random: np.random.Generator, company: Company, customers: Integers, effect: Floats) -> tuple[Floats, Floats]:
    """The hours until the ticket of each customer is answered, and is resolved; effect: added to both."""
    level = np.minimum(company.level[customers], 3)
    answered = np.maximum(random.gamma(2.0, 4.0 + level) + effect, 0.1)
    return answered, np.asarray(answered + random.gamma(2.0, 2.0, len(customers)))


def leaving(random: np.random.Generator, company: Company) -> Integers:
    """The day on which each customer leaves, or one after all months if they stay; whatever they say or pay."""
    firsts = month_firsts()
    leaves = random.random((company.size, MONTHS)) < LEAVING
    month = np.where(leaves.any(axis=1), leaves.argmax(axis=1), MONTHS)
    return np.asarray(np.where(month < MONTHS, firsts[month] + random.integers(0, 28, company.size), firsts[-1] + 999))


def adoption_days(company: Company) -> Integers:
    """The day on which each customer's first weeks are over."""
    return np.asarray(company.start + SegmentsSettings().onboarding_days)


def _dates(days: Integers) -> list[date]:
    return [MONDAY + timedelta(days=int(day)) for day in days]


def _months_before(day: date, months: int) -> date:
    """The day so many months before, or the last one of a shorter month."""
    place = day.year * 12 + day.month - 1 - months
    first = date(place // 12, place % 12 + 1, 1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return first.replace(day=min(day.day, last.day))
