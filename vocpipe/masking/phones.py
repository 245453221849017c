"""Telephone numbers in a text: Japanese, international, US and European ones, and those introduced as such."""

import re
from collections.abc import Iterator
from functools import lru_cache

from vocpipe.masking.dates import DATE
from vocpipe.masking.introduced import LABELS, Span, count_digits, counts_something, introduced

_GROUP = r"(?:[ \n]?[-.()/・][ \n]?[0-9]{1,12}|[ \n][0-9]{1,12})"
# From a leading 0 to the end of the group that holds the tenth digit: area codes have 2 to 5 digits, mobile ones 3.
_PHONE_JP = re.compile(
    rf"(?<![0-9])(?<![0-9][.:/])\(?(?=0[0-9])(?!0\.[0-9]{{1,40}}(?![0-9.-]))[0-9]{{1,12}}{_GROUP}{{0,4}}"
)
_PHONE_ABROAD = re.compile(r"(?<![0-9.:/-])(?:00|010|011|0011)[-. ]?[1-9](?:[-.() /]{0,3}[0-9]){8,14}(?![0-9])")
_PHONE_DASHED = re.compile(r"(?<![0-9])[0-9]{1,6}-[0-9]{1,4}-[0-9]{3,8}(?![0-9])")
_PHONE_WORLD = re.compile(r"(?<![0-9])\+ ?\(?[0-9](?:[-.() /\n]{0,3}[0-9]){7,14}")
_PHONE_US = re.compile(
    r"(?<![0-9])(?:\+?1[-. ]{0,2})?\(?[0-9]{3}(?:\)[-. ]{0,2}|[-./ ])\n?[0-9]{3}[-. ]\n?[0-9]{4}(?![0-9])"
)
_PHONE_BARE = re.compile(r"(?<![0-9.,-])[0-9]{2,3}[-. (][0-9]{4}[-. )][0-9]{4}(?![0-9-])")  # without its 0
_EXTENSION = re.compile(
    r"(?:[ ,]{0,2}\(?(?:内線(?:番号)?|ext(?:ension|n)?\.?|x|#|Durchwahl|poste)[ :.]{0,2}[0-9]{1,6}\)?)", re.IGNORECASE
)
_VALUE = r"[+(]{0,2}[0-9](?:[-. ()/・\n]{0,3}[0-9]){5,14}(?![0-9])"

# What may be a number of one of the regions: groups of digits, the first with 0 or not.
_GROUPED = re.compile(r"(?<![0-9.,:/-])\(?[0-9]{2,5}\)?(?:[-. ()/]{1,2}[0-9]{2,8}){1,5}(?![0-9])")
_REGIONS = ("JP", "US", "GB", "DE", "FR")
_MAX_CHECKED = 300  # grouped numbers of a text that are checked; where there are more, all count as telephone numbers


def phones(text: str) -> Iterator[Span]:
    """(start, end) of every telephone number in `text`, with its extension; spans may overlap."""
    for start, end in _numbers(text):
        extension = _EXTENSION.match(text, end)
        yield start, extension.end() if extension else end


def _numbers(text: str) -> Iterator[Span]:
    yield from _introduced(text)
    for pattern in (_PHONE_WORLD, _PHONE_ABROAD, _PHONE_US, _PHONE_BARE):
        yield from (match.span() for match in pattern.finditer(text) if not DATE.match(match[0]))
    for match in _PHONE_JP.finditer(text):
        end = _end_of_ten_digits(match[0])
        if end and not _is_date(text, match.start()) and not _is_counting(match[0]):
            yield match.start(), match.start() + end
    for match in _PHONE_DASHED.finditer(text):
        if 10 <= count_digits(match[0]) <= 13 and not DATE.match(match[0]):
            yield match.span()
    yield from _known(text)


def _end_of_ten_digits(candidate: str) -> int:
    """Where the group of digits ends that holds the tenth digit of `candidate`; 0 if there are fewer."""
    count = 0
    for at, char in enumerate(candidate):
        count += char.isdigit()
        if count >= 10 and not candidate[at + 1 : at + 2].isdigit():
            return at + 1
    return 0


def _is_date(text: str, start: int) -> bool:
    """Whether a date begins at `start` or up to six characters before."""
    return any(
        found.end() > start for at in range(max(0, start - 6), start + 1) if (found := DATE.match(text, at)) is not None
    )


def _is_counting(candidate: str) -> bool:
    """Whether it is a row of single digits."""
    return max(map(len, re.findall("[0-9]+", candidate))) == 1


def _known(text: str) -> Iterator[Span]:
    for at, match in enumerate(_GROUPED.finditer(text)):
        if not 8 <= count_digits(match[0]) <= 13 or DATE.match(match[0].lstrip("(")):
            continue
        if at >= _MAX_CHECKED or _is_known(match[0]):
            yield match.span()


@lru_cache(maxsize=4096)
def _is_known(written: str) -> bool:
    """Whether it is a number of one of the regions, grouped as people there do."""
    from phonenumbers import Leniency, PhoneNumberMatcher

    return any(PhoneNumberMatcher(written, region, leniency=Leniency.STRICT_GROUPING).has_next() for region in _REGIONS)


def _is_phone(match: re.Match[str]) -> bool:
    value = match["value"]
    return count_digits(value) >= 7 and not DATE.match(value) and not counts_something(match.string, match.end("value"))


_introduced = introduced(LABELS["phone"]["numbers"], _VALUE, _is_phone)
