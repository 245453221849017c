"""Passwords, codes, keys and tokens in a text: by their shape, or because they are introduced as such."""

import re
from collections.abc import Iterator

from vocpipe.masking.introduced import (
    LABELS,
    AnyOf,
    Span,
    count_digits,
    counts_something,
    introduced,
    is_quoted,
    is_year,
)
from vocpipe.masking.words import looks_made_up, stands_for_itself

_KEYS = re.compile(
    r"(?<![A-Za-z0-9_])(?:"
    r"(?:sk|pk|rk)[-_][A-Za-z0-9_-]{8,200}|gh[pousr]_[A-Za-z0-9]{8,255}|github_pat_\w{8,255}|gl(?:pat|dt|rt)-[\w-]{8,100}"
    r"|xox[a-z]-[A-Za-z0-9-]{8,200}|(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,20}|AIza[\w-]{20,60}|ya29\.[\w-]{10,300}"
    r"|hf_[A-Za-z0-9]{8,100}|npm_[A-Za-z0-9]{8,100}|dop_v1_[a-f0-9]{8,100}|SG\.[\w-]{8,60}\.[\w-]{8,100}|whsec_\w{8,100}"
    r"|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{8,64}|(?:key|token|secret)[-_][A-Za-z0-9]{10,100}|EAA[A-Za-z0-9]{20,300}|pypi-[\w-]{16,300}"
    r"|eyJ[\w-]{5,4000}(?:\.[\w-]{2,8000}){1,4}"
    r")(?![A-Za-z0-9])",
    re.ASCII,
)
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]{3,40}-----(?:[^-]{0,20000}-----END [A-Z ]{3,40}-----)?")
_LOGIN = re.compile(r"(?<=://)[^\s/@:]{1,100}:[^\s/@]{1,100}(?=@)")
_BEARER = re.compile(r"\b(?:Bearer|Basic)\s+([A-Za-z0-9._~+/=-]{8,4000})")
# What no person types: long and of all kinds of characters.
_RANDOM = re.compile(r"(?<![A-Za-z0-9+/_=.-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9])", re.ASCII)
_KINDS = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"))
_ANY_LETTER, _ANY_SIGN = re.compile("[A-Za-z]"), re.compile(r"[!#$%&()*+<=>?@\[\]^{|}~\\]")
_PASSWORDS = [r"(?:password|passwd|passcode|passphrase|pwd|パスワード|PW)"]
_HEX = re.compile(r"(?=[0-9]*[a-f])(?=[a-f]*[0-9])(?:[0-9a-f]{24,}|[0-9A-F]{24,})", re.IGNORECASE)
_VALUE = r"[A-Za-z0-9!#$%&*+/=?@^_~.|-]{3,400}"
_MIN_DIGITS, _MIN_LONE_DIGITS = 1, 3
# A password further on in the sentence: "the password on the card says …".
_LABEL = re.compile(
    r"(?<![A-Za-z])(?:pass ?(?:word|code|phrase)s?|passwd|pwd|wi-?fi key|(?P<pin>PIN|暗証番号|暗証コード))(?![A-Za-z])"
    r"|パスワード|パスコード|パスフレーズ",
    re.IGNORECASE,
)
_SAYS_VALUE = re.compile(
    r"(?:(?P<weak>,)|\b(?:says?|said|reads?|is|was|to|as|being|it.s)\b|[:=「]|[はがをに](?![ぁ-ん]))[ ]?[\"'“]?"
    r"(?P<value>[!-~]{4,64})"
)
_CLAUSE_END = re.compile(r"[。！？\n]|[.!?][ ]")
_WINDOW = 70  # characters
SECRET_HINT = AnyOf(LABELS["secret"]["hints"].split())
KEY_HINT = re.compile(r"[A-Za-z0-9+/_-]{16,}|-----BEGIN|://|Bearer|Basic|[_-][A-Za-z0-9]{8}", re.ASCII)


def keys(text: str) -> Iterator[Span]:
    """(start, end) of every key, token and login in `text` that has the shape of one; spans may overlap."""
    for pattern in (_PRIVATE_KEY, _KEYS, _LOGIN):
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span(1) for match in _BEARER.finditer(text))
    for match in _RANDOM.finditer(text):
        if _HEX.fullmatch(match[0]) or all(kind.search(match[0]) for kind in _KINDS):
            yield match.span()


def _is_secret(match: re.Match[str]) -> bool:
    """Whether what stands behind "password" is one: "password is wrong" has none, and 4 digits may be a PIN."""
    value = match["value"].rstrip(".?!")
    digits = count_digits(value)
    if value.isdigit() or (digits and re.fullmatch(r"[\d ./-]+", value)):
        return (
            digits >= _MIN_LONE_DIGITS and not is_year(value) and not counts_something(match.string, match.end("value"))
        )
    if digits >= _MIN_DIGITS and counts_something(match.string, match.start("value") + len(value)):
        return False
    return looks_made_up(value) or stands_for_itself(match)


def quoted_secrets(text: str) -> Iterator[Span]:
    """(start, end) of what stands in quotation marks behind a word for a secret."""
    return _quoted(text)


def free_secrets(text: str) -> Iterator[Span]:
    """(start, end) of every password further on in a sentence that names it, if it looks like nothing else."""
    for label in _LABEL.finditer(text):
        window = _CLAUSE_END.split(text[label.end() : label.end() + _WINDOW])[0]
        for said in _SAYS_VALUE.finditer(window):
            value = said["value"].rstrip(".,;:?)\"'")
            end = said.start("value") + len(value)
            if _is_said(value, pin=bool(label["pin"]), weak=bool(said["weak"])) and not counts_something(window, end):
                yield label.end() + said.start("value"), label.end() + end
                break


def _is_said(value: str, *, pin: bool, weak: bool) -> bool:
    """Whether a word has letters and digits or signs in it as a password; for a PIN, digits are enough."""
    if pin and value.isdigit():
        return 4 <= len(value) <= 8 and not is_year(value)
    has_letter, has_digit = bool(_ANY_LETTER.search(value)), bool(_KINDS[2].search(value))
    signs = bool(re.search(r"[^A-Za-z0-9'’]", value))
    if weak or not has_digit:
        return has_letter and signs and (has_digit or bool(_ANY_SIGN.search(value))) and len(value) >= 6
    return has_letter and len(value) >= 5


def _is_mixed(match: re.Match[str]) -> bool:
    """Whether it has a letter, a digit and a sign in it, as only passwords have."""
    value = match["value"]
    return all(kind.search(value) for kind in (_ANY_LETTER, _KINDS[2], _ANY_SIGN)) or all(
        kind.search(value) for kind in (*_KINDS[:2], _ANY_SIGN)
    )


secrets = introduced(LABELS["secret"]["words"], _VALUE, _is_secret)
_quoted = introduced(LABELS["secret"]["words"], r"(?<=[「『“\"'])[^\s「」『』“”\"'、。]{2,40}", is_quoted)
mixed_secrets = introduced(_PASSWORDS, r"[!-~]{6,64}", _is_mixed)
