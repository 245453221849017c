"""The choice of a theme's title among its customers' sentences.

A good title is central among the theme's sentences of all languages, so that the names in two languages have one
subject; it contains the words that set the theme apart, has the sentiment of most of the theme, and is worded in a
common way, not mistyped.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.masking.redact import redact
from vocpipe.themes.clauses import key
from vocpipe.themes.naming.language_view import LanguageView
from vocpipe.themes.naming.statements import Group, Statements
from vocpipe.themes.naming.title_scores import TitleScorer, mood
from vocpipe.themes.naming.titles import join, title_parts
from vocpipe.themes.naming.weights import WEIGHTS
from vocpipe.themes.space import Space
from vocpipe.themes.words import Words

# Sentences considered in each language, and titles that are compared with those of the other languages.
_MAX_SENTENCES, _MAX_TITLES = 60, 20
_MAX_DIGITS = 8  # of a title: more are a number of somebody's
_NAMES = frozenset(("NAME", "COMPANY"))


@dataclass(frozen=True, slots=True)
class Source:
    """All sentences, with a view for each language in which themes have names."""

    words: Words
    space: Space
    views: list[LanguageView]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A title, its own score, and the place of the sentence it comes from."""

    title: str
    score: float
    row: int


def best_titles(group: Group, source: Source, used: Mapping[str, set[str]], *, mixed: bool = False) -> dict[str, str]:
    """The best title in each language the group has sentences in, none of them among `used` (language -> keys).

    mixed: no single sentence represents the group. Its title then joins two; the second is the one most similar to the
    members beyond their similarity to the first, as in facility location (Cornuejols, Fisher, Nemhauser 1977).
    """
    leading = {view.language: view.leading for view in source.views}
    statements = Statements.of(group, source.words, source.space, leading)
    first = _choose(group, source, statements, used, {})
    titles = {language: candidate.title for language, candidate in first.items()}
    if not mixed:
        return titles
    taken = {language: keys | {key(titles[language])} for language, keys in used.items() if language in titles}
    second = _choose(group, source, statements, {**used, **taken}, first)
    return {
        language: join(title, second[language].title) if language in second else title
        for language, title in titles.items()
    }


def _choose(
    group: Group,
    source: Source,
    statements: Statements,
    used: Mapping[str, set[str]],
    chosen: Mapping[str, _Candidate],
) -> dict[str, _Candidate]:
    """The best candidate by language, given those that are chosen already.

    The language with the most sentences comes first; titles in other languages are chosen to be similar to its title.
    """
    candidates = {
        view.language: _candidates(group, source, view, statements, used[view.language], chosen)
        for view in source.views
    }
    count = Counter(source.space.languages[group.members].tolist())
    spoken = sorted(
        (language for language in candidates if candidates[language]), key=lambda language: -count[language]
    )
    if not spoken:
        return {}
    first, *others = spoken
    fits = {other: _fit(candidates[first], candidates[other], source.space) for other in others}
    total = np.array([candidate.score for candidate in candidates[first]])
    lead = int((total + sum(fit.max(axis=1) for fit in fits.values())).argmax())
    best = {other: candidates[other][int(fit[lead].argmax())] for other, fit in fits.items()}
    return {first: candidates[first][lead], **best}


def _candidates(
    group: Group,
    source: Source,
    view: LanguageView,
    statements: Statements,
    used: set[str],
    chosen: Mapping[str, _Candidate],
) -> list[_Candidate]:
    """The best candidates in the view's language, best first; empty if the group has no sentences in it."""
    words, space = source.words, source.space
    own = group.members[space.languages[group.members] == view.language]
    own = own[[bool(words.texts[row]) for row in own.tolist()]]  # what may not be shown is no title
    if len(own) == 0:
        return []
    density = view.density(own, statements, space, {language: item.row for language, item in chosen.items()})
    best = np.argsort(-density, kind="stable")[:_MAX_SENTENCES]
    unsaid = statements.without({language: item.title for language, item in chosen.items()})
    scorer = TitleScorer.of(own, words, view, unsaid, mood=0 if chosen else mood(own, words))
    placed = density[best] - WEIGHTS.elsewhere * view.elsewhere(own[best], group.number)
    scored = []
    for row, place in zip(own[best].tolist(), placed.tolist(), strict=True):
        for_row = place - scorer.sentiment_penalty(row)
        for part, cost in _parts(row, words, view, statements, alone=not chosen):
            if key(part) not in used and not _is_personal(part):
                scored.append((for_row + scorer.for_part(part, words.tokens[row]) - cost, part, row))
    return [_Candidate(part, float(score), row) for score, part, row in sorted(scored, reverse=True)[:_MAX_TITLES]]


def _is_personal(title: str) -> bool:
    """Whether a title has a number or an address in it that the mask of the texts missed."""
    return not _NAMES.issuperset(redact(title).counts) or sum(map(str.isdigit, title)) > _MAX_DIGITS


def _parts(
    row: int, words: Words, view: LanguageView, statements: Statements, *, alone: bool
) -> list[tuple[str, float]]:
    """The parts of a sentence that may be its title; next to another title a mere clause says too little."""
    parts = title_parts(words.texts[row], view.language, statements.keywords[view.language], view.leading)
    return parts if alone else parts[:1]


def _fit(first: list[_Candidate], others: list[_Candidate], space: Space) -> npt.NDArray[np.float64]:
    """How well each of the others goes with each of the first, shape (first, others)."""
    similarity = space.shared[[item.row for item in first]] @ space.shared[[item.row for item in others]].T
    scores = np.array([item.score for item in others])
    fit: npt.NDArray[np.float64] = scores + WEIGHTS.across * similarity.astype(np.float64).round(6)
    return fit
