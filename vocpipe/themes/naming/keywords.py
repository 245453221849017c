"""Keywords: words that are frequent in a theme and rare in the others (class-based TF-IDF, Grootendorst 2022)."""

from collections import Counter

import numpy as np

from vocpipe.themes.space import Labels
from vocpipe.themes.words import Words


def keyword_weights(labels: Labels, words: Words) -> list[Counter[str]]:
    """The weight of each word of each group: its share in the group times log(1 + mean count per group / its count).

    labels: the group of each sentence, -1 for none, shape (sentences,). The heaviest word comes first.
    """
    groups = int(labels.max(initial=-1)) + 1
    counts: list[Counter[str]] = [Counter() for _ in range(groups)]
    for label, tokens in zip(labels.tolist(), words.tokens, strict=True):
        if label >= 0:
            counts[label].update(set(tokens))
    overall: Counter[str] = Counter()
    for count in counts:
        overall.update(count)
    mean = sum(overall.values()) / max(groups, 1)
    return [_weights(count, overall, mean) for count in counts]


def _weights(count: Counter[str], overall: Counter[str], mean: float) -> Counter[str]:
    total = max(sum(count.values()), 1)
    weights = {word: n / total * float(np.log1p(mean / overall[word])) for word, n in count.items()}
    # Ties are in alphabetical order, so that the order of the rows does not matter.
    return Counter(dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))))
