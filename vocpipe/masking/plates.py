"""Number plates of vehicles: Japanese ones by their shape, others because they are introduced as such."""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.introduced import Span, count_digits, introduced

_WORDS = lexicon("addresses")["plates"]
_OFFICE = alternatives(_WORDS["offices"].split())
_JAPANESE = re.compile(
    rf"(?:{_OFFICE})[ ]?[0-9]{{1,2}}[0-9A-Z][ ]?[ぁ-んA-Z][ ]?(?:[0-9]{{2}}[ ]?-[ ]?[0-9]{{2}}"
    rf"|[・.]{{1,3}}[ ]?[0-9]{{1,3}}(?:-[0-9]{{2}})?|[0-9]{{1,4}})(?![0-9])"
)
_UK = re.compile(r"(?<![A-Za-z0-9-])[A-HJ-PR-Y][A-HJ-PR-Y][0-9]{2}[ ]?[A-HJ-PR-Z]{3}(?![A-Za-z0-9-])")
PLATE_HINT = re.compile("[0-9]")


def plates(text: str) -> Iterator[Span]:
    """(start, end) of every number plate in `text`."""
    for pattern in (_JAPANESE, _UK):
        yield from (match.span() for match in pattern.finditer(text))
    yield from _introduced(text)


def _is_plate(match: re.Match[str]) -> bool:
    return 1 <= count_digits(match["value"]) <= 7 and len(match["value"]) >= 4


_introduced = introduced(
    [_WORDS["labels"]],
    r"[A-ZÄÖÜ0-9]{1,8}(?:[- ](?:[A-ZÄÖÜ]{1,3}(?![A-Za-z])|[0-9]{1,4})){0,3}(?:[ ]?[0-9]{1,4})?(?![a-z0-9])",
    _is_plate,
)
