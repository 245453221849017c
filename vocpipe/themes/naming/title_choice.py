"""The choice of a theme's title among its customers' sentences.

A good title is central among the theme's sentences of all languages, so that the names in two languages have one
subject; it contains the words that set the theme apart, has the sentiment of most of the theme, and is worded in a
common way, not mistyped.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from vocpipe.masking.redact import redact
from vocpipe.themes.clauses import key
from vocpipe.themes.naming.agreement import MIN_MIXED, MIN_SIMILARITY, Meanings, Said, disagreement
from vocpipe.themes.naming.language_view import LanguageView, crowd, spread
from vocpipe.themes.naming.slips import without_slips
from vocpipe.themes.naming.statements import Group, Statements
from vocpipe.themes.naming.title_scores import TitleScorer, feeling, mood
from vocpipe.themes.naming.titles import join, title_parts
from vocpipe.themes.naming.weights import WEIGHTS
from vocpipe.themes.space import Matrix, Space
from vocpipe.themes.words import Words

# Sentences considered in each language, and titles that are compared with those of the other languages.
_MAX_SENTENCES, _MAX_TITLES = 80, 20
_SAME = 0.6  # a cosine from which two titles say the same
_MAX_DISAGREEMENT = 0.49  # from this penalty on, two titles do not say the same: less than for two small differences
_KEYWORDS, _MAX_KEYWORDS = 3, 16  # of a title that is made of words, and those that it is made of
_OWN_WEIGHT = 0.3  # of a word in its theme, against 1 for how near it is to the title in the other language
_KEYWORD_JOINT = {"ja": "・", "en": ", "}
_MAX_DIGITS = 8  # of a title: more are a number of somebody's
_NAMES = frozenset(("NAME", "COMPANY"))


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and the whole sentence it is cut from; None if it is made of the theme's own words."""

    text: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A title, its own score, the place of the sentence it comes from, and what it says; None if made of words."""

    title: str
    score: float
    row: int | None
    said: Said | None


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well titles of one language go with those of another, shape (first, others).

    gain: the score of the other title and of the pair. agrees: whether both say the same.
    """

    gain: npt.NDArray[np.float64]
    agrees: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Source:
    """All sentences, with a view for each language in which themes have names; meanings: None to go by sentences."""

    words: Words
    space: Space
    views: list[LanguageView]
    meanings: Meanings | None = None

    def fit(self, first: list[_Candidate], others: list[_Candidate], min_similarity: float) -> _Fit:
        """How well each of the others goes with each of the first, by their titles and by their sentences."""
        titles = (self.vectors(first) @ self.vectors(others).T).astype(np.float64).round(6)
        sentences = (self._sentences(first) @ self._sentences(others).T).astype(np.float64).round(6)
        costs = np.array([[_disagreement(one, other) for other in others] for one in first])
        scores = np.array([candidate.score for candidate in others])
        agrees = (titles >= min_similarity) & (costs < _MAX_DISAGREEMENT)
        gain = WEIGHTS.across * np.minimum((titles + sentences) / 2, _SAME)  # nearer ones are only more literal
        return _Fit(scores + gain - costs - WEIGHTS.apart * ~agrees, agrees)

    def vectors(self, candidates: list[_Candidate]) -> Matrix:
        """The vectors of the titles, or of their sentences, shape (candidates, dimensions)."""
        if self.meanings:
            return self.meanings.of([candidate.title for candidate in candidates])
        return self._sentences(candidates)

    def _sentences(self, candidates: list[_Candidate]) -> Matrix:
        return self.space.shared[[candidate.row for candidate in candidates if candidate.row is not None]]


def _disagreement(one: _Candidate, other: _Candidate) -> float:
    return disagreement(one.said, other.said) if one.said and other.said else 0.0


def best_titles(group: Group, source: Source, used: Mapping[str, set[str]], *, mixed: bool = False) -> dict[str, Title]:
    """The best title in each language the group has sentences in, none of them among `used` (language -> keys).

    mixed: no single sentence represents the group. Its title then joins two; the second is the one most similar to the
    members beyond their similarity to the first, as in facility location (Cornuejols, Fisher, Nemhauser 1977).
    """
    leading = {view.language: view.leading for view in source.views}
    statements = Statements.of(group, source.words, source.space, leading)
    first = _choose(group, source, statements, used, {}, mixed=mixed)
    titles = {language: _title(candidate, source) for language, candidate in first.items()}
    if not mixed:
        return titles
    taken = {language: keys | {key(titles[language].text)} for language, keys in used.items() if language in titles}
    second = _choose(group, source, statements, {**used, **taken}, first, mixed=mixed)
    if any(candidate.row is None for candidate in (*first.values(), *second.values())):
        return titles  # half a title of words would say nothing
    return {
        language: _joined(title, _title(second[language], source)) if language in second else title
        for language, title in titles.items()
    }


def _title(candidate: _Candidate, source: Source) -> Title:
    row = candidate.row
    return Title(candidate.title, None if row is None else source.words.texts[row])


def _joined(first: Title, second: Title) -> Title:
    quotes = [title.quote for title in (first, second) if title.quote is not None]
    return Title(join(first.text, second.text), join(*quotes) if len(quotes) == 2 else quotes[0] if quotes else None)


