"""Numbers of passports, licences and residence cards, wherever in the sentence the paper is named."""

import re
from collections.abc import Iterator

from vocpipe.masking.introduced import LABELS, AnyOf, Span

_WORDS = LABELS["papers"]
_NAME = re.compile(_WORDS["names"], re.IGNORECASE)
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,3}[ -]?[0-9]{6,9}[A-Z]{0,2}(?![A-Za-z0-9])")
# A Japanese licence, and a British one with blanks in it.
_SURE = re.compile(
    r"第[ ]?[0-9]{10,12}[ ]?号|(?<![A-Za-z0-9])[A-Z9]{5}[ ][0-9]{6}[ ][A-Z][A-Z9][0-9][A-Z]{2}(?![A-Za-z0-9])"
)
_SENTENCE_END = re.compile(r"[。!?！？\n]|\.(?:\s(?=[A-Z]))")
_BEFORE, _BEHIND = 70, 40  # characters
PAPER_HINT = AnyOf(_WORDS["hints"].split())


def papers(text: str) -> Iterator[Span]:
    """(start, end) of every number of a paper; spans may overlap."""
    yield from (match.span() for match in _SURE.finditer(text))
    for match in _NUMBER.finditer(text):
        before = _SENTENCE_END.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1]
        behind = _SENTENCE_END.split(text[match.end() : match.end() + _BEHIND])[0]
        if _NAME.search(before) or _NAME.search(behind):
            yield match.span()
