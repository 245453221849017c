"""Names from a program of the user's own, such as one that asks a language model on the same machine; off by default.

The program is run once per refresh, for all themes that have just been named. It sees only masked sentences, and if it
fails, the themes keep vocpipe's own names, which are in customers' own words.
"""

import json
import logging
from dataclasses import asdict, dataclass

import numpy as np

from vocpipe.settings import NamingSettings
from vocpipe.themes.machine_themes import LANGUAGES, MachineTheme
from vocpipe.themes.naming.answers import Names, UsedNames, usable_names
from vocpipe.themes.naming.program import ProgramError, run_program
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import Indices, Space
from vocpipe.themes.words import Words
from vocpipe.wording import tell

# Per language: the sentences nearest to the center of the theme, and keywords.
_MAX_SENTENCES, _MAX_KEYWORDS = 5, 8
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NamingRequest:
    """A theme to be named, as the program reads it.

    languages: in which it is to be named. names: vocpipe's own, by language. keywords, sentences: by language, best
    first.
    """

    theme_id: str
    parent_id: str | None
    languages: list[str]
    names: dict[str, str]
    keywords: dict[str, list[str]]
    sentences: dict[str, list[str]]
    n_sentences: int


def newly_named(
    themes: list[MachineTheme], before: list[MachineTheme], languages: list[str]
) -> list[tuple[MachineTheme, list[str]]]:
    """The themes that are new, or newly mentioned in a language, each with the languages to name it in."""
    wanted = [language for language in languages if language in LANGUAGES]
    known = {theme.theme_id: theme.names.keys() for theme in before}
    new = []
    for theme in themes:
        unnamed = theme.names.keys() - known[theme.theme_id] if theme.theme_id in known else set(wanted)
        if theme.is_living and unnamed.intersection(wanted):
            new.append((theme, [language for language in wanted if language in unnamed]))
    return new


def naming_requests(
    named: list[tuple[MachineTheme, list[str]]], opinions: Opinions, space: Space
) -> list[NamingRequest]:
    """A request for each theme, the largest theme first. space: the vectors of the opinions."""
    places: dict[str, list[int]] = {theme.theme_id: [] for theme, _ in named}
    for ids in (opinions.themes, opinions.subthemes):
        for place, theme_id in enumerate(ids):
            if theme_id in places:
                places[theme_id].append(place)
    words = opinions.words()
    requests = [
        _request(theme, languages, np.array(places[theme.theme_id], np.int64), words, space)
        for theme, languages in named
    ]
    return sorted(requests, key=lambda request: (-request.n_sentences, request.theme_id))


def ask_program(settings: NamingSettings, requests: list[NamingRequest], used: UsedNames) -> Names:
    """The usable names that the program gives.

    used: names of other themes; the new names are added to it. If a name can't be used or the program fails, vocpipe's
    own names stay and the log says why.
    """
    # ASCII, so that the program's encoding does not matter.
    document = json.dumps([asdict(request) for request in requests], indent=1)
    asked = [(request.theme_id, request.parent_id is not None, request.languages) for request in requests]
    try:
        names, refused = usable_names(run_program(settings.command, document, settings.timeout_seconds), asked, used)
    except ProgramError as error:
        many = "one" if len(requests) == 1 else "other"
        _log.warning(tell(f"themes.naming.failed_{many}", problem=error, n=len(requests)))
        return {}
    if refused:
        reasons = tell("themes.naming.comma").join(refused)
        _log.warning(tell("themes.naming.unusable", reasons=reasons))
    return names


def _request(theme: MachineTheme, languages: list[str], members: Indices, words: Words, space: Space) -> NamingRequest:
    """The request for a theme with the sentences `members`."""
    keywords, sentences = {}, {}
    center = space.shared[members].mean(axis=0) if len(members) else None
    for language in sorted(set(space.languages[members].tolist())):
        own = members[space.languages[members] == language]
        near = (space.shared[own] @ center).round(6)
        shown = [words.texts[row] for row in own[np.argsort(-near, kind="stable")] if words.texts[row]]
        sentences[language] = shown[:_MAX_SENTENCES]
        spoken = {token for row in own for token in words.tokens[row]}
        keywords[language] = [word for word in theme.keywords if word in spoken][:_MAX_KEYWORDS]
    count = sum(words.times[row] for row in members)
    return NamingRequest(theme.theme_id, theme.parent_id, languages, theme.names, keywords, sentences, count)