def _choose(
    group: Group,
    source: Source,
    statements: Statements,
    used: Mapping[str, set[str]],
    chosen: Mapping[str, _Candidate],
    *,
    mixed: bool,
) -> dict[str, _Candidate]:
    """The best candidate by language, given those that are chosen already.

    The language with the most sentences comes first. All languages are chosen together, so that their titles say the
    same; a language in which nothing says it gets a title of the theme's words.
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
    if source.meanings:
        candidates = {language: _by_meaning(group, source, candidates[language]) for language in spoken}
    first, *others = spoken
    total = np.array([candidate.score for candidate in candidates[first]])
    fits = {
        other: source.fit(candidates[first], candidates[other], MIN_MIXED if mixed else MIN_SIMILARITY)
        for other in others
    }
    lead = int((total + sum(fit.gain.max(axis=1) for fit in fits.values())).argmax())
    best = {first: candidates[first][lead]}
    for other, fit in fits.items():
        place = int(fit.gain[lead].argmax())
        found = candidates[other][place]
        same = fit.agrees[lead, place]
        best[other] = found if same else _of_words(statements, source, other, used[other], best[first]) or found
    return best


def _by_meaning(group: Group, source: Source, candidates: list[_Candidate]) -> list[_Candidate]:
    """The candidates, scored also by how near the titles themselves are to the group's sentences: a cut may mislead."""
    near = crowd(source.vectors(candidates), source.space.shared[spread(group.members)])
    return [
        replace(item, score=item.score + WEIGHTS.meaning * place) for item, place in zip(candidates, near, strict=True)
    ]


def _of_words(
    statements: Statements, source: Source, language: str, used: set[str], lead: _Candidate
) -> _Candidate | None:
    """A title of the theme's own words, where no sentence of the language says what its title in another one says.

    Of the theme's heaviest words, those that are nearest to that title come first.
    """
    keywords = statements.keywords[language]
    spelling = next(view.spelling for view in source.views if view.language == language)
    heavy = [word for word in sorted(keywords, key=lambda word: -keywords[word]) if not _is_personal(word)]
    heavy = [word for word in heavy if not spelling.corrected(word)[1]]
    heavy = ([word for word in heavy if language != "ja" or not word.isascii()] or heavy)[:_MAX_KEYWORDS]
    words = [word for word in heavy if not any(word != other and word in other for other in heavy)]
    if source.meanings and words:
        near = (source.meanings.of(words) @ source.meanings.of([lead.title])[0]).astype(np.float64).round(6)
        score = {word: _OWN_WEIGHT * keywords[word] + place for word, place in zip(words, near.tolist(), strict=True)}
        words = sorted(words, key=lambda word: -score[word])
    for count in range(min(_KEYWORDS, len(words)), len(words) + 1):
        title = _KEYWORD_JOINT.get(language, ", ").join(words[:count])
        if title and key(title) not in used:
            return _Candidate(spelling.corrected(title)[0], 0.0, None, None)
    return None


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
    own = without_slips(own, words, statements)
    if len(own) == 0:
        return []
    before = {language: item.row for language, item in chosen.items() if item.row is not None}
    density = view.density(own, statements, space, before)
    best = np.argsort(-density, kind="stable")[:_MAX_SENTENCES]
    unsaid = statements.without({language: item.title for language, item in chosen.items()})
    scorer = TitleScorer.of(own, words, view, unsaid, mood=0 if chosen else mood(own, words))
    placed = density[best] - WEIGHTS.elsewhere * view.elsewhere(own[best], group.number)
    scored: dict[str, tuple[bool, float, str, int]] = {}
    for row, place in zip(own[best].tolist(), placed.tolist(), strict=True):
        for_row = place - scorer.sentiment_penalty(row)
        for part, cost in title_parts(
            words.texts[row], view.language, statements.keywords[view.language], view.leading
        ):
            title, doubts = view.spelling.corrected(part)
            if key(title) in used:
                continue
            score = for_row + scorer.for_part(title, doubts, words.tokens[row]) - cost
            rank = (doubts == 0, score, title, -row)
            if key(title) not in scored or rank > scored[key(title)]:
                scored[key(title)] = rank
    return [
        _Candidate(title, float(score), -row, Said.by(title, words.texts[-row], view.language, feeling(-row, words)))
        for _, score, title, row in _shown(scored.values())
    ]


def _shown(scored: Iterable[tuple[bool, float, str, int]]) -> list[tuple[bool, float, str, int]]:
    """The best of the titles that may be shown; none with doubts if there is one without.

    The best are looked at first, since the mask takes longer than all else and few are left out.
    """
    ranked = sorted(scored, reverse=True)
    for is_sure in (True, False):
        allowed = (item for item in ranked if item[0] is is_sure and not _is_personal(item[2]))
        if best := list(islice(allowed, _MAX_TITLES)):
            return best
    return []


@lru_cache(maxsize=1 << 16)  # themes and their sub-themes have the same sentences
def _is_personal(title: str) -> bool:
    """Whether a title has a number or an address in it that the mask of the texts missed."""
    return not _NAMES.issuperset(redact(title).counts) or sum(map(str.isdigit, title)) > _MAX_DIGITS
