"""People's names in a text: introduced ones, and those in running text in Japanese and in Latin letters."""

import re
from collections.abc import Iterator

from vocpipe.masking.introductions import introduced_names
from vocpipe.masking.japanese_names import JAPANESE_HINT, japanese_names
from vocpipe.masking.latin_names import LATIN_HINT, latin_names

# A text without any of these has no name in it.
NAME_HINT = re.compile(rf"{JAPANESE_HINT.pattern}|{LATIN_HINT.pattern}", re.IGNORECASE)


def names(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every recognizable name in `text`, in their order and apart from each other."""
    found = sorted({*introduced_names(text), *japanese_names(text), *latin_names(text)})
    start, end = found[0] if found else (0, 0)
    for first, last in found[1:]:
        if first >= end:
            yield start, end
            start = first
        end = max(end, last)
    if end:
        yield start, end
