"""Texts with personal data replaced by marks like [EMAIL], before anything is embedded or published.

Patterns look at a copy of the text whose characters are of normal width, one for one, so that what is found there
stands at the same place in the text, and the rest of the text is left as it was.
"""

import ipaddress
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from vocpipe.structure.names import NAME_HINT, names

MARKS = ("EMAIL", "PHONE", "CARD", "ID", "HANDLE", "NAME", "IP")
_ROUNDS = 4  # a mark can bring together what was apart; two rounds have always been enough

_WIDE = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\u3000\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"), " ")
    | dict.fromkeys(map(ord, "‐‑‒–—―−﹣⁃"), "-")
)
_DIGIT_DASH = re.compile(r"(?<=\d)[ーｰ─━〜~](?=\d)", re.ASCII)

# Without any of these in it a text holds nothing to mask.
_HINT = re.compile(rf"[0-9０-９@＠\[]|\(at\)|{NAME_HINT.pattern}", re.MULTILINE)

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+"
_EMAIL = re.compile(
    rf"(?:mailto:)?{_LOCAL}(?:@|\s?[\[(](?:at|アット)[\])]\s?)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    re.IGNORECASE | re.ASCII,
)
_URL_EMAIL = re.compile(r"[A-Za-z0-9._+~-]+(?:@|%40)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.IGNORECASE)
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

_GROUP = r"(?:[ ]?[-.() ][ ]?\d+)"
# From a leading 0 to the end of the group of digits in which there are ten: areas have 2 to 5 digits, mobiles 3.
_PHONE_JP = re.compile(rf"(?<!\d)(?<!\d[.:/])\(?(?=0\d)(?!0\.\d+(?![\d.-]))\d+{_GROUP}{{0,4}}", re.ASCII)
_PHONE_DASHED = re.compile(r"(?<!\d)\d{1,6}-\d{1,4}-\d{3,}(?!\d)", re.ASCII)
_PHONE_WORLD = re.compile(r"(?<!\d)\+ ?\d(?:[-.() ]{0,3}\d){7,14}", re.ASCII)
_PHONE_US = re.compile(r"(?<!\d)(?:1[-. ])?\(?\d{3}(?:\) ?|[-. ])\d{3}[-. ]\d{4}(?!\d)", re.ASCII)
_PHONE_SAID = re.compile(
    r"(?<![a-z])(?:TEL|FAX|電話(?:番号)?|携帯(?:番号)?|phone|mobile|cell|call me (?:at|on))[\s:.(は]{0,4}"
    r"(?:number |no\.? ?|is )?(\(?\d(?:[-. ()]{0,2}\d){6,14})",
    re.IGNORECASE | re.ASCII,
)
_PHONE_LIKE = re.compile(r"\d[\d ().-]{6,}\d", re.ASCII)
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_REGIONS = ("JP", "US", "GB", "DE", "FR")

_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-/. ])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d)(?:[T ]\d{1,2}(?::\d\d){0,2})?(?!\d)",
    re.ASCII,
)
_AMOUNT = re.compile(
    r"[¥￥$€£]\s?\d+|(?<!\d)0\.\d+|\d+\s?(?:円|万|億|兆|千|ドル|ユーロ|元|ウォン|件|人|個|回|%|yen|jpy|usd|eur|gbp|dollars?|euros?|bytes?|[kmg]b)(?![a-z0-9])",
    re.IGNORECASE | re.ASCII,
)

