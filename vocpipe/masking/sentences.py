"""The one place that every sentence about a file or a row goes through before it is stored.

Vocpipe's own words stay. What stands in a place of a sentence came from a file unless the place counts something or
names something of vocpipe's own: it is shown as `shown` allows, and so is all of a sentence that is not vocpipe's own.
"""

import codecs
import re
from string import Formatter

from vocpipe.masking.shown import shown, shown_list
from vocpipe.wording import Language, Sentence, Text, templates

# The places that hold what vocpipe counted or knows by itself; those of all others came from a file.
COUNTS = frozenset({"n", "rows", "limit", "line", "lines", "row", "width", "lowest", "highest", "first_year"})
OWN_WORDS = frozenset({"zone", "fault"})  # a time zone of the settings, the class of an exception
_COUNTED = re.compile(r"\d+(?:, \d+)*")
_LETTERS = re.compile(r"[A-Z]{1,3}(?:, [A-Z]{1,3})*")  # of a sheet's columns, in the place `letters`


def safe_sentence(sentence: str, language: Language = "en") -> str:
    """`sentence` without anything that came from a row or a file but its known words and shapes."""
    if not isinstance(sentence, Sentence) or not sentence.key:
        return shown(sentence)
    pieces = []
    for literal, place, spec, conversion in Formatter().parse(templates(language)[sentence.key]):
        pieces.append(literal)
        if place is not None:
            told = _told(place, sentence.places[place], spec or "", language)
            pieces.append(repr(told) if conversion == "r" else told)
    return "".join(pieces)


def _told(place: str, value: object, spec: str, language: Language) -> str:
    """What may be stored of the value in a place."""
    if isinstance(value, BaseException):
        value = value.args[0] if len(value.args) == 1 and isinstance(value.args[0], str) else str(value)
    if isinstance(value, Text):
        value = value.in_(language)
    if isinstance(value, Sentence) and value.key:
        return safe_sentence(value, language)
    text = format(value, spec) if isinstance(value, int | float) else str(value)
    return text if _is_own(place, value, text) else shown_list(text)


def _is_own(place: str, value: object, text: str) -> bool:
    """Whether the value is vocpipe's own and not the file's."""
    if place in COUNTS:
        return isinstance(value, int | float) or bool(_COUNTED.fullmatch(text))
    if place == "letters":
        return bool(_LETTERS.fullmatch(text))
    return place in OWN_WORDS or (place == "encoding" and _is_encoding(text))


def _is_encoding(text: str) -> bool:
    try:
        codecs.lookup(text)
    except (LookupError, ValueError):
        return False
    return True
