"""Numbers that are written as they are said: five five five one two three four, ゼロキューゼロ."""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives, lexicon

_WORDS = lexicon("spoken_digits")
_EN, _JA = alternatives(_WORDS["en"].split()), alternatives(_WORDS["ja"].split())
# At least seven English or nine Japanese digits.
_RUNS = (
    re.compile(rf"\b(?:(?:double |triple )?(?:{_EN})\b[ ,.-]{{1,3}}){{6,19}}(?:{_EN})\b", re.IGNORECASE),
    re.compile(rf"(?:(?:{_JA})[ 　、・のー-]{{0,2}}){{9,16}}"),
)
_MIN_DIFFERENT = 5  # letters: ククク is a laugh
SPOKEN_HINT = re.compile(rf"\b(?:{_EN})[ ,.-]{{1,3}}(?:{_EN})\b|(?:{_JA}){{2}}", re.IGNORECASE)


def spoken_numbers(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every row of digits in words."""
    for run in _RUNS:
        for match in run.finditer(text):
            if len(set(match[0])) >= _MIN_DIFFERENT:
                yield match.span()
