"""Is a theme mentioned less since something was done about it, compared with the themes nobody touched?

Twelve weeks before against up to twelve after. The last four weeks before are left out, since a theme is picked when it
is at its worst: held against its peak it would get better by itself (regression to the mean). How far untouched themes
move apart by themselves over the same weeks is part of the interval.
"""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from vocpipe.outcomes.actions.effect import Effect
from vocpipe.outcomes.actions.reasons import mentions_change, mentions_few, mentions_no_others, mentions_no_weeks
from vocpipe.outcomes.statistics.dispersion import overdispersion
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Floats
from vocpipe.outcomes.weekly import WeeklyCounts

WEEKS = 12  # to each side
LEFT_OUT = 4  # weeks right before
LEAST_WEEKS = 4  # with feedback, on each side
LEAST_OTHERS = 8  # untouched themes, to see how far themes move by themselves
LEAST_MENTIONS = 20  # both sides together


def mentions_effect(action_id: str, theme_id: str, done_on: date, counts: WeeklyCounts, touched: set[str]) -> Effect:
    """The effect on the theme's mentions, as a ratio of ratios; `touched` are the themes with actions of their own."""
    before, after = _weeks(counts, done_on)
    n_weeks = (int((counts.said[before] > 0).sum()), int((counts.said[after] > 0).sum()))
    place = counts.theme_ids.index(theme_id) if theme_id in counts.theme_ids else None
    if place is None or min(n_weeks) < LEAST_WEEKS:
        return Effect(action_id, "mentions", reason=lambda _: mentions_no_weeks(n_weeks, least=LEAST_WEEKS))
    sums = np.stack([counts.mentions[:, before].sum(axis=1), counts.mentions[:, after].sum(axis=1)])
    said = np.array([counts.said[before].sum(), counts.said[after].sum()])
    others = np.array([theme not in touched | {theme_id} for theme in counts.theme_ids])
    others &= sums.sum(axis=0) >= LEAST_MENTIONS
    rates = 100 * sums / said[:, None]
    effect = Effect(
        action_id,
        "mentions",
        n=(int(sums[0, place]), int(sums[1, place])),
        n_compared=(int(sums[0, others].sum()), int(sums[1, others].sum())),
        values=(float(rates[0, place]), float(rates[1, place])),
        compared=(float(rates[0, others].sum()), float(rates[1, others].sum())),
        reason=lambda _: mentions_few(int(sums[:, place].sum()), least=LEAST_MENTIONS),
    )
    if sums[:, place].sum() < LEAST_MENTIONS:
        return effect
    if others.sum() < LEAST_OTHERS:
        return effect.because(lambda _: mentions_no_others(int(others.sum()), least=LEAST_OTHERS))
    share = counts.said * counts.season
    exposure = np.stack([share[:, before].sum(axis=1), share[:, after].sum(axis=1)])
    change, error = _log_ratios(sums, exposure, overdispersion(counts.mentions[:, before], share[:, before]), n_weeks)
    return _judged(effect, change, error, others, place)


def _weeks(counts: WeeklyCounts, done_on: date) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of the whole weeks before, without the last ones, and after."""
    mondays = counts.mondays
    first_after = next((n for n, monday in enumerate(mondays) if monday >= done_on), len(mondays))
    last_before = sum(monday + timedelta(days=7) <= done_on for monday in mondays) - LEFT_OUT
    before = np.arange(max(0, last_before - WEEKS), max(0, last_before))
    return before, np.arange(first_after, min(len(mondays), first_after + WEEKS))


def _log_ratios(sums: Floats, exposure: Floats, alpha: Floats, weeks: tuple[int, int]) -> tuple[Floats, Floats]:
    """Each theme's log ratio of the rate after and before, and its standard error; half a mention is added."""
    padded = sums + 0.5
    change = np.log(padded[1] / exposure[1]) - np.log(padded[0] / exposure[0])
    spread = [(1 + alpha * padded[side] / weeks[side]) / padded[side] for side in (0, 1)]
    return np.asarray(change), np.sqrt(spread[0] + spread[1])


def _judged(effect: Effect, change: Floats, error: Floats, others: NDArray[np.bool_], place: int) -> Effect:
    """Against the others' mean; their spread beyond chance (by moments) is added to the error."""
    weight = 1 / error[others] ** 2
    mean = float((weight * change[others]).sum() / weight.sum())
    chi2 = float((weight * (change[others] - mean) ** 2).sum())
    free = int(others.sum()) - 1
    apart = max(0.0, (chi2 - free) / (weight.sum() - (weight**2).sum() / weight.sum()))  # DerSimonian & Laird 1986
    total = float(np.sqrt(error[place] ** 2 + apart + 1 / weight.sum()))
    value = float(change[place]) - mean
    margin = total * float(stats.t.ppf((1 + CONFIDENCE) / 2, free))
    p_value = float(2 * stats.t.sf(abs(value) / total, free))
    low, high = (float(np.exp(value + sign * margin)) for sign in (-1, 1))
    told = effect.told(float(np.exp(value)), (low, high), p_value, nothing=1.0)
    return told.because(lambda chance: mentions_change(told, chance))
