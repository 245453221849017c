"""The plan of a simulated company: its size, its themes, and their effects."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

PLANS = ("Starter", "Standard", "Business")
PLAN_SHARE = (0.4, 0.4, 0.2)
PLAN_HAZARD = (2.0, 1.0, 0.6)
PLAN_VALUE = (3_000.0, 10_000.0, 30_000.0)
BASE_HAZARD = 0.026  # a month; higher than a real company's, so that a year holds enough departures to learn from
YOUNG_HAZARD = 1.4  # factor in the first six months
WRITERS_HAZARD = (
    0.4  # the hazard is proportional to activity to this power: heavy writers leave more, whatever they write
)
RENEWAL_HAZARD = (7.0, 0.45)  # factor in the month of a renewal, and in the others
RENEWAL_TALK = (4.0, 0.15, 3)  # factor of mentions in the months before a renewal, and in the others; how many months
RETURN_HAZARD = 2.0  # factor of those who have come back
RETURN_DAYS = (20, 150)  # from leaving to coming back
RETURN_TALK = (5.0, 0.5)  # factor of mentions by those who have come back, and by the others
LEAKING_SHARE = 0.6  # of the leavers, who announce it in their last days
LEAKING_DAYS = 14


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of the simulated company.

    kind: the purpose of the theme; rate: mentions by one customer in a month; hazard_ratio: in every month whose
    exposure window holds a mention; nps: points on the 0-10 scale by which an answer that mentions it differs;
    answered: share of the NPS answers that mention it; activity: power with which heavy writers mention it more;
    plans: factor by plan; growing: mentioned more the longer a customer has been watched; with_theme: the theme that it
    is mentioned together with, half of the time; before_renewal: said in the months before a renewal, hardly else;
    after_return: said by those who have come back, hardly by others.
    """

    kind: str
    rate: float
    hazard_ratio: float = 1.0
    nps: float = 0.0
    answered: float = 0.04
    activity: float = 1.0
    plans: tuple[float, float, float] = (1.0, 1.0, 1.0)
    growing: bool = False
    leaking: bool = False
    with_theme: int | None = None
    before_renewal: bool = False
    after_return: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """How large a simulated company is and what themes it has."""

    themes: tuple[Theme, ...]
    customers: int = 600
    months: int = 12
    answers: float = 0.55  # share of the surveys, one in three months, that are answered
    yearly: bool = False  # contracts of a year: most of those who leave do so when it would be renewed
    comebacks: float = 0.0  # share of those who leave that come back, once
    even: bool = False  # everybody leaves with the same chance
    theme_ids: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "theme_ids", tuple(f"t_{number:03d}" for number in range(len(self.themes))))

    @property
    def places(self) -> int:
        """How many times under contract there may be: the first of each customer, then the second of each."""
        return self.customers * (2 if self.comebacks else 1)


def null_company(themes: int, customers: int, months: int) -> Company:
    """A company in which no theme affects leaving or scores, but plans and heavy writers differ in both."""
    rates = 0.015 + 0.06 * np.arange(themes) / max(1, themes - 1)
    factors = ((1.0, 1.0, 1.0), (1.6, 0.8, 0.5), (0.5, 1.0, 2.0))
    planted = tuple(
        Theme("null", rate, answered=0.03 + rate, plans=factors[number % 3], activity=1.0 + 0.5 * (number % 4 == 3))
        for number, rate in enumerate(rates.tolist())
    )
    return Company(planted, customers, months)


def planted_company(themes: int, customers: int, months: int) -> Company:
    """A company with themes that have an effect, a trap of each kind, and at least three themes without any effect."""
    planted = (
        Theme("hazard 3", 0.06, hazard_ratio=3.0, answered=0.03),
        Theme("hazard 2", 0.085, hazard_ratio=2.0, answered=0.03),
        Theme("hazard 1.5", 0.085, hazard_ratio=1.5, answered=0.03),
        Theme("confounded", 0.14, plans=(1.0, 0.0, 0.0)),
        Theme("immortal", 0.05, growing=True),
        Theme("leakage", 0.002, leaking=True),
        Theme("heavy writers", 0.05, activity=2.0),
        Theme("rare", 0.002, answered=0.002),
        Theme("companion", 0.02, with_theme=0),
        Theme("nps lowers", 0.04, nps=-1.6, answered=0.10),
        Theme("nps raises", 0.04, nps=1.2, answered=0.12),
    )
    rest = null_company(max(3, themes - len(planted)), customers, months)
    return Company((*planted, *rest.themes), customers, months)
