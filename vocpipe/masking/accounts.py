"""Bank accounts in a text: IBANs by their shape, and numbers that are introduced as accounts."""

import re
from collections.abc import Iterator

from vocpipe.masking.introduced import LABELS, Span, count_digits, counts_something, introduced, is_year

_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?![A-Za-z0-9])",
    re.ASCII | re.IGNORECASE,
)
_DIGITS = r"[0-9]{2,}(?:[- ・/][0-9]{1,12}){0,5}"
# Symbol and number of an account at Japan Post, also on two lines; a branch with its account; a sort code with one.
_PAIRS = re.compile(
    r"記号[・\s]*(?:番号)?[\s:はがの]{0,3}(\d{3,5}(?:[-ー]\d)?(?:[\s、,・/-]{0,3}(?:で|の)?(?:番号[\s:はが]{0,3})?\d{1,8})?)"
    r"|(?:普通|当座|貯蓄|[(（][普当][)）])(?:預金)?(?:口座)?[\s:No.()は]{0,6}(\d{6,8})(?!\d)"
    r"|(?<![\d-])(\d\d([- ])\d\d\4\d\d[\s,/]{1,3}(?:(?:account|acc|acct|a/c)?[\s:.]{0,2})\d{8})(?!\d)"
    r"|(?<!\d)(\d{5}-\d{7,8})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_MIN_DIGITS = 4
_SURE = re.compile(r"番号|番|コード|sort|routing|number|no|#|BLZ|BSB|transit|nummer|IBAN|ABA|RTN|CLABE", re.IGNORECASE)


def accounts(text: str) -> Iterator[Span]:
    """(start, end) of every account number in `text`; spans may overlap."""
    for match in _IBAN.finditer(text):
        if _is_iban(match[0]):
            yield match.span()
    for match in _PAIRS.finditer(text):
        yield match.span(match.lastindex or 0) if match.lastindex != 4 else match.span(3)
    yield from _introduced(text)


def _is_iban(written: str) -> bool:
    """Whether the check digits are correct (ISO 13616), or it looks like one whose digits were mistyped."""
    code = re.sub("[ -]", "", written).upper()
    number = "".join(str(int(char, 36)) for char in code[4:] + code[:4])
    return len(code) >= 14 and (int(number) % 97 == 1 or (written[:2].isupper() and count_digits(code) >= 12))


def _is_account(match: re.Match[str]) -> bool:
    value, end = match["value"], match.end("value")
    least = 3 if _SURE.search(match["label"]) or "end" in match["between"] else 5
    return count_digits(value) >= least and not is_year(value) and not counts_something(match.string, end)


_introduced = introduced(LABELS["account"]["numbers"], _DIGITS, _is_account)
