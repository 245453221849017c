"""Rankings joined to one: reciprocal rank fusion.

Cormack, Clarke and Buettcher (2009), Reciprocal rank fusion outperforms Condorcet and individual rank learning methods,
SIGIR: 758-759. What is k-th in a ranking gets 1 / (60 + k) from it, nothing if it is not in it; the sums are ranked.
The scores themselves, which no two methods have on one scale, do not count. In SQL: `rank_weight` of the explorer's
macros.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

_LATE = 60  # as the authors have it
NEAREST = 30  # sentences that tell which themes a question is about


def rank_weight(rank: int) -> float:
    """What a place in a ranking, from 1, is worth."""
    return 1 / (_LATE + rank)


def fused(*rankings: Sequence[str]) -> list[str]:
    """The items of all rankings, the best first; those alike in the order of the first ranking that has them."""
    weights: defaultdict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            weights[item] += rank_weight(rank)
    return sorted(weights, key=lambda item: -weights[item])


def themes_of(near: Iterable[str], themes: Mapping[str, str]) -> list[str]:
    """The themes of the nearest sentences, the best first: each sentence gives its theme what its place is worth."""
    weights: defaultdict[str, float] = defaultdict(float)
    for rank, sentence in enumerate(list(near)[:NEAREST], 1):
        if theme := themes.get(sentence):
            weights[theme] += rank_weight(rank)
    return sorted(weights, key=lambda theme: -weights[theme])
