"""A theme's yearly season, so that what comes every spring is not mistaken for a rise."""

import numpy as np

from vocpipe.outcomes.statistics.arrays import Floats

MIN_WEEKS = 78  # a year and a half: with fewer a season cannot be separated from a trend
WEEKS_A_YEAR = 365.25 / 7
_MIN_MENTIONS = 52  # one a week for a year: fewer show no season
_MAX_HEIGHT = np.log(10)  # of a wave of logs: whatever is said a hundred times as often began or ended


def season_index(mentions: Floats, volume: Floats, *, recent: int) -> Floats:
    """Each theme's seasonal share in each week as a multiple of its yearly mean; 1 if no season can be estimated.

    mentions: shape (themes, weeks); volume: shape (weeks,) or (themes, weeks); result: shape (themes, weeks). One
    yearly wave and a trend are fitted to the weeks before the `recent` ones, from the theme's first mention on, as a
    quasi-Poisson regression with the volume of all feedback as exposure. The wave is multiplied by 1 - 1 / F, F being
    its F statistic (empirical Bayes), so that noise is not taken for a season.
    """
    index = np.ones(mentions.shape)
    volumes, week = np.broadcast_to(volume, mentions.shape), np.arange(mentions.shape[1])
    wave = np.column_stack([turn(2 * np.pi * week / WEEKS_A_YEAR) for turn in (np.sin, np.cos)])
    design = np.column_stack([np.ones(len(week)), week / WEEKS_A_YEAR, wave])
    for theme in np.flatnonzero(mentions[:, :-recent].sum(axis=1) >= _MIN_MENTIONS):
        seen = np.flatnonzero(volumes[theme, :-recent] > 0)
        seen = seen[seen >= np.argmax(mentions[theme] > 0)]  # what has just begun has no season yet
        if len(seen) >= MIN_WEEKS:
            fitted = _wave(mentions[theme, seen], design[seen], volumes[theme, seen])
            if np.hypot(*fitted) <= _MAX_HEIGHT:
                index[theme] = np.exp(wave @ fitted)
    return index


def _wave(mentions: Floats, design: Floats, volume: Floats) -> Floats:
    """The shrunk coefficients of the yearly wave, shape (2,)."""
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    fitted = GLM(mentions, design, family=Poisson(), offset=np.log(volume)).fit(scale="X2")
    wave = np.asarray(fitted.params[2:])
    f_statistic = float(wave @ np.linalg.solve(np.asarray(fitted.cov_params())[2:, 2:], wave)) / 2
    return np.asarray(wave * max(0.0, 1 - 1 / f_statistic) if f_statistic > 0 else wave * 0)
