"""The mentions of a simulated company's customers: messages month by month, and announcements of leaving."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.outcomes import company as planted
from vocpipe.evaluate.outcomes.company import Company, Floats, Integers

NEVER = 10**6  # the day of leaving of those who stay


@dataclass(slots=True)
class Mentions:
    """The mentions so far, in pieces: customer, theme, day and answer."""

    pieces: list[Integers] = field(default_factory=list)

    def add(self, customer: Integers, theme: Integers, day: Integers, answer: Integers | None = None) -> None:
        """Add mentions; without `answer` they are messages of their own."""
        of_answer = np.full(len(customer), -1) if answer is None else answer
        self.pieces.append(np.stack([customer, theme, day, of_answer]))

    def all(self) -> Integers:
        """Customer, theme, day and answer (-1: none) of each; shape (4, mentions)."""
        return np.concatenate([np.empty((4, 0), np.int64), *self.pieces], axis=1)


@dataclass(frozen=True, slots=True)
class Month:
    """The customers of one month; all arrays but `here` are of shape (customers,), in days from the first day.

    here: the numbers of the customers under contract; since, until: the days from and to which they are; to_renewal:
    months until a whole year since their start, 12 in the first month.
    """

    here: Integers
    since: Integers
    until: Integers
    to_renewal: Integers


def add_messages(
    random: np.random.Generator,
    company: Company,
    mentions: Mentions,
    month: Month,
    activity: Floats,
    plans: Integers,
    starts: Integers,
) -> None:
    """Add the month's messages: each customer mentions each theme once or not at all."""
    here, since = month.here, month.since
    days = np.maximum(month.until - since, 0)[here]
    for number, theme in enumerate(company.themes):
        rate = theme.rate * activity[here] ** theme.activity * np.array(theme.plans)[plans[here]] * days / 30.0
        if theme.growing:
            rate = rate * np.clip((since[here] - np.maximum(starts[here], 0)) / 150.0, 0, 2)
        if theme.before_renewal:
            near, far, months = planted.RENEWAL_TALK
            to_renewal = month.to_renewal[here]
            rate = rate * np.where((to_renewal > 0) & (to_renewal <= months), near, far)
        if theme.after_return:
            rate = rate * np.where(here >= company.customers, *planted.RETURN_TALK)
        who = np.flatnonzero(random.random(len(here)) < -np.expm1(-rate))
        day = since[here][who] + (random.random(len(who)) * days[who]).astype(np.int64)
        mentions.add(here[who], np.full(len(who), number), day)
        for companion, other in enumerate(company.themes):
            if other.with_theme == number:
                both = random.random(len(who)) < 0.5
                mentions.add(here[who][both], np.full(int(both.sum()), companion), day[both])


def add_leaks(
    random: np.random.Generator, company: Company, mentions: Mentions, since: Integers, leaves: Integers
) -> None:
    """Add the announcements of leaving in customers' last days."""
    for number, theme in enumerate(company.themes):
        if theme.leaking:
            who = np.flatnonzero((leaves < NEVER) & (random.random(len(leaves)) < planted.LEAKING_SHARE))
            day = np.maximum(leaves[who] - random.integers(1, planted.LEAKING_DAYS + 1, len(who)), since[who])
            before_leaving = day < leaves[who]
            mentions.add(who[before_leaving], np.full(int(before_leaving.sum()), number), day[before_leaving])


def exposed(mentions: Integers, first: int, window_start: int, gap_days: int, company: Company) -> NDArray[np.bool_]:
    """Who mentioned which theme in the exposure window of the month from day `first` on; (customers, themes)."""
    flags = np.zeros((company.places, len(company.themes)), dtype=bool)
    customer, theme, _, _ = mentions[:, (mentions[2] >= window_start) & (mentions[2] < first - gap_days)]
    flags[customer, theme] = True
    return flags
