"""Names from a program of the user's own, such as one that asks a language model on the same machine; off by default.

The program is run once a refresh, for all themes that have just been named. It sees masked sentences alone, and
whatever goes wrong with it, the themes keep vocpipe's own names, which are things that customers said.
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

# Of each language: the sentences nearest to the middle of the theme, and words.
_MAX_SENTENCES, _MAX_KEYWORDS = 5, 8
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NamingRequest:
    """A theme to be named, as the program reads it.

    languages: those to name it in. names: vocpipe's own, by language. keywords, sentences: by language, best first.
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
    """The living themes that are new, or newly spoken of in a language, each with the languages to name it in."""
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
    """What the program is asked, the theme of most sentences first. space: the vectors of the opinions."""
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
    """The names that the program gives and that can be used.

    used: names that other themes have, to which the new ones are added. A name that can't be used, or a program that
    fails, leaves vocpipe's own, and one line in the log.
    """
    # In ASCII, so that no encoding stands between the two.
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
    """What the program is asked about a theme with the sentences `members`."""
    keywords, sentences = {}, {}
    center = space.shared[members].mean(axis=0) if len(members) else None
    for language in sorted(set(space.languages[members].tolist())):
        own = members[space.languages[members] == language]
        near = (space.shared[own] @ center).round(6)
        sentences[language] = [words.texts[row] for row in own[np.argsort(-near, kind="stable")[:_MAX_SENTENCES]]]
        spoken = {token for row in own for token in words.tokens[row]}
        keywords[language] = [word for word in theme.keywords if word in spoken][:_MAX_KEYWORDS]
    count = sum(words.times[row] for row in members)
    return NamingRequest(theme.theme_id, theme.parent_id, languages, theme.names, keywords, sentences, count)
