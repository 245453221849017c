"""Personal data in a text of normal width: addresses, numbers, ids, handles and people's names."""

import ipaddress
import re
from collections.abc import Callable, Iterator

from vocpipe.masking.person_names import NAME_HINT
from vocpipe.masking.phones import DATE, count_digits, phones

Finder = Callable[[str], Iterator[tuple[int, int]]]

# A text without any of these holds no personal data.
HINT = re.compile(rf"[0-9０-９@＠\[]|\(at\)|{NAME_HINT.pattern}", re.MULTILINE)

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+"
_EMAIL = re.compile(
    rf"(?:mailto:)?{_LOCAL}(?:@|\s?[\[(](?:at|アット)[\])]\s?)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    re.IGNORECASE | re.ASCII,
)
_IPV4 = re.compile(
    r"(?<![\w.])(?<!ver )(?<!version )(?<!v\. )(?<!ver\. )(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)", re.IGNORECASE | re.ASCII
)
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\w:])", re.IGNORECASE | re.ASCII)
# Overlapping: four digits before a card number must not hide it.
_CARD_GROUPS = re.compile(
    r"(?=(\d{4}(?:[ -]{1,2}\d{4}){2}[ -]{1,2}\d{1,7}|\d{4}[ -]{1,2}\d{6}[ -]{1,2}\d{4,5}|\d{13,}))", re.ASCII
)
_GROUPS_OF_FOUR = re.compile(r"(?<!\d)\d{4}([ -])\d{4}(?:\1\d{4})+(?:\1\d{1,3})?(?!\d)", re.ASCII)
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ -]?)+", re.ASCII)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b", re.ASCII)
_UUID = re.compile(r"(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])", re.IGNORECASE | re.ASCII)
_DIGITS = re.compile(r"\d{9,}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*", re.ASCII)
_HANDLE = re.compile(r"(?<![A-Za-z0-9_@])@(?=\w*[A-Za-z_])\w{2,30}", re.ASCII)

_AMOUNT = re.compile(
    r"[¥￥$€£]\s?\d+|(?<!\d)0\.\d+|\d+\s?(?:円|万|億|兆|千|ドル|ユーロ|元|ウォン|件|人|個|回|%|yen|jpy|usd|eur|gbp|dollars?|euros?|bytes?|[kmg]b)(?![a-z0-9])",
    re.IGNORECASE | re.ASCII,
)


def _matches(*patterns: re.Pattern[str]) -> Finder:
    def find(text: str) -> Iterator[tuple[int, int]]:
        for pattern in patterns:
            yield from (match.span() for match in pattern.finditer(text))

    return find


def _ips(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            try:
                address = ipaddress.ip_address(match[0])
            except ValueError:
                continue  # 120.0.6099.1 is a version, 12:30:45 a time
            if address.version == 4 or any(char.isdigit() for char in match[0]):
                yield match.span()


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for match in _CARD_GROUPS.finditer(text):
        end = _longest_card(match[1])
        if end:
            yield match.start(), match.start() + end


def _longest_card(candidate: str) -> int:
    """The length of the longest start of `candidate` with 13 to 19 digits and a correct check digit; else 0."""
    ends = [at + 1 for at, char in enumerate(candidate) if char.isdigit()]
    for count in range(min(19, len(ends)), 12, -1):
        if _luhn([int(candidate[end - 1]) for end in ends[:count]]):
            return ends[count - 1]
    return 0


def _luhn(digits: list[int]) -> bool:
    """Whether the digits end with their correct check digit (Luhn; ISO/IEC 7812-1, annex B)."""
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + doubled) % 10 == 0 and any(digits)


def _ids(text: str) -> Iterator[tuple[int, int]]:
    for match in _GROUPS_OF_FOUR.finditer(text):
        if not _YEARS.fullmatch(match[0]):
            yield match.span()
    harmless = [match.span() for pattern in (DATE, _AMOUNT) for match in pattern.finditer(text)]
    for match in _DIGITS.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in harmless):
            yield match.span()
    for match in _CODE.finditer(text):
        if _is_code(match[0]) and not any(start < match.end() and match.start() < end for start, end in harmless):
            yield match.span()


def _is_code(word: str) -> bool:
    """Whether letters and digits are mixed as in an id, not as in iPhone14ProMax or Oscars2015."""
    digits = count_digits(word)
    letters = [len(run) for run in re.findall(r"[A-Za-z]+", word)]
    if not letters or digits + sum(letters) < 10:
        return False
    return digits >= 6 or (digits >= 4 and max(letters) <= 3)


# The kind, what a text must contain for it, and its finder. The order matters: a mail address may contain a handle, and
# a card number may contain a phone number.
FINDERS: tuple[tuple[str, re.Pattern[str], Finder], ...] = (
    ("EMAIL", re.compile(r"[@\[(]"), _matches(_EMAIL)),
    ("IP", re.compile(r"\d[.:]|::", re.ASCII), _ips),
    ("ID", re.compile(r"\d\d", re.ASCII), _matches(_IBAN, _UUID)),
    ("CARD", re.compile(r"\d[\d -]{11,}\d", re.ASCII), _cards),
    ("PHONE", re.compile(r"\d[\d().+/ -]{5,}\d", re.ASCII), phones),
    ("ID", re.compile(r"\d", re.ASCII), _ids),
    ("HANDLE", re.compile(r"@"), _matches(_HANDLE)),
)
