"""The choice of a theme's title among what its customers said.

It stands where most of the theme's sentences of all languages are, so that the names in two languages are about the
same; holds the words that set the theme apart; feels as most of the theme feels; and is worded as people word it, not
mistyped.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.themes.consensus import Labels
from vocpipe.themes.graph import Indices, Space
from vocpipe.themes.lexical import Matrix, Words
from vocpipe.themes.titles import Wordings, awkward, is_question, key, lead_ins, parts

# Sentences looked at in each language, and titles of them that are compared with those of the other languages.
_CANDIDATES, _PAIRED = 60, 20
# Members that tell where a theme is densest; more would tell the same and take long.
_ENOUGH = 1500
# Likeness to this power: nearer sentences count more, though not only the nearest.
_SHARPNESS = 2
# Against 1 for the place among the theme's sentences of the language: the place among those of all languages, the
# telling words, how often the same was said.
_SHARED, _TELLING, _OFTEN = 1.0, 0.6, 0.06
# The likeness of the titles in two languages.
_ALIKE = 1.2
# What counts against a title: another theme is nearer, the feeling is not that of most, or none where most have one;
# nobody else uses its words; it asks where most don't.
_ELSEWHERE, _CONTRARY, _COLD, _STRANGE, _ASKING = 3.0, 0.6, 0.2, 0.3, 0.4
# Sentiment from which a sentence feels something; the share of sentences that is most of them.
_FELT = 0.2
_MOST = 0.6
# A word of at least this share of the strongest one's weight tells something; so many of a title's words count.
_STRONG = 0.15
_COUNTED = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A theme to name: its number, the places of its sentences, and the weight of its words."""

    number: int
    members: Indices
    weight: Counter[str]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a group's sentences say without their lead-ins: the key of each, and how often each was said."""

    members: Indices
    keys: dict[int, str]
    often: Counter[str]
    telling: dict[str, dict[str, float]]  # language -> words of its sentences that tell something, the strongest 1

    @classmethod
    def of(cls, group: Group, words: Words, space: Space, views: "list[View]") -> "_Said":
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

    def density(self, own: Indices, said: "_Said", space: Space) -> npt.NDArray[np.float64]:
        """How many of the group's different sayings are how near to each of `own`: of its language, and of all."""
        some, all_ = _some(own), _some(said.members)
        inside = _crowd(self.vectors[self.place[own]], self.vectors[self.place[some]], said.weight(some))
        shared = _crowd(space.shared[own], space.shared[all_], said.weight(all_))
        return (inside + _SHARED * shared) / (1 + _SHARED)

    def elsewhere(self, rows: Indices, number: int) -> npt.NDArray[np.float64]:
        """How much nearer each sentence is to the middle of another group than to its own; 0 where it is not."""
        near = self.vectors[self.place[rows]] @ self.middles.T
        own = near[:, number].copy()
        near[:, number] = -1
        nearer: npt.NDArray[np.float64] = np.clip(near.max(axis=1) - own, 0, None).astype(np.float64).round(6)
        return nearer


