"""How good the titles of themes are: agreement of languages, length, spelling, distinctness, stability."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from vocpipe.encoders.models import encode
from vocpipe.errors import EvaluationError
from vocpipe.mixed_themes import split_name
from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import Workspace
from vocpipe.themes.clauses import size
from vocpipe.themes.load import load_machine_themes, load_opinions, load_space
from vocpipe.themes.machine_themes import MachineTheme
from vocpipe.themes.naming.agreement import MIN_SIMILARITY, title_encoder
from vocpipe.themes.naming.names import Name, name_themes
from vocpipe.themes.naming.spelling import Spelling
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import NOWHERE, Labels, Matrix, Space
from vocpipe.wording import tell

_SAMPLE = 0.8
# Titles of two siblings that are nearer than this say the same.
_SAME = 0.85
_SEED = 0


@dataclass(frozen=True, slots=True)
class LanguageTitles:
    """The titles of one language.

    titles: of living themes and sub-themes. of_words: those that only list words. length, longest: the median and the
    maximum, in characters in Japanese, else in words. mistyped: titles with a word that others spell otherwise.
    stable: the share of them that is the same where every theme is named by 80 % of its sentences.
    """

    titles: int
    of_words: int
    length: float
    longest: int
    mistyped: int
    stable: float


@dataclass(frozen=True, slots=True)
class TitleScores:
    """The measures of all titles.

    pairs: themes and sub-themes with a title cut from a sentence in both languages. agreeing: the share of them that
    the shared encoder takes for the same. partners: the share of pairs whose titles are each other's nearest among
    those of all themes. alike: pairs of siblings, on one level and of one parent, whose titles say the
    same in a language.
    """

    languages: dict[str, LanguageTitles]
    pairs: int
    agreeing: float
    partners: float
    alike: int


def evaluate_titles(workspace: Workspace) -> TitleScores:
    """Measure the titles that the themes of a workspace have. Raises EvaluationError if it has no themes."""
    settings = workspace.settings
    with workspace.connect_read_only() as connection:
        opinions, themes = load_opinions(connection), load_machine_themes(connection)
        space = load_space(connection, opinions, encoder_plan(settings.embed))
    living = [theme for theme in themes if theme.is_living and theme.names]
    if not living:
        raise EvaluationError(tell("evaluate.titles.no_themes"))
    again = _named_again(living, opinions, space, settings)
    languages = {
        language: _language(language, living, opinions, again)
        for language in settings.workspace.languages
        if any(language in theme.names for theme in living)
    }
    vectors = _vectors(living, settings)
    pairs, agreeing, partners = _pairs(living, vectors)
    return TitleScores(languages, pairs, agreeing, partners, _alike(living, vectors))


def _named_again(
    living: list[MachineTheme], opinions: Opinions, space: Space, settings: Settings
) -> dict[str, dict[str, str]]:
    """Theme -> language -> its title, if a sample of its sentences gives the same one as all of them."""
    kept = np.sort(np.random.default_rng(_SEED).choice(len(opinions), int(_SAMPLE * len(opinions)), replace=False))
    whole = _titles(living, opinions, space, settings)
    part = _titles(living, opinions.part(kept), space.part(kept), settings)
    return {
        theme: {language: title for language, title in names.items() if part.get(theme, {}).get(language) == title}
        for theme, names in whole.items()
    }


def _titles(
    living: list[MachineTheme], opinions: Opinions, space: Space, settings: Settings
) -> dict[str, dict[str, str]]:
    titles = {}
    for is_sub, homes in ((False, opinions.themes), (True, opinions.subthemes)):
        spoken = {home for home in homes if home}
        ids = [theme.theme_id for theme in living if theme.is_subtheme is is_sub and theme.theme_id in spoken]
        parents = _parents(living, opinions) if is_sub else None
        names = _names(_labels(homes, ids), opinions, space, settings, parents) if ids else []
        titles.update({theme_id: name.by_language for theme_id, name in zip(ids, names, strict=True)})
    return titles


def _names(labels: Labels, opinions: Opinions, space: Space, settings: Settings, parents: Labels | None) -> list[Name]:
    languages, encode = settings.workspace.languages, title_encoder(settings.embed)
    return name_themes(labels, opinions.words(), space, languages, encode=encode, parents=parents)


def _parents(living: list[MachineTheme], opinions: Opinions) -> Labels:
    """The number of each opinion's theme, by which siblings are known."""
    return _labels(opinions.themes, [theme.theme_id for theme in living if not theme.is_subtheme])


