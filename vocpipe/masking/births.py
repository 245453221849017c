"""Dates of birth: dates beside words that say that somebody was born."""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives
from vocpipe.masking.dates import ANY_DATE
from vocpipe.masking.introduced import LABELS, AnyOf

_WORDS = LABELS["birth"]
# A text without any of these has no date of birth in it.
BIRTH_HINT = AnyOf(_WORDS["hints"].split())
_BEFORE = re.compile(
    rf"(?<![A-Za-z])(?:{alternatives(_WORDS['before'])})(?:{alternatives(_WORDS['between'])}){{0,8}}(?P<date>{ANY_DATE})",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?<![0-9])(?P<date>{ANY_DATE})(?:\(.{{1,6}}\))?(?:{alternatives(_WORDS['after'])})", re.IGNORECASE
)
_YEAR = re.compile(
    rf"(?<![A-Za-z])(?:{_WORDS['years']})[ ]?(?P<date>(?:19[0-9]|20[0-2])[0-9](?![0-9])|['’][0-9]{{2}}(?![0-9]))",
    re.IGNORECASE,
)


def births(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every date of birth in `text`."""
    for pattern in (_BEFORE, _AFTER, _YEAR):
        yield from (match.span("date") for match in pattern.finditer(text))
