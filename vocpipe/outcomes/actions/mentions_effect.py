"""Whether a theme is mentioned less since an action on it, compared with the themes without an action.

Twelve weeks before are compared with up to twelve after. The last four weeks before are left out: themes are chosen at
their worst, and compared with its peak a theme improves by itself (regression to the mean). The interval includes how
far themes without an action differ in their change over these weeks.
"""

from datetime import date, timedelta

import numpy as np
import scipy

from vocpipe.outcomes.actions import reasons
from vocpipe.outcomes.actions.effect import Effect, Estimate
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.dispersion import overdispersion
from vocpipe.outcomes.statistics.interval import CONFIDENCE
from vocpipe.outcomes.statistics.random_effects import random_effects
from vocpipe.outcomes.weekly import WeeklyCounts
from vocpipe.wording import Text

WEEKS = 12  # to each side
LEFT_OUT = 4  # weeks right before
MIN_WEEKS = 4  # with feedback, on each side
MIN_OTHERS = 8  # themes without an action, from which the spread of changes is estimated
MIN_MENTIONS = 20  # both sides together

Weeks = Integers


def mentions_effect(action_id: str, theme_id: str, done_on: date, counts: WeeklyCounts, touched: set[str]) -> Effect:
    """The effect on the theme's mentions, as a ratio of ratios; `touched` are the themes with actions of their own."""
    before, after = _weeks(counts, done_on)
    n_weeks = (int((counts.volume[before] > 0).sum()), int((counts.volume[after] > 0).sum()))
    place = counts.theme_ids.index(theme_id) if theme_id in counts.theme_ids else None
    if place is None or min(n_weeks) < MIN_WEEKS:
        return Effect(action_id, "mentions", reasons.mentions_few_weeks(n_weeks, min_weeks=MIN_WEEKS))
    sums = np.stack([counts.mentions[:, before].sum(axis=1), counts.mentions[:, after].sum(axis=1)])
    volume = np.array([counts.volume[before].sum(), counts.volume[after].sum()])
    others = np.array([theme not in touched | {theme_id} for theme in counts.theme_ids])
    others &= sums.sum(axis=0) >= MIN_MENTIONS
    rates = 100 * sums / volume[:, None]
    return Effect(
        action_id,
        "mentions",
        _too_few(sums, others, place) or _estimate(counts, (before, after), sums, others, place),
        n=(int(sums[0, place]), int(sums[1, place])),
        n_compared=(int(sums[0, others].sum()), int(sums[1, others].sum())),
        values=(float(rates[0, place]), float(rates[1, place])),
        compared=(float(rates[0, others].sum()), float(rates[1, others].sum())),
    )


def _weeks(counts: WeeklyCounts, done_on: date) -> tuple[Weeks, Weeks]:
    """The numbers of the whole weeks before, without the last ones, and after."""
    mondays = counts.mondays
    first_after = next((n for n, monday in enumerate(mondays) if monday >= done_on), len(mondays))
    last_before = sum(monday + timedelta(days=7) <= done_on for monday in mondays) - LEFT_OUT
    before = np.arange(max(0, last_before - WEEKS), max(0, last_before))
    return before, np.arange(first_after, min(len(mondays), first_after + WEEKS))


def _too_few(sums: Floats, others: Bools, place: int) -> Text | None:
    """Why there is no estimate: too few mentions, or too few themes to compare with; sums: shape (2, themes)."""
    if sums[:, place].sum() < MIN_MENTIONS:
        return reasons.mentions_few(int(sums[:, place].sum()), min_mentions=MIN_MENTIONS)
    if others.sum() < MIN_OTHERS:
        return reasons.mentions_few_others(int(others.sum()), min_others=MIN_OTHERS)
    return None


def _estimate(counts: WeeklyCounts, weeks: tuple[Weeks, Weeks], sums: Floats, others: Bools, place: int) -> Estimate:
    """Against the others' mean change; their variance beyond chance is added to the error."""
    change, error = _log_ratios(counts, weeks, sums)
    rest = random_effects(change[others], error[others])
    total = float(np.sqrt(error[place] ** 2 + rest.between + rest.mean_variance))
    freedom = int(others.sum()) - 1
    value = float(change[place]) - rest.mean
    margin = total * float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, freedom))
    low, high = (float(np.exp(value + sign * margin)) for sign in (-1, 1))
    ratio = float(np.exp(value))
    return Estimate(
        effect=ratio,
        interval=(low, high),
        p_value=float(2 * scipy.stats.t.sf(abs(value) / total, freedom)),
        no_effect=1.0,
        key="actions.mentions",
        places=reasons.mentions_places(ratio, (low, high), (int(sums[0, place]), int(sums[1, place]))),
    )


def _log_ratios(counts: WeeklyCounts, weeks: tuple[Weeks, Weeks], sums: Floats) -> tuple[Floats, Floats]:
    """Each theme's log ratio of the rate after and before, and its standard error; half a mention is added."""
    before, after = weeks
    share = counts.volume * counts.season
    exposure = np.stack([share[:, before].sum(axis=1), share[:, after].sum(axis=1)])
    alpha = overdispersion(counts.mentions[:, before], share[:, before])
    n_weeks = (int((counts.volume[before] > 0).sum()), int((counts.volume[after] > 0).sum()))
    padded = sums + 0.5
    change = np.log(padded[1] / exposure[1]) - np.log(padded[0] / exposure[0])
    variance = [(1 + alpha * padded[side] / n_weeks[side]) / padded[side] for side in (0, 1)]
    return np.asarray(change), np.sqrt(variance[0] + variance[1])
