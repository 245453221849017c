"""Postal addresses and positions in a text, Japanese and Western."""

import re
from collections.abc import Iterator

from vocpipe.masking.addresses_ja import JA_HINT, addresses_ja
from vocpipe.masking.addresses_west import WEST_HINT, addresses_west

ADDRESS_HINT = re.compile(rf"{WEST_HINT.pattern}|{JA_HINT.pattern}")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every address in `text`; spans may overlap."""
    if JA_HINT.search(text):
        yield from addresses_ja(text)
    if WEST_HINT.search(text):
        yield from addresses_west(text)
