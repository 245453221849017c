"""Numbers of passports, licences and residence cards, wherever in the sentence the paper is named."""

import re
from collections.abc import Iterator

from vocpipe.masking.introduced import LABELS, AnyOf, Span

_WORDS = LABELS["papers"]
_NAME = re.compile(_WORDS["names"], re.IGNORECASE)
_SURE_NAME = re.compile(_WORDS["sure_names"], re.IGNORECASE)
# Groups of capitals and digits: D400-7836-0001, F255 921 50 094 0, DOE**MJ501P1.
_GROUPS = re.compile(r"(?<![A-Za-z0-9*-])[A-Z0-9*]{1,18}(?:[ -][A-Z0-9*]{1,12}){0,5}(?![A-Za-z0-9*]|-\w)")
_GROUP = re.compile(r"[^ -]+")
_MIN_DIGITS, _MIN_SURE, _MIN_PLAIN = 6, 4, 7  # digits of a number with letters, behind a sure name, and without letters
_DAY = re.compile(r"(?:[0-9]{4}[ -][0-9]{1,2}[ -][0-9]{1,2}|[0-9]{1,2}[ -][0-9]{1,2}[ -][0-9]{4})\Z")
# A Japanese licence, and a British one with blanks in it.
_SURE = re.compile(
    r"第[ ]?[0-9]{10,12}[ ]?号|(?<![A-Za-z0-9])[A-Z9]{5}[ ][0-9]{6}[ ][A-Z][A-Z9][0-9][A-Z]{2}(?![A-Za-z0-9])"
)
_SENTENCE_END = re.compile(r"[。!?！？]|(?<!:)\n|\.(?:\s(?=[A-Z]))")
_BEFORE, _BEHIND = 70, 40  # characters
PAPER_HINT = AnyOf(_WORDS["hints"].split())


def papers(text: str) -> Iterator[Span]:
    """(start, end) of every number of a paper; spans may overlap."""
    yield from (match.span() for match in _SURE.finditer(text))
    for match in _GROUPS.finditer(text):
        start, end = _with_digits(match)
        name = _number_kind(text[start:end])
        if name and any(map(name.search, (_before(text, start), text[start:end], _behind(text, end)))):
            yield start, end


def _with_digits(match: re.Match[str]) -> Span:
    """The span from the first group with a digit to the last; a short group of capitals may stand before it."""
    groups = list(_GROUP.finditer(match.group()))
    held = [place for place, group in enumerate(groups) if any(map(str.isdigit, group.group()))]
    if not held:
        return match.start(), match.start()
    first = held[0] - (held[0] > 0 and len(groups[held[0] - 1].group()) < 6)
    return match.start() + groups[first].start(), match.start() + groups[held[-1]].end()


def _number_kind(number: str) -> re.Pattern[str] | None:
    """The names that make it the number of a paper; None if it can't be one."""
    digits = sum(map(str.isdigit, number))
    if any(map(str.isalpha, number)):
        return _NAME if digits >= _MIN_DIGITS else _SURE_NAME if digits >= _MIN_SURE else None
    return _SURE_NAME if digits >= _MIN_PLAIN and not _DAY.match(number) else None


def _before(text: str, start: int) -> str:
    return _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]


def _behind(text: str, end: int) -> str:
    return _SENTENCE_END.split(text[end : end + _BEHIND])[0]
