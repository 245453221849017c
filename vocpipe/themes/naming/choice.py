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

from vocpipe.themes.discovery.graph import Indices, Space
from vocpipe.themes.discovery.lexical import Words
from vocpipe.themes.naming.sayings import Group, Said, View
from vocpipe.themes.naming.titles import awkward, is_question, join, key, parts

# Sentences looked at in each language, and titles of them that are compared with those of the other languages.
_CANDIDATES, _PAIRED = 60, 20
# Against 1 for the place among the theme's sentences: the telling words, how often the same was said.
_TELLING, _OFTEN = 0.6, 0.06
# The likeness of the titles in two languages.
_ALIKE = 1.2
# What counts against a title: another theme is nearer, the feeling is not that of most, or none where most have one;
# nobody else uses its words; it asks where most don't.
_ELSEWHERE, _CONTRARY, _COLD, _STRANGE, _ASKING = 3.0, 0.6, 0.2, 0.3, 0.4
# Sentiment from which a sentence feels something; the share of sentences that is most of them.
_FELT = 0.2
_MOST = 0.6
# So many of a title's words count.
_COUNTED = 3


def best_titles(
    group: Group, words: Words, space: Space, views: list[View], used: Mapping[str, set[str]], *, loose: bool = False
) -> dict[str, str]:
    """The best title in each language the group has sentences in, none of them among `used` (language -> keys).

    loose: one sentence does not stand for the group. Its title then says two things; the second is what most of the
    members are like beyond their likeness to the first, as in facility location (Cornuejols, Fisher, Nemhauser 1977).
    """
    said = Said.of(group, words, space, views)
    first = _choose(group, words, space, views, said, used, {})
    titles = {language: one.title for language, one in first.items()}
    if not loose:
        return titles
    taken = {language: keys | {key(titles[language])} for language, keys in used.items() if language in titles}
    second = _choose(group, words, space, views, said, {**used, **taken}, first)
    return {
        language: join(title, second[language].title) if language in second else title
        for language, title in titles.items()
    }


def _choose(
    group: Group,
    words: Words,
    space: Space,
    views: list[View],
    said: Said,
    used: Mapping[str, set[str]],
    told: "Mapping[str, _Candidate]",
) -> "dict[str, _Candidate]":
    """The best candidate by language, beside those that are told already. The language of most sentences leads; what
    the others say is as near to its title as can be.
    """
    found = {view.language: _candidates(group, words, space, view, said, used[view.language], told) for view in views}
    count = Counter(space.languages[group.members].tolist())
    spoken = sorted((one for one in found if found[one]), key=lambda one: -count[one])
    if not spoken:
        return {}
    first, *others = spoken
    fits = {other: _fit(found[first], found[other], space) for other in others}
    total = np.array([one.score for one in found[first]])
    lead = int((total + sum(fit.max(axis=1) for fit in fits.values())).argmax())
    return {first: found[first][lead]} | {other: found[other][int(fit[lead].argmax())] for other, fit in fits.items()}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A title, how good it is by itself, and the sentence it comes from."""

    title: str
    score: float
    row: int


def _candidates(
    group: Group, words: Words, space: Space, view: View, said: Said, used: set[str], told: Mapping[str, _Candidate]
) -> list[_Candidate]:
    """The best candidates in the view's language, best first; empty where the group has no sentences in it."""
    own = group.members[space.languages[group.members] == view.language]
    if len(own) == 0:
        return []
    density = view.density(own, said, space, {language: one.row for language, one in told.items()})
    best = np.argsort(-density, kind="stable")[:_CANDIDATES]
    left = said.beyond({language: one.title for language, one in told.items()})
    judge = _Judge.of(own, words, view, left, mood=0 if told else _mood(own, words))
    alone = density[best] - _ELSEWHERE * view.elsewhere(own[best], group.number)
    scored = []
    for row, place in zip(own[best].tolist(), alone.tolist(), strict=True):
        for_row = place - judge.against_feeling(row)
        offered = parts(words.texts[row], view.language, said.telling[view.language], view.leading)
        for part, cost in offered[:1] if told else offered:  # beside another title a mere clause says too little
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
    def of(cls, own: Indices, words: Words, view: View, said: Said, *, mood: int) -> "_Judge":
        asking = sum(is_question(words.texts[row]) for row in own.tolist()) / len(own)
        return cls(words, view, said.telling[view.language], said.often, mood, asking)

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
