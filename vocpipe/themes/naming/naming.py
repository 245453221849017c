"""Names: for each theme the short sentence, or clause of one, that says best what its sentences say.

No model writes them: a name is something that customers said, so it reads like an opinion and can be trusted. Keywords
are weighted by class-based TF-IDF (Grootendorst 2022): often in this theme, seldom in the others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.mixed_themes import MIN_COHESION
from vocpipe.themes.discovery.consensus import Labels
from vocpipe.themes.discovery.graph import Indices, Space
from vocpipe.themes.discovery.lexical import Words
from vocpipe.themes.naming.choice import best_titles
from vocpipe.themes.naming.sayings import Group, View
from vocpipe.themes.naming.titles import keys

KEYWORDS = 8


@dataclass(frozen=True, slots=True)
class Name:
    """What a theme is called in each language its sentences are in, and its keywords, best first."""

    by_language: dict[str, str]
    keywords: list[str]


def name_columns(names: Sequence[Name]) -> dict[str, pa.Array]:
    """The names as the columns that a theme's row has of them."""
    return {
        "name_ja": pa.array([name.by_language.get("ja") for name in names], pa.string()),
        "name_en": pa.array([name.by_language.get("en") for name in names], pa.string()),
        "keywords": pa.array([name.keywords for name in names], pa.list_(pa.string())),
    }


def taken_names(rows: Iterable[Sequence[str | None]]) -> dict[str, set[str]]:
    """Language -> what the themes of `rows` (name_ja, name_en) are called in it."""
    taken: dict[str, set[str]] = {"ja": set(), "en": set()}
    for names in rows:
        for language, name in zip(taken, names, strict=True):
            if name:
                taken[language].add(name)
    return taken


def name_themes(
    labels: Labels,
    words: Words,
    space: Space,
    languages: list[str],
    *,
    taken: Mapping[str, set[str]] | None = None,
    scores: npt.NDArray[np.float64] | None = None,
) -> list[Name]:
    """A name for each group in the order of their numbers; distinct among themselves within each language.

    taken: language -> names that belong to themes there are and go to no group. scores: shape (sentences,), how far
    each belongs to its group; a group that holds together loosely is named by two things its sentences say.
    """
    weights = keyword_weights(labels, words)
    used = {language: _all_keys((taken or {}).get(language, ())) for language in languages}
    views = [View.of(labels, words, space, language, len(weights)) for language in languages]
    names = []
    for number, weight in enumerate(weights):
        group = Group(number, np.flatnonzero(labels == number), weight)
        loose = scores is not None and _cohesion(group.members, words, scores) < MIN_COHESION
        titles = best_titles(group, words, space, views, used, loose=loose)
        for language, title in titles.items():
            used[language] |= keys(title)
        names.append(Name(titles, [word for word, _ in weight.most_common(KEYWORDS)]))
    return names


def _all_keys(names: Iterable[str]) -> set[str]:
    return {key for name in names for key in keys(name)}


def _cohesion(members: Indices, words: Words, scores: npt.NDArray[np.float64]) -> float:
    """As the published theme's cohesion: the mean over its sentences, as often as each was said."""
    times = [words.times[row] for row in members.tolist()] if words.times else None
    return float(np.average(scores[members], weights=times))


def keyword_weights(labels: Labels, words: Words) -> list[Counter[str]]:
    """For each group the weight of its words: share in the group times log(1 + average count / count over all)."""
    groups = int(labels.max(initial=-1)) + 1
    counts: list[Counter[str]] = [Counter() for _ in range(groups)]
    for label, tokens in zip(labels.tolist(), words.tokens, strict=True):
        if label >= 0:
            counts[label].update(set(tokens))
    overall: Counter[str] = Counter()
    for count in counts:
        overall.update(count)
    average = sum(overall.values()) / max(groups, 1)
    return [_weigh(count, overall, average) for count in counts]


def _weigh(count: Counter[str], overall: Counter[str], average: float) -> Counter[str]:
    total = max(sum(count.values()), 1)
    weighed = {word: n / total * float(np.log1p(average / overall[word])) for word, n in count.items()}
    # Equal weights stand in the words' own order, whatever the order of the rows was.
    return Counter(dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))))