def best_titles(
    group: Group, words: Words, space: Space, views: list[View], used: Mapping[str, set[str]]
) -> dict[str, str]:
    """The best title in each language the group has sentences in, none of them among `used` (language -> keys).

    The language of most sentences leads; what the others say is as near to its title as can be.
    """
    said = _Said.of(group, words, space, views)
    found = {view.language: _candidates(group, words, space, view, said, used[view.language]) for view in views}
    count = Counter(space.languages[group.members].tolist())
    spoken = sorted((one for one in found if found[one]), key=lambda one: -count[one])
    if not spoken:
        return {}
    first, *others = spoken
    fits = {other: _fit(found[first], found[other], space) for other in others}
    total = np.array([one.score for one in found[first]])
    lead = int((total + sum(fit.max(axis=1) for fit in fits.values())).argmax())
    return {first: found[first][lead].title} | {
        other: found[other][int(fit[lead].argmax())].title for other, fit in fits.items()
    }


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A title, how good it is by itself, and the sentence it comes from."""

    title: str
    score: float
    row: int


def _candidates(group: Group, words: Words, space: Space, view: View, said: _Said, used: set[str]) -> list[_Candidate]:
    """The best candidates in the view's language, best first; empty where the group has no sentences in it."""
    own = group.members[space.languages[group.members] == view.language]
    if len(own) == 0:
        return []
    density = view.density(own, said, space)
    best = np.argsort(-density, kind="stable")[:_CANDIDATES]
    judge = _Judge.of(own, words, view, said)
    alone = density[best] - _ELSEWHERE * view.elsewhere(own[best], group.number)
    scored = []
    for row, place in zip(own[best].tolist(), alone.tolist(), strict=True):
        for_row = place - judge.against_feeling(row)
        for part, cost in parts(words.texts[row], view.language, judge.telling, view.leading):
            if key(part) not in used:
                scored.append((for_row + judge.for_part(part, words.tokens[row]) - cost, part, row))
    return [_Candidate(part, float(score), row) for score, part, row in sorted(scored, reverse=True)[:_PAIRED]]


def _fit(first: list[_Candidate], others: list[_Candidate], space: Space) -> npt.NDArray[np.float64]:
    """How good each of the others is beside each of the first, shape (first, others)."""
    alike = space.shared[[one.row for one in first]] @ space.shared[[one.row for one in others]].T
    fit: npt.NDArray[np.float64] = np.array([one.score for one in others]) + _ALIKE * alike.astype(np.float64).round(6)
    return fit


@dataclass(frozen=True, slots=True)
class _Judge:
    """What holds for all of a group's sentences of a language."""

    words: Words
    view: View
    telling: dict[str, float]
    often: Counter[str]
    mood: int  # the feeling of most: -1, 1, or 0 where there is none
    asking: float  # the share of questions

    @classmethod
    def of(cls, own: Indices, words: Words, view: View, said: _Said) -> "_Judge":
        asking = sum(is_question(words.texts[row]) for row in own.tolist()) / len(own)
        return cls(words, view, said.telling[view.language], said.often, _mood(own, words), asking)

    def against_feeling(self, row: int) -> float:
        """What speaks against a sentence that does not feel as most do."""
        feeling = _feeling(row, self.words)
        return _CONTRARY if feeling * self.mood < 0 else _COLD * (feeling == 0 and self.mood != 0)

    def for_part(self, part: str, tokens: list[str]) -> float:
        """What speaks for a part of a sentence with these words as a title, less what speaks against it."""
        folded = part.casefold()
        weights = sorted((self.telling.get(token, 0.0) for token in set(tokens) if token in folded), reverse=True)
        return float(
            _TELLING * sum(weights[:_COUNTED]) / _COUNTED
            + _OFTEN * np.log(max(self.often[key(part)], 1))
            - _STRANGE * self.view.wordings.strange(part)
            - awkward(part, self.view.language)
            - _ASKING * is_question(part) * max(1 - self.asking / _MOST, 0)
        )


def _some(rows: Indices) -> Indices:
    """Enough of them, evenly spread."""
    return rows if len(rows) <= _ENOUGH else rows[np.linspace(0, len(rows) - 1, _ENOUGH).astype(np.int64)]


def _crowd(vectors: Matrix, others: Matrix, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The sharpened likeness of each to the others, whose weights these are, as a share of the greatest."""
    crowd = (np.clip(vectors @ others.T, 0, None) ** _SHARPNESS).astype(np.float64) @ weights
    share: npt.NDArray[np.float64] = crowd / max(float(crowd.max()), 1e-9)
    return share.round(6)


def _feeling(row: int, words: Words) -> int:
    """-1, 0 or 1; 0 too where it is not known."""
    value = words.sentiment[row] if words.sentiment else None
    return 0 if value is None or abs(value) < _FELT else int(np.sign(value))


def _mood(rows: Indices, words: Words) -> int:
    feelings = [_feeling(row, words) for row in rows.tolist()]
    for sign in (-1, 1):
        if feelings.count(sign) >= _MOST * len(feelings):
            return sign
    return 0
