"""Numbers as people write them: 1,234.50 and 1.234,50, 1 200,50, 1'200.50, ¥1,200, 29,99 €; which sign is the decimal.

One value may not tell: 1.200 is twelve hundred in Germany, and a little over one in Japan. The whole column does.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

from vocpipe.wording import say

_UNIT = r"(?:us|ca|a|r)?\$|[¥€£₩]|円|元|원|jpy|usd|eur|gbp|chf|krw|cny|sek|nok|dkk|pln|kr\.?|zł|fr\.?"
_PER = r"(?:\s?(?:/|per)\s?(?:月|年|か月|ヶ月|month|mo|year|monat|mois|mes))?(?:\s?[(]?税[込別抜][)]?)?"
_AMOUNT = re.compile(
    rf"(?P<minus>[-−▲△]?)\s?(?:{_UNIT})?\s?(?P<second>[-−]?)"
    rf"(?P<body>\d[\d.,' ]*|[.,]\d+)(?:[-–—])?\s?(?:{_UNIT})?{_PER}",
    re.IGNORECASE,
)
_NO_DECIMALS = re.compile(r"[¥円₩원]|jpy|krw", re.IGNORECASE)  # currencies whose amounts are whole
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_CURRENCIES = {
    **{"¥": "JPY", "円": "JPY", "€": "EUR", "£": "GBP", "₩": "KRW", "원": "KRW", "元": "CNY"},
    **{"us$": "USD", "ca$": "CAD", "a$": "AUD", "r$": "BRL", "$": "USD", "zł": "PLN"},
}
_SPACED = re.compile(r"\d{1,3}(?:([ '])\d{3})(?:\1\d{3})*")
_GROUPED = {
    ",": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}"),  # with India's groups of two
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+"),
}
_GROUP = 3  # digits after the sign that may be a group of thousands


class Sign(Enum):
    """What stands before the decimals of a column's numbers."""

    COMMA = ","
    POINT = "."
    OPEN = None  # nothing shows it, or the values contradict each other


def decimal_sign_of(values: Iterable[str]) -> Sign:
    """The decimal sign that a column's values show together; what is no number is passed over."""
    shown = {sign for value in values if (sign := _shown_by(value)) is not None}
    return shown.pop() if len(shown) == 1 else Sign.OPEN


def is_ambiguous(text: str) -> bool:
    """Whether a value is one number with a decimal comma, and another with a decimal point: 1.200 and 1,200."""
    body = _body(text)
    return body is not None and _shown_by(text) is None and any(char in ",." for char in body)


def parse_number(text: str, sign: Sign) -> float:
    """The number in `text`, without its currency; `sign` is its column's, which holds where the value does not tell.

    Raises ValueError, whose text is the reason: it is no number, or it may be one of two.
    """
    match, body = _match(text), _body(text)
    if match is None or body is None:
        raise ValueError(say("collect.table.no_number", raw=text[:40]))
    own = _shown_by(text)
    decimal = own or sign
    if decimal is Sign.OPEN and any(char in ",." for char in body):
        raise ValueError(say("collect.table.two_numbers", raw=text[:40]))
    if own is None and decimal is not Sign.OPEN:
        body = body.replace("." if decimal is Sign.COMMA else ",", "")
    number = float(_plain(body, decimal))
    return -number if match["minus"] or match["second"] else number


def currency_of(text: str) -> str | None:
    """The ISO code of the currency that is written beside a number; None if there is none, or it may be several."""
    unit = re.search(_UNIT, unicodedata.normalize("NFKC", text), re.IGNORECASE)
    if unit is None:
        return None
    written = unit[0].casefold()
    return written.upper() if re.fullmatch("[a-z]{3}", written) else _CURRENCIES.get(written)


def _match(text: str) -> re.Match[str] | None:
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).strip()
    return _AMOUNT.fullmatch(re.sub(r"\s+", " ", plain))


def _body(text: str) -> str | None:
    """The digits of a number with their signs, without groups by blanks and apostrophes; None if it is no number."""
    match = _match(text)
    if match is None:
        return None
    body = match["body"].strip()
    spaced = _SPACED.match(body)
    if spaced and spaced.end() >= len(re.split(r"[.,]", body)[0]):
        body = re.sub(r"[ ']", "", body)
    return body if _is_number(body) else None


def _is_number(body: str) -> bool:
    """Whether the body is a number with one decimal sign or the other."""
    return any(re.fullmatch(r"\d*\.?\d*", _plain(body, sign)) for sign in (Sign.COMMA, Sign.POINT))


def _plain(body: str, sign: Sign) -> str:
    """The body as Python writes numbers, if `sign` is its decimal sign and the other one only groups."""
    decimal = sign.value or "."
    group = "," if decimal == "." else "."
    whole, _, rest = body.partition(decimal)
    if group in whole:
        if not _GROUPED[group].fullmatch(whole):
            return body + "?"
        whole = whole.replace(group, "")
    return f"{whole}.{rest}" if rest else whole


def _shown_by(text: str) -> Sign | None:
    """The decimal sign that one value shows by itself; None if it shows none."""
    match, body = _match(text), _body(text)
    if match is None or body is None:
        return None
    signs = [char for char in body if char in ",."]
    if not signs:
        return None
    last = Sign(signs[-1])
    other = Sign.POINT if last is Sign.COMMA else Sign.COMMA
    if len(signs) > 1:
        return last if len(set(signs)) > 1 else other
    head, tail = body.split(signs[0])
    grouped_otherwise = re.search(r"\d[ ']\d", match["body"]) is not None
    if grouped_otherwise or len(tail) != _GROUP or len(head) > _GROUP or head[:1] in ("", "0"):
        return last
    return other if _NO_DECIMALS.search(unicodedata.normalize("NFKC", text)) else None