Finder = Callable[[str], Iterator[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without personal data, and how many of each kind were masked in it."""

    text: str
    counts: dict[str, int] = field(default_factory=dict)


def redact(text: str) -> Redacted:
    """`text` with e-mail and IP addresses, phone and card numbers, ids, handles and told names replaced by marks."""
    counts: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        if not _HINT.search(text):
            break
        before = text
        for kind, needs, find in _FINDERS:
            text = _mask(text, kind, needs, find, counts)
        if text == before:
            break
    return Redacted(text, dict(counts))


def redact_url(url: str) -> str:
    """`url` with e-mail addresses masked and all else kept: its ids are needed to find the page."""
    return _URL_EMAIL.sub("[EMAIL]", url)


def _mask(text: str, kind: str, needs: re.Pattern[str], find: Finder, counts: Counter[str]) -> str:
    narrow = _narrow(text)
    spans = list(find(narrow)) if needs.search(narrow) else []
    if not spans:
        return text
    out, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            out += [text[at:start], f"[{kind}]"]
            at = end
            counts[kind] += 1
    return "".join([*out, text[at:]])


def _narrow(text: str) -> str:
    """`text` in characters of normal width, each where it stood."""
    return text if text.isascii() else _DIGIT_DASH.sub("-", text.translate(_WIDE))


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
    """Length of the longest beginning of `candidate` that has 13 to 19 digits and a right check digit; 0 if none."""
    ends = [at + 1 for at, char in enumerate(candidate) if char.isdigit()]
    for count in range(min(19, len(ends)), 12, -1):
        if _luhn([int(candidate[end - 1]) for end in ends[:count]]):
            return ends[count - 1]
    return 0


def _luhn(digits: list[int]) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + doubled) % 10 == 0 and any(digits)


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE_SAID.finditer(text):
        if not _DATE.fullmatch(match[1]):
            yield match.span(1)
    yield from _matches(_PHONE_WORLD, _PHONE_US)(text)
    for match in _PHONE_JP.finditer(text):
        end = _ten_digits(match[0])
        if end and not _DATE.match(match[0]):
            yield match.start(), match.start() + end
    for match in _PHONE_DASHED.finditer(text):
        if 10 <= _count_digits(match[0]) <= 13 and not _DATE.match(match[0]):
            yield match.span()
    if any(not _DATE.search(match[0]) for match in _PHONE_LIKE.finditer(text)):
        yield from _known_phones(text)


def _ten_digits(candidate: str) -> int:
    """Where the group of digits ends in which `candidate` reaches ten digits; 0 if it has fewer."""
    count = 0
    for at, char in enumerate(candidate):
        count += char.isdigit()
        if count >= 10 and not candidate[at + 1 : at + 2].isdigit():
            return at + 1
    return 0


def _count_digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _known_phones(text: str) -> Iterator[tuple[int, int]]:
    from phonenumbers import Leniency, PhoneNumberMatcher

    for region in _REGIONS:
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.STRICT_GROUPING):
            if not _PLAIN_NUMBER.fullmatch(match.raw_string):  # a bare number is judged by its length alone
                yield match.start, match.end


def _ids(text: str) -> Iterator[tuple[int, int]]:
    for match in _GROUPS_OF_FOUR.finditer(text):
        if not _YEARS.fullmatch(match[0]):
            yield match.span()
    kept = [match.span() for pattern in (_DATE, _AMOUNT) for match in pattern.finditer(text)]
    for match in _DIGITS.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in kept):
            yield match.span()
    for match in _CODE.finditer(text):
        if _is_code(match[0]) and not any(start < match.end() and match.start() < end for start, end in kept):
            yield match.span()


def _is_code(word: str) -> bool:
    """Whether letters and digits are mixed as in an id, not as in iPhone14ProMax or Oscars2015."""
    digits = _count_digits(word)
    letters = [len(run) for run in re.findall(r"[A-Za-z]+", word)]
    if not letters or digits + sum(letters) < 10:
        return False
    return digits >= 6 or (digits >= 4 and max(letters) <= 3)


# In this order: a mail address may hold a handle, a card number a phone number. With what a text must hold for each.
_FINDERS: tuple[tuple[str, re.Pattern[str], Finder], ...] = (
    ("EMAIL", re.compile(r"[@\[(]"), _matches(_EMAIL)),
    ("IP", re.compile(r"\d[.:]|::", re.ASCII), _ips),
    ("ID", re.compile(r"\d\d", re.ASCII), _matches(_IBAN, _UUID)),
    ("CARD", re.compile(r"\d[\d -]{11,}\d", re.ASCII), _cards),
    ("PHONE", re.compile(r"\d[\d().+/ -]{5,}\d", re.ASCII), _phones),
    ("ID", re.compile(r"\d", re.ASCII), _ids),
    ("HANDLE", re.compile(r"@"), _matches(_HANDLE)),
    ("NAME", NAME_HINT, names),
)