def _labels(homes: list[str | None], ids: list[str]) -> Labels:
    number = {theme_id: place for place, theme_id in enumerate(ids)}
    return np.array([number.get(home, NOWHERE) if home else NOWHERE for home in homes], np.int64)


def _language(
    language: str, living: list[MachineTheme], opinions: Opinions, again: dict[str, dict[str, str]]
) -> LanguageTitles:
    named = [theme for theme in living if language in theme.names]
    titles = [theme.names[language] for theme in named]
    texts = [text for text, of in zip(opinions.texts, opinions.languages.tolist(), strict=True) if of == language]
    spelling = Spelling.of(texts, language)
    sizes = [size(title, language) for title in titles]
    compared = [theme for theme in named if theme.theme_id in again]
    return LanguageTitles(
        titles=len(titles),
        of_words=sum(language in theme.quotes and theme.quotes[language] is None for theme in named),
        length=float(np.median(sizes)),
        longest=max(sizes),
        mistyped=sum(any(_is_mistyped(part, spelling) for part in split_name(title)) for title in titles),
        stable=_share(language in again[theme.theme_id] for theme in compared),
    )


def _is_mistyped(title: str, spelling: Spelling) -> bool:
    usual, doubts = spelling.corrected(title)
    return doubts > 0 or usual.casefold() != title.casefold()


def _vectors(living: list[MachineTheme], settings: Settings) -> dict[str, Matrix]:
    """Language -> the vectors of the titles of all themes that have one, in their order."""
    model = encoder_plan(settings.embed).shared
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for theme in living:
        for language, name in theme.names.items():
            titles[language].append(name)
    return {language: encode(model, names) for language, names in titles.items()}


def _pairs(living: list[MachineTheme], vectors: dict[str, Matrix]) -> tuple[int, float, float]:
    """The number of pairs, and the shares of those that agree and that are each other's nearest among the themes."""
    if len(vectors) < 2:
        return 0, 1.0, 1.0
    (first, one), (second, other) = sorted(vectors.items())[:2]
    place = {language: _places(living, language) for language in (first, second)}
    both = [
        theme
        for theme in living
        if first in theme.names and second in theme.names and None not in theme.quotes.values()
    ]
    if not both:
        return 0, 1.0, 1.0
    ones = one[[place[first][theme.theme_id] for theme in both]]
    others = other[[place[second][theme.theme_id] for theme in both]]
    near = ones @ others.T
    own = near.diagonal()
    level = np.array([theme.is_subtheme for theme in both])
    near = np.where(level[:, None] == level[None, :], near, -1.0)
    nearest = (own >= near.max(axis=0)) & (own >= near.max(axis=1))
    return len(both), float((own >= MIN_SIMILARITY).mean()), float(nearest.mean())


def _places(living: list[MachineTheme], language: str) -> dict[str, int]:
    return {theme.theme_id: at for at, theme in enumerate(theme for theme in living if language in theme.names)}


def _alike(living: list[MachineTheme], vectors: dict[str, Matrix]) -> int:
    """How many pairs of siblings have titles that say the same in a language."""
    found = 0
    for language, matrix in vectors.items():
        parents = [theme.parent_id for theme in living if language in theme.names]
        for parent, count in Counter(parents).items():
            inside = matrix[[at for at, of in enumerate(parents) if of == parent]]
            found += int((np.triu(inside @ inside.T, 1) >= _SAME).sum()) if count > 1 else 0
    return found


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 1.0
