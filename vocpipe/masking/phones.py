"""Telephone numbers in a text: Japanese, international and US ones, and those introduced as such."""

import re
from collections.abc import Iterator

_GROUP = r"(?:[ ]?[-.() ][ ]?\d+)"
# From a leading 0 to the end of the group that holds the tenth digit: area codes have 2 to 5 digits, mobile ones 3.
_PHONE_JP = re.compile(rf"(?<!\d)(?<!\d[.:/])\(?(?=0\d)(?!0\.\d+(?![\d.-]))\d+{_GROUP}{{0,4}}", re.ASCII)
_PHONE_DASHED = re.compile(r"(?<!\d)\d{1,6}-\d{1,4}-\d{3,}(?!\d)", re.ASCII)
_PHONE_WORLD = re.compile(r"(?<!\d)\+ ?\d(?:[-.() ]{0,3}\d){7,14}", re.ASCII)
_PHONE_US = re.compile(r"(?<!\d)(?:1[-. ])?\(?\d{3}(?:\) ?|[-. ])\d{3}[-. ]\d{4}(?!\d)", re.ASCII)
_PHONE_INTRODUCED = re.compile(
    r"(?<![a-z])(?:TEL|FAX|電話(?:番号)?|携帯(?:番号)?|phone|mobile|cell|call me (?:at|on))[\s:.(は]{0,4}"
    r"(?:number |no\.? ?|is )?(\(?\d(?:[-. ()]{0,2}\d){6,14})",
    re.IGNORECASE | re.ASCII,
)
_PHONE_LIKE = re.compile(r"\d[\d ().-]{6,}\d", re.ASCII)
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_REGIONS = ("JP", "US", "GB", "DE", "FR")

# A date is not a telephone number.
DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-/. ])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d)(?:[T ]\d{1,2}(?::\d\d){0,2})?(?!\d)",
    re.ASCII,
)


def phones(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every telephone number in `text`; spans may overlap."""
    for match in _PHONE_INTRODUCED.finditer(text):
        if not DATE.fullmatch(match[1]):
            yield match.span(1)
    for pattern in (_PHONE_WORLD, _PHONE_US):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _PHONE_JP.finditer(text):
        end = _end_of_ten_digits(match[0])
        if end and not DATE.match(match[0]):
            yield match.start(), match.start() + end
    for match in _PHONE_DASHED.finditer(text):
        if 10 <= count_digits(match[0]) <= 13 and not DATE.match(match[0]):
            yield match.span()
    if any(not DATE.search(match[0]) for match in _PHONE_LIKE.finditer(text)):
        yield from _known_phones(text)


def _end_of_ten_digits(candidate: str) -> int:
    """Where the group of digits ends that holds the tenth digit of `candidate`; 0 if there are fewer."""
    count = 0
    for at, char in enumerate(candidate):
        count += char.isdigit()
        if count >= 10 and not candidate[at + 1 : at + 2].isdigit():
            return at + 1
    return 0


def count_digits(text: str) -> int:
    """How many digits `text` has."""
    return sum(char.isdigit() for char in text)


def _known_phones(text: str) -> Iterator[tuple[int, int]]:
    from phonenumbers import Leniency, PhoneNumberMatcher

    for region in _REGIONS:
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.STRICT_GROUPING):
            if not _PLAIN_NUMBER.fullmatch(match.raw_string):  # a bare number is judged by its length alone
                yield match.start, match.end
