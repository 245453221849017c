"""What the sentences of a theme say, and where each stands among those of its language and of all languages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from vocpipe.themes.discovery.consensus import Labels
from vocpipe.themes.discovery.graph import Indices, Space
from vocpipe.themes.discovery.lexical import Matrix, Words
from vocpipe.themes.naming.titles import Wordings, key, lead_ins, parts

# Members that tell where a theme is densest; more would tell the same and take long.
_ENOUGH = 1500
# Likeness to this power: nearer sentences count more, though not only the nearest.
_SHARPNESS = 2
# Against 1 for the place among the theme's sentences of the language: the place among those of all languages.
_SHARED = 1.0
# A word of at least this share of the strongest one's weight tells something.
_STRONG = 0.15


@dataclass(frozen=True, slots=True)
class Group:
    """A theme to name: its number, the places of its sentences, and the weight of its words."""

    number: int
    members: Indices
    weight: Counter[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a group's sentences say without their lead-ins: the key of each, and how often each was said."""

    members: Indices
    keys: dict[int, str]
    often: Counter[str]
    telling: dict[str, dict[str, float]]  # language -> words of its sentences that tell something, the strongest 1

    @classmethod
    def of(cls, group: Group, words: Words, space: Space, views: "list[View]") -> "Said":
        keys, often, telling = {}, Counter[str](), {}
        for view in views:
            own = group.members[space.languages[group.members] == view.language].tolist()
            strong = telling[view.language] = _telling(
                group.weight, {token for row in own for token in words.tokens[row]}
            )
            for row in own:
                keys[row] = key(parts(words.texts[row], view.language, strong, view.leading)[0][0])
                often[keys[row]] += words.times[row] if words.times else 1
        return cls(group.members, keys, often, telling)

    def beyond(self, titles: Mapping[str, str]) -> "Said":
        """The same without the telling words that the titles (by language) have said already."""
        left = {
            language: {word: weight for word, weight in telling.items() if word not in titles[language].casefold()}
            for language, telling in self.telling.items()
            if language in titles
        }
        return replace(self, telling=self.telling | left)

    def weight(self, rows: Indices) -> npt.NDArray[np.float64]:
        """What each counts: what many said in the same words is still one thing to say."""
        return np.array([1 / self.often[self.keys[row]] if row in self.keys else 1.0 for row in rows.tolist()])


def _telling(weight: Counter[str], spoken: set[str]) -> dict[str, float]:
    weights = {token: value for token, value in weight.items() if token in spoken}
    strongest = max(weights.values(), default=1.0)
    return {token: value / strongest for token, value in weights.items() if value >= _STRONG * strongest}


@dataclass(frozen=True, slots=True)
class View:
    """What tells the titles of a language: vectors of its sentences, where each stands among them, each group's middle,
    how common its wordings are, and what only leads in.
    """

    language: str
    place: Indices
    vectors: Matrix
    middles: Matrix
    wordings: Wordings
    leading: frozenset[str]

    @classmethod
    def of(cls, labels: Labels, words: Words, space: Space, language: str, groups: int) -> "View":
        """The view of all sentences of `language`."""
        inside = space.languages == language
        vectors = space.inside(language)
        middles = np.zeros((groups, vectors.shape[1]), np.float32)
        grouped = labels[inside] >= 0
        np.add.at(middles, labels[inside][grouped], vectors[grouped])
        middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
        texts = [words.texts[row] for row in np.flatnonzero(inside)]
        wordings, leading = Wordings.of(texts, language), lead_ins(texts, language)
        return cls(language, np.cumsum(inside) - 1, vectors, middles, wordings, leading)

    def density(self, own: Indices, said: Said, space: Space, told: Mapping[str, int]) -> npt.NDArray[np.float64]:
        """How many of the group's different sayings are how near to each of `own`: of its language, and of all.

        told: language -> the sentence that has been told of the group already; only nearness beyond its own counts.
        """
        some, all_ = _some(own), _some(said.members)
        here = [self.place[told[self.language]]] if self.language in told else []
        inside = _crowd(self.vectors, self.place[own], self.place[some], said.weight(some), here)
        shared = _crowd(space.shared, own, all_, said.weight(all_), list(told.values()))
        return (inside + _SHARED * shared) / (1 + _SHARED)

    def elsewhere(self, rows: Indices, number: int) -> npt.NDArray[np.float64]:
        """How much nearer each sentence is to the middle of another group than to its own; 0 where it is not."""
        near = self.vectors[self.place[rows]] @ self.middles.T
        own = near[:, number].copy()
        near[:, number] = -1
        nearer: npt.NDArray[np.float64] = np.clip(near.max(axis=1) - own, 0, None).astype(np.float64).round(6)
        return nearer


def _some(rows: Indices) -> Indices:
    """Enough of them, evenly spread."""
    return rows if len(rows) <= _ENOUGH else rows[np.linspace(0, len(rows) - 1, _ENOUGH).astype(np.int64)]


def _crowd(
    vectors: Matrix, rows: Indices, others: Indices, weights: npt.NDArray[np.float64], told: list[int]
) -> npt.NDArray[np.float64]:
    """How like the others, whose weights these are, each of `rows` is, as a share of the greatest; where something is
    told, how much more like them it is.
    """
    likeness = _likeness(vectors, rows, others)
    if told:
        likeness = np.clip(likeness - _likeness(vectors, told, others).max(axis=0), 0, None)
    crowd = likeness @ weights
    share: npt.NDArray[np.float64] = crowd / max(float(crowd.max()), 1e-9)
    return share.round(6)


def _likeness(vectors: Matrix, rows: Indices | list[int], others: Indices) -> npt.NDArray[np.float64]:
    sharpened: npt.NDArray[np.float64] = (np.clip(vectors[rows] @ vectors[others].T, 0, None) ** _SHARPNESS).astype(
        np.float64
    )
    return sharpened
