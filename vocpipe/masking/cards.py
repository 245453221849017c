"""Numbers of payment cards in a text, by their check digit or because they are introduced as such."""

import re
from collections.abc import Iterator
from functools import lru_cache

from vocpipe.masking.introduced import LABELS, count_digits, counts_something, introduced

_SIGN = r"(?:[ ]?[-./_・\n][ ]?|[ ]{1,2})"
# Overlapping: four digits before a card number must not hide it.
_GROUPS = re.compile(
    rf"(?<!\d)(?=(\d{{4}}(?:{_SIGN}\d{{4}}){{2}}{_SIGN}\d{{1,4}}(?:{_SIGN}?\d{{1,3}})?(?!\d)"
    rf"|\d{{4}}(?:{_SIGN}\d{{4}}){{2}}{_SIGN}\d{{1,7}}|\d{{4}}{_SIGN}\d{{6}}{_SIGN}\d{{4,5}}|\d{{13,19}}(?!\d)))",
    re.ASCII,
)
_DIGITS = re.compile(r"\d(?:[ ]?[-./_・]?[ ]?\d){3,18}(?!\d)".replace("\\d", "[0-9]"))


def cards(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every card number in `text`; spans may overlap."""
    yield from _introduced(text)
    for match in _GROUPS.finditer(text):
        end = _longest_card(match[1])
        if end:
            yield match.start(), match.start() + end


@lru_cache(maxsize=4096)
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


def _is_card(match: re.Match[str]) -> bool:
    """Whether digits behind a word for a card are its number, or its last four."""
    digits = count_digits(match["value"])
    says_last = re.search(r"下|末尾|end", match["label"] + match["between"], re.IGNORECASE)
    return (digits >= 12 or (digits == 4 and says_last is not None)) and not counts_something(
        match.string, match.end("value")
    )


_introduced = introduced(LABELS["card"]["numbers"], _DIGITS.pattern, _is_card)
