"""How far each theme is made of one label, and each label of one theme."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vocpipe.themes.space import NOWHERE

# A theme with less than this share of its main label is mixed: a third of what it holds is something else.
_MIN_PURE = 2 / 3
# A label is found if its theme holds at least this share of its rows.
_MIN_FOUND = 0.5


@dataclass(frozen=True, slots=True)
class Purity:
    """Themes next to labels.

    purity: the share of the themed rows that have the main label of their theme (Zhao, Karypis 2001). mixed: the share
    of themes with less than two thirds of their main label. found_once: the share of labels that are the main label of
    exactly one theme, which holds at least half of their rows.
    """

    purity: float
    mixed: float
    found_once: float


def purity(groups: Iterable[int], labels: Sequence[str]) -> Purity:
    """The measures of the rows' groups, -1 for none, next to their labels."""
    inside: dict[int, Counter[str]] = {}
    for group, label in zip(groups, labels, strict=True):
        if group != NOWHERE:
            inside.setdefault(group, Counter())[label] += 1
    if not inside:
        return Purity(0.0, 0.0, 0.0)
    main = {group: _main(count) for group, count in inside.items()}
    pure = [count[main[group]] for group, count in inside.items()]
    sizes = [count.total() for count in inside.values()]
    rows, themes = Counter(labels), Counter(main.values())
    found = [themes[label] == 1 and inside[group][label] >= _MIN_FOUND * rows[label] for group, label in main.items()]
    return Purity(
        purity=sum(pure) / sum(sizes),
        mixed=sum(own < _MIN_PURE * size for own, size in zip(pure, sizes, strict=True)) / len(sizes),
        found_once=sum(found) / len(rows),
    )


def _main(count: Counter[str]) -> str:
    return max(count, key=lambda label: (count[label], label))
