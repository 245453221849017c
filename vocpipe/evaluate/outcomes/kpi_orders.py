"""The orders of a simulated company whose customers have no contracts, and what its KPIs truly are.

After an order the next one comes at once, or, if it does not, it is drawn some weeks later whether it comes at all
before the customer has lapsed; who has lapsed may come back. Heavy writers come back more often. An effect of a theme
adds to the chance of coming back that is drawn then.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vocpipe.evaluate.outcomes.company import Floats, Integers
from vocpipe.evaluate.outcomes.kpi_panel import Company, month_firsts
from vocpipe.evaluate.outcomes.run import LAPSE_DAYS

WAIT = 45  # days after an order, in which others may come at once, and of what was said before it counts
_AT_ONCE = 0.15  # chance of it
_BACK = 0.4  # chance of coming back after a lapse
_BACK_DAYS = (LAPSE_DAYS + 1, LAPSE_DAYS + 150)
_NEVER = 10**6


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders of customers by day, in the order of both; at most one a day of a customer."""

    customer: Integers
    day: Integers
    amount: Floats


def draw_orders(
    random: np.random.Generator, company: Company, effect: Callable[[Integers, Integers], Floats]
) -> Orders:
    """The orders of everybody until the last month ends; effect: what is added to the chance, of days and customers."""
    end, found = int(month_firsts()[-1]), []
    who = np.arange(company.size)
    day = random.integers(-LAPSE_DAYS, end // 2, company.size)
    while len(who):
        found.append((who, day))
        day = _next(random, company, who, day, effect)
        who, day = who[day < end], day[day < end]
    customer, days = (np.concatenate([part[place] for part in found]) for place in (0, 1))
    kept = days >= 0
    order = np.lexsort((days[kept], customer[kept]))
    amount = random.lognormal(8.0, 0.5, int(kept.sum()))
    return Orders(customer[kept][order], days[kept][order], amount)


def _next(
    random: np.random.Generator,
    company: Company,
    who: Integers,
    day: Integers,
    effect: Callable[[Integers, Integers], Floats],
) -> Integers:
    n = len(who)
    at_once = random.random(n) < _AT_ONCE
    chance = 0.3 + 0.1 * np.minimum(company.level[who], 3) + effect(day + WAIT, who)
    in_time = random.random(n) < np.clip(chance, 0.0, 1.0)
    later = np.where(random.random(n) < _BACK, random.integers(*_BACK_DAYS, n), _NEVER)
    gaps = np.where(in_time, random.integers(WAIT + 1, LAPSE_DAYS + 1, n), later)
    return np.asarray(day + np.where(at_once, random.integers(1, WAIT + 1, n), gaps))


def true_values(orders: Orders) -> dict[str, float]:
    """The KPIs of the last month of which each can be known, over all orders."""
    firsts = month_firsts()
    day, customer = orders.day, orders.customer
    last = np.append(customer[1:] != customer[:-1], True)
    after = np.where(last, _NEVER, np.append(day[1:], _NEVER))
    known = int(np.flatnonzero(firsts[1:] + LAPSE_DAYS <= firsts[-1])[-1])
    placed = (day >= firsts[known]) & (day < firsts[known + 1])
    first, end = int(firsts[-2]), int(firsts[-1])
    held = (day < first) & (after >= first) & (day + LAPSE_DAYS >= first)
    lapsed = held & (day + LAPSE_DAYS < end) & (after > day + LAPSE_DAYS)
    spent = orders.amount[(day >= first) & np.isin(customer, customer[held])].sum()
    return {
        "repeat_rate": float((after[placed] <= day[placed] + LAPSE_DAYS).mean()),
        "lapse_rate": float(lapsed.sum() / held.sum()),
        "order_ltv": float(spent / lapsed.sum()),
    }
