"""Numbers that stand for a person, a contract or a purchase: by their shape, or because they are introduced as such."""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.dates import DATE
from vocpipe.masking.introduced import CODE, LABELS, Span, count_digits, counts_something, introduced, is_year

_WORDS = LABELS["id"]
_THING = re.compile(_WORDS["things"], re.IGNORECASE)
_NOT_IDS = lexicon("not_ids")
_NOT_BEFORE = re.compile(rf"(?:{alternatives(_NOT_IDS['before'])})[\s:=#(「は]{{0,3}}\Z", re.IGNORECASE)
_NOT_AN_ID = re.compile(alternatives(_NOT_IDS["codes"]), re.IGNORECASE)
_BOOKING = re.compile(r"予約|確認|reference|locator|confirmation|PNR|booking|reservation", re.IGNORECASE)
_LOCATOR = 6  # letters of a booking code without digits
_CONTEXT, _MAX_THING = 24, 60  # characters

# Numbers of states and others of one known shape.
_SHAPES = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # UUID
    r"|\d{3}([- .])\d{2}\1\d{4}(?![-\d])"  # social security, US
    r"|[A-CEGHJ-TW-Z][A-CEGHJ-NP-TW-Z](?:[ -]?\d\d){3}[ -]?[A-D]"  # national insurance, UK
    r"|[A-Z]{2}\d{7}"  # passport, Japan
    r"|[A-Z]{5}\d{4}[A-Z]"  # PAN, India
    r"|[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]"  # codice fiscale
    r"|\d{3}\.\d{3}\.\d{3}-\d\d"  # CPF, Brazil
    r"|[XYZ]?\d{7,8}-?[A-HJ-NP-TV-Z](?=[\s,.;)]|\Z)"  # DNI and NIE, Spain
    r"|[12] ?\d\d ?(?:0[1-9]|1[0-2]) ?\d[\dAB] ?\d{3} ?\d{3}(?: ?\d\d)?"  # INSEE, France
    r"|\d{6}[-+]\d{4}(?:\d{3})?|\d{4}-\d{6}"  # personnummer; RRN, Korea; pension number, Japan
    r"|\d{17}[\dX]"  # identity card, China
    r")(?![A-Za-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_HEX = r"[0-9a-f]{2}"
_MAC = re.compile(
    rf"(?<![0-9a-z:-])(?:{_HEX}(?:([:-]){_HEX})(?:\1{_HEX}){{4}}|[0-9a-f]{{4}}(?:\.[0-9a-f]{{4}}){{2}})(?![0-9a-z:-])",
    re.IGNORECASE | re.ASCII,
)
_GROUPS_OF_FOUR = re.compile(r"(?<!\d)\d{4}([ .-])\d{4}(?:\1\d{4}){1,8}(?:\1\d{1,3})?(?!\d)", re.ASCII)
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ .-]?)+", re.ASCII)
_DIGITS = re.compile(r"\d{9,}", re.ASCII)
_DASHED = re.compile(r"(?<![\d.-])\d{1,8}(?:-\d{1,8}){1,5}(?![\d-])", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*", re.ASCII)
_LETTERS = re.compile("[A-Za-z]+")

_AMOUNT = re.compile(
    r"[¥￥$€£]\s?\d+|(?<!\d)0\.\d+|(?<!\d)\d{1,18}\s?(?:円|万|億|兆|千|ドル|ユーロ|元|ウォン|件|人|個|回|%|yen|jpy|usd|eur|gbp|dollars?|euros?|bytes?|[kmg]b)(?![a-z0-9])",
    re.IGNORECASE | re.ASCII,
)


def ids(text: str) -> Iterator[Span]:
    """(start, end) of every number in `text` that is shaped as an id; spans may overlap."""
    for pattern in (_SHAPES, _MAC, _GROUPS_OF_FOUR):
        for match in pattern.finditer(text):
            if not _YEARS.fullmatch(match[0]) and not _is_thing(text, *match.span()):
                yield match.span()
    yield from _long(text)


def numbered_ids(text: str) -> Iterator[Span]:
    """(start, end) of every number in `text` that is introduced as an id; spans may overlap."""
    yield from _numbered(text)
    yield from _named(text)


def _long(text: str) -> Iterator[Span]:
    """Long numbers, and words in which letters and digits are mixed as in an id."""
    harmless = sorted(match.span() for pattern in (DATE, _AMOUNT) for match in pattern.finditer(text))
    for pattern, wanted in ((_DIGITS, None), (_DASHED, _is_dashed_id), (_WORD, _is_code)):
        at = 0
        for match in pattern.finditer(text):
            start, end = match.span()
            if wanted is not None and not wanted(match[0]):
                continue
            while at < len(harmless) and harmless[at][1] <= start:
                at += 1
            if not (at < len(harmless) and harmless[at][0] < end) and not _is_thing(text, start, end):
                yield start, end


def _is_thing(text: str, start: int, end: int) -> bool:
    """Whether the number stands for a thing: an error, a model, a standard."""
    named = end - start <= _MAX_THING and _NOT_AN_ID.fullmatch(text, start, end)
    return bool(named) or _NOT_BEFORE.search(text, max(0, start - _CONTEXT), start) is not None


def _is_dashed_id(number: str) -> bool:
    """Whether digits with dashes are an id, not a range as 9000-10000 or a row of small numbers."""
    parts = number.split("-")
    if count_digits(number) < 9 or DATE.match(number) or _YEARS.fullmatch(number):
        return False
    first, second = int(parts[0]), int(parts[1])
    is_range = len(parts) == 2 and first < second < 20 * first and not number.startswith("0")
    return not is_range and max(map(len, parts)) >= 3


def _is_code(word: str) -> bool:
    """Whether letters and digits are mixed as in an id, not as in iPhone14ProMax or Oscars2015."""
    digits = count_digits(word)
    letters = [len(run) for run in _LETTERS.findall(word)]
    if not letters or digits + sum(letters) < 10:
        return False
    return digits >= 6 or (digits >= 4 and max(letters) <= 3)


def _is_numbered(match: re.Match[str]) -> bool:
    """Whether what is called a number or an id is one, and not that of a thing."""
    value, end = match["value"], match.end("value")
    if _THING.fullmatch(match["label"].strip()) or len(value) < 3 or counts_something(match.string, end):
        return False
    if count_digits(value):
        return not DATE.fullmatch(value)
    return len(value) == _LOCATOR and value.isupper() and bool(_BOOKING.search(match["label"]))


def _is_named(match: re.Match[str]) -> bool:
    """Whether a number behind an order, a ticket or the like is its number."""
    value, end = match["value"], match.end("value")
    marked = any(sign in match["between"] for sign in "#:№(")
    enough = count_digits(value) >= (2 if marked else 4)
    plain = is_year(value) or DATE.fullmatch(value) or re.fullmatch(r"\d+\.\d{1,2}", value)
    return enough and not plain and not counts_something(match.string, end)


_numbered = introduced(_WORDS["numbers"], CODE, _is_numbered)
_named = introduced([rf"(?:{word})" for word in _WORDS["nouns"]], CODE, _is_named)
