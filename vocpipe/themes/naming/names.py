"""Names: for each theme the short sentence or clause that best represents its sentences.

No model writes them: a name is in customers' own words, so it reads like an opinion and can be trusted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from threadpoolctl import threadpool_limits

from vocpipe.mixed_themes import is_mixed
from vocpipe.themes.machine_themes import LANGUAGES
from vocpipe.themes.naming.agreement import Encode, Meanings
from vocpipe.themes.naming.keywords import keyword_weights
from vocpipe.themes.naming.language_view import LanguageView
from vocpipe.themes.naming.statements import Group
from vocpipe.themes.naming.title_choice import Source, Title, best_titles
from vocpipe.themes.naming.titles import keys
from vocpipe.themes.space import NOWHERE, Indices, Labels, Space
from vocpipe.themes.words import Words

KEYWORDS = 8
QUOTE_SCHEMA = pa.schema([(column, pa.string()) for column in ("theme_id", "lang", "name", "quote")])


@dataclass(frozen=True, slots=True)
class Name:
    """A theme's name in each language of its sentences, and its keywords, best first.

    quotes: language -> the whole sentence that the name is cut from; a name of the theme's own words has none.
    """

    by_language: dict[str, str]
    keywords: list[str]
    quotes: dict[str, str] = field(default_factory=dict)


def name_columns(names: Sequence[Name]) -> dict[str, pa.Array]:
    """The names as columns of a theme's row: name_ja and name_en (null if there is none), keywords."""
    return {
        "name_ja": pa.array([name.by_language.get("ja") for name in names], pa.string()),
        "name_en": pa.array([name.by_language.get("en") for name in names], pa.string()),
        "keywords": pa.array([name.keywords for name in names], pa.list_(pa.string())),
    }


def quote_rows(ids: Sequence[str], names: Sequence[Name]) -> pa.Table:
    """What each name was cut from, one row per theme and language: QUOTE_SCHEMA; quote is null if made of words."""
    rows = [
        {"theme_id": theme_id, "lang": language, "name": text, "quote": name.quotes.get(language)}
        for theme_id, name in zip(ids, names, strict=True)
        for language, text in name.by_language.items()
        if language in LANGUAGES
    ]
    return pa.Table.from_pylist(rows, schema=QUOTE_SCHEMA)


def name_themes(
    labels: Labels,
    words: Words,
    space: Space,
    languages: list[str],
    *,
    taken: Mapping[str, set[str]] | None = None,
    scores: npt.NDArray[np.float64] | None = None,
    encode: Encode | None = None,
    parents: Labels | None = None,
    given: Mapping[int, dict[str, str]] | None = None,
) -> list[Name]:
    """A name for each group in the order of their numbers; no two groups share a name within a language.

    labels: the group of each sentence, -1 for none, shape (sentences,). taken: language -> names that no group may
    have. scores: how far each sentence belongs to its group, shape (sentences,); a group of little cohesion is named
    after two of its subjects. encode: gives vectors of titles, by which those of two languages are compared; without it
    the vectors of their sentences are. parents: the theme of each sentence, if the groups are sub-themes, which are
    then named by what sets them apart from their siblings. given: group -> its name in each language; it gets keywords
    alone.
    """
    # Each multiplication is small: threads that share one wait for each other longer than they work.
    with threadpool_limits(1, "blas"):
        return list(_names(labels, words, space, languages, taken or {}, scores, encode, parents, given or {}))


def _names(
    labels: Labels,
    words: Words,
    space: Space,
    languages: list[str],
    taken: Mapping[str, set[str]],
    scores: npt.NDArray[np.float64] | None,
    encode: Encode | None,
    parents: Labels | None,
    given: Mapping[int, dict[str, str]],
) -> Iterator[Name]:
    weights = keyword_weights(labels, words) if parents is None else _among_siblings(labels, words, parents)
    if not weights:
        return
    views = [LanguageView.of(labels, words, space, language, len(weights)) for language in languages]
    source = Source(words, space, views, Meanings.within(space, words, encode) if encode else None)
    used = {language: _all_keys(taken.get(language, ())) for language in languages}
    for number, weight in enumerate(weights):
        keywords = [word for word, _ in weight.most_common(KEYWORDS)]
        if number in given:
            yield Name(given[number], keywords)
            continue
        group = Group(number, np.flatnonzero(labels == number), weight)
        mixed = scores is not None and is_mixed(_cohesion(group.members, words, scores))
        titles = best_titles(group, source, used, mixed=mixed)
        for language, title in titles.items():
            used[language] |= keys(title.text)
        yield _name(titles, keywords)


def _among_siblings(labels: Labels, words: Words, parents: Labels) -> list[Counter[str]]:
    """The weight of each word of each group among the groups of its theme alone."""
    weights: dict[int, Counter[str]] = {}
    for parent in np.unique(parents[labels >= 0]).tolist():
        rows = np.flatnonzero((labels >= 0) & (parents == parent))
        groups, own = np.unique(labels[rows], return_inverse=True)
        weights.update(zip(groups.tolist(), keyword_weights(own.astype(np.int64), words.of(rows)), strict=True))
    return [weights[group] for group in range(int(labels.max(initial=NOWHERE)) + 1)]


def _name(titles: Mapping[str, Title], keywords: list[str]) -> Name:
    quotes = {language: title.quote for language, title in titles.items() if title.quote is not None}
    return Name({language: title.text for language, title in titles.items()}, keywords, quotes)


def _all_keys(names: Iterable[str]) -> set[str]:
    return {key for name in names for key in keys(name)}


def _cohesion(members: Indices, words: Words, scores: npt.NDArray[np.float64]) -> float:
    """The mean score of the group's sentences, weighted by how often each occurs, as in the published theme."""
    times = [words.times[row] for row in members.tolist()] if words.times else None
    return float(np.average(scores[members], weights=times))
