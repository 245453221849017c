"""Translation of sentences that were stored in English, such as the reason of a rejected row.

The English template that matches a sentence gives the values of its places, which fill the other language's template.
"""

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from vocpipe.wording.sentences import Language, templates

Group = str | tuple[str, ...]  # the beginning of some keys, such as "collect.", or several of them
# The groups of what readers say of files, rows and values.
OF_FILES = ("collect.", "roles.", "vendors.", "matching.", "faults.")
ANY = "…"  # stands for whatever a place may hold
_MIN_LETTERS = 4  # of a template outside its places: shorter ones match too much by chance


def translated(english: str, language: Language, *, group: Group) -> str:
    """The sentence in `language` if a template of the group matches it, else unchanged.

    A sentence of the group or an amount in a place is translated too.
    """
    if language == "en":
        return english
    match = _match(english, group)
    if match is None:
        return english
    key, values = match
    inner = {place: _inner(value, language, group) for place, value in values.items()}
    return _filled(_template(key, language), inner)


def key_of(english: str, *, group: Group) -> str | None:
    """The key of the sentence if a template of the group matches it."""
    match = _match(english, group)
    return match[0] if match else None


def generic(english: str, language: Language, *, group: Group) -> str:
    """The sentence in `language` with "…" in every place if a template of the group matches it, else unchanged."""
    match = _match(english, group)
    return english if match is None else _filled(_template(match[0], language), dict.fromkeys(match[1], ANY))


def _inner(value: str, language: Language, group: Group) -> str:
    sentence = translated(value, language, group=group)
    return translated(value, language, group="amount.") if sentence == value else sentence


def _match(english: str, group: Group) -> tuple[str, dict[str, str]] | None:
    """The key of the template that matches a sentence, and the values of its places; None if no template matches."""
    for key, pattern in _patterns(group).items():
        match = pattern.fullmatch(english)
        if match:
            return key, {name: value for name, value in match.groupdict().items() if value is not None}
    return None


@cache
def _patterns(group: Group) -> Mapping[str, re.Pattern[str]]:
    """A pattern for every English template of a group, those with the most text of their own first."""
    own = {key: text for key, text in templates("en").items() if key.startswith(group)}
    fixed = {key: sum(len(literal) for literal, *_ in Formatter().parse(text)) for key, text in own.items()}
    keys = sorted((key for key in own if fixed[key] >= _MIN_LETTERS), key=lambda key: -fixed[key])
    return {key: re.compile(_pattern(own[key]), re.DOTALL) for key in keys}


def _pattern(template: str) -> str:
    pieces, named = [], set[str]()
    for literal, place, _, conversion in Formatter().parse(template):
        pieces.append(re.escape(literal))
        if place is None:
            continue
        if place in named:
            pieces.append(f"(?P={place})")
        else:
            # The value of {name!r} is the text without its quotes.
            pieces.append(f"['\"](?P<{place}>.*?)['\"]" if conversion == "r" else f"(?P<{place}>.+?)")
            named.add(place)
    return "".join(pieces)


def _template(key: str, language: Language) -> str:
    """The template of a key; amounts have the plural forms of each language."""
    known = templates(language)
    return known.get(key) or known[re.sub(r"\.one$", ".other", key)]


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with texts in its places, which its format specifications no longer apply to."""
    pieces = []
    for literal, place, _, conversion in Formatter().parse(template):
        pieces.append(literal)
        if place is not None:
            pieces.append(repr(values[place]) if conversion == "r" and values[place] != ANY else values[place])
    return "".join(pieces)
