"""The town, the state, the postal code and the country behind a street in a Western address."""

import re

from vocpipe.lexicon import alternatives, lexicon, word_list

_WORDS = lexicon("addresses")["west"]
_CAPITAL, _LETTER = "A-ZÀ-ÖØ-Þ", "A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = rf"(?:St\.|[{_CAPITAL}](?:[{_LETTER}]|['’-](?=[{_LETTER}])){{1,24}})"
_TOWN_LINK = r"(?:[ -](?:(?:upon|on|of|by|le|la|the|under|in)[ -]){0,2})"
_SEPARATOR = re.compile(
    r"[ ]?[,;][ ]{0,2}\n?[ ]?|[ ]?\n[ ]?|[ ]-[ ]|[ ](?:in|near)[ ](?:the[ ](?:town|city|village)[ ]of[ ])?|[ ]"
)
_TOWN = re.compile(rf"{_WORD}(?:{_TOWN_LINK}{_WORD}){{0,3}}(?![{_LETTER}0-9])")
_STATE = re.compile(rf"(?:{alternatives(_WORDS['states'].split())})(?![{_LETTER}0-9'’])")
_CODE = re.compile(
    r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?[ ]?[0-9][A-Z]{2}|[A-Z][0-9][A-Z][ -]?[0-9][A-Z][0-9]|[A-Z][0-9][0-9W][ ]?[A-Z0-9]{4}"
    r"|[0-9]{5}(?:-[0-9]{4})?|[0-9]{4}|(?<=Dublin )[0-9]{1,2})(?![A-Za-z0-9])"
)
_IRISH_CODE = re.compile(
    r"[AC-FHKNPRTV-Y][0-9][0-9W][ ]?(?=[A-Z]{0,3}[0-9])[A-Z0-9]{4}(?![A-Za-z0-9])|[A-Z][0-9]{2}[A-Z]{4}(?![A-Za-z0-9])"
)
_SMALL = re.compile(rf"[{_LETTER}]{{3,20}}")
_CODE_FOLLOWS = re.compile(rf"[ ,\n]{{1,3}}(?:{_CODE.pattern}|{_STATE.pattern})")
_STOPS = re.compile(r"[ ]?(?:[,\n.;:!?)\]]|\Z)")
_NO_TOWNS = frozenset(lexicon("stop_words")["en"].split()) | frozenset(_WORDS["not_towns"].split())
_PLACES = word_list("places")
_MAX_PARTS = 6


def town_end(text: str, end: int) -> int:
    """Where the town, the state, the code and the country end that stand behind the street that ends at `end`."""
    parts, at = 0, end
    while parts < _MAX_PARTS:
        separator = _SEPARATOR.match(text, at)
        found = _part(text, separator, first=parts == 0) if separator else None
        if found is None:
            break
        at, parts = found, parts + 1
    return at


def _part(text: str, separator: re.Match[str], *, first: bool) -> int | None:
    """Where the next part of the address behind `separator` ends; None if there is none."""
    start, sign = separator.end(), separator[0].strip(" ")
    for pattern in (_IRISH_CODE,) if first else (_IRISH_CODE, _CODE, _STATE):
        found = pattern.match(text, start)
        if found and sign in ("", ",", "\n", ",\n"):
            return found.end()
    town = _TOWN.match(text, start)
    if town is None:
        small = _SMALL.match(text, start)
        return small.end() if small and sign and small[0] in _PLACES else None
    end = _without_other_words(town)
    if end is None:
        return None
    follows = _STOPS.match(text, end) or _CODE_FOLLOWS.match(text, end)
    if sign == "\n":
        return end if follows else None
    if sign == "":
        after_stop = text[separator.start() - 1 : separator.start()] == "."
        known = text[start:end].lower() in _PLACES
        return end if known or (follows and not after_stop) or _CODE_FOLLOWS.match(text, end) else None
    return end


def _without_other_words(town: re.Match[str]) -> int | None:
    """Where the name of the town ends, before words that are no names; None if the first is such a word."""
    end = None
    for word in re.finditer(r"[^ -]+", town[0]):
        small = word[0].lower()
        if word[0][0].isupper() and not _NO_TOWNS.isdisjoint((small, re.split("['’]", small)[0])):
            break
        if word[0][0].isupper():
            end = town.start() + word.end()
    return end
