"""How well something tells two groups apart."""

from math import exp, log, sqrt

from vocpipe.outcomes.statistics.interval import Z


def odds_ratio_low(inside: int, n_inside: int, outside: int, n_outside: int) -> float:
    """The lower end of the 95 % interval of an odds ratio; `inside` of `n_inside` have it, `outside` of `n_outside`.

    A half is added to each count, so that perfect separation has an interval too (Haldane 1956; Anscombe 1956).
    """
    cells = (inside, n_inside - inside, outside, n_outside - outside)
    yes, no, yes_outside, no_outside = (cell + 0.5 for cell in cells)
    error = sqrt(1 / yes + 1 / no + 1 / yes_outside + 1 / no_outside)
    return exp(log(yes * no_outside / (no * yes_outside)) - Z * error)


def e_value(ratio: float, low: float, high: float) -> float:
    """How strongly something else would have to go with both sides of a ratio to explain it away; 1: it needs nothing.

    Of the end of the interval that is nearer to 1. Source: VanderWeele & Ding (2017), Annals of Internal Medicine 167;
    for ratios of hazards that are rare in each period.
    """
    end = low if ratio > 1 else 1 / high
    return end + sqrt(end * (end - 1)) if end > 1 else 1.0
