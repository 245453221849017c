"""How much more weekly counts spread than Poisson's: people complain in bursts, and of the same outage at once."""

import numpy as np

from vocpipe.outcomes.statistics.interval import Floats

_BLOCK = 12  # weeks with one level: slow changes are no spread
_RARE_LIKE = 0.9


def overdispersion(mentions: Floats, usual_share: Floats) -> Floats:
    """The negative binomial's alpha of each theme, shape (themes,): the variance is mean + alpha * mean².

    mentions: shape (themes, weeks), the weeks before the ones that are judged; usual_share: the same shape, each
    week's exposure, in any unit. By moments, each block of weeks at its own level. A dozen weeks tell one theme's
    alpha only roughly, so none is taken to be below the median theme's; and of a theme that is mentioned less than once
    a week they tell nothing (where it has just begun, the beginning itself would pass for spread), so that such a one
    is taken to spread as much as `_RARE_LIKE` of the others do.
    """
    beyond, squares = np.zeros(len(mentions)), np.zeros(len(mentions))
    weeks = mentions.shape[1]
    for end in range(weeks, 0, -_BLOCK):
        block = slice(max(0, end - _BLOCK), end)
        counts, share = mentions[:, block], usual_share[:, block]
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
    usual, much = np.quantile(own[frequent], (0.5, _RARE_LIKE))
    return np.maximum(np.where(frequent, own, np.minimum(own, much)), max(0.0, float(usual)))
