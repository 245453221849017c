"""Overdispersion: how much more weekly counts vary than Poisson counts, since complaints come in bursts."""

import numpy as np

from vocpipe.outcomes.statistics.arrays import Floats

_BLOCK = 12  # weeks with one level: slow changes are not overdispersion
_RARE_QUANTILE = 0.9


def overdispersion(mentions: Floats, exposure: Floats) -> Floats:
    """The negative binomial's alpha of each theme, shape (themes,): the variance is mean + alpha * mean².

    mentions: shape (themes, weeks), the weeks before those that are tested; exposure: shape (themes, weeks), in any
    unit. By the method of moments, with a level of its own for each block of weeks. A dozen weeks give a theme's alpha
    only roughly, so the median theme's is the minimum. Themes with less than one mention a week are too rare for an
    estimate (the start of a new theme would look like overdispersion), so their alpha is at most the `_RARE_QUANTILE`
    of the frequent themes'.
    """
    beyond, squares = np.zeros(len(mentions)), np.zeros(len(mentions))
    weeks = mentions.shape[1]
    for end in range(weeks, 0, -_BLOCK):
        block = slice(max(0, end - _BLOCK), end)
        counts, share = mentions[:, block], exposure[:, block]
        seen = (share > 0).sum(axis=1, keepdims=True)
        total = share.sum(axis=1, keepdims=True)
        mean = np.divide(share, total, out=np.zeros_like(share), where=total > 0) * counts.sum(axis=1, keepdims=True)
        left = np.maximum(seen - 1, 0) / np.maximum(seen, 1)  # the level is fitted to the same weeks
        beyond += ((counts - mean) ** 2 - mean * left).sum(axis=1)
        squares += (mean**2 * left).sum(axis=1)
    own = np.divide(beyond, squares, out=np.zeros_like(beyond), where=squares > 0)
    frequent = mentions.sum(axis=1) >= weeks
    if not weeks or not frequent.any():
        return np.maximum(own, 0.0)
    usual, much = np.quantile(own[frequent], (0.5, _RARE_QUANTILE))
    return np.maximum(np.where(frequent, own, np.minimum(own, much)), max(0.0, float(usual)))
