"""What stays readable of an identity in a published text.

A piece counts as found only if nothing of it can be read: no two characters in a row of any of its words, nor a word of
one kanji. Whatever the text says elsewhere, outside the identities, does not count: two characters are left of an
identity if the published text has them more often than the text around the identities has.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from vocpipe.evaluate.privacy.corpus import Planted
from vocpipe.evaluate.privacy.kinds import toml
from vocpipe.masking.redact import MARK

GAP = "\x00"
_KANJI = re.compile(r"[㐀-䶿一-鿿々〆ヶ]")
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """The text in one width and case."""
    return unicodedata.normalize("NFKC", text).casefold()


def without_marks(text: str) -> str:
    """The text with a gap in place of each mark."""
    return MARK.sub(GAP, text)


def around(text: str, planted: Iterable[Planted]) -> str:
    """The text with a gap in place of each identity, wherever it occurs."""
    for value in sorted({piece.value for piece in planted}, key=len, reverse=True):
        text = text.replace(value, GAP)
    return text


def left_of(piece: Planted, carrier: str, published: str) -> str | None:
    """What can still be read of `piece`, two characters or one kanji of it; None if nothing.

    carrier: the text around the identities, with gaps; published: the text as it is published, with its marks.
    """
    carrier, published = plain(carrier), plain(without_marks(published))
    return next((part for part in _parts(piece) if published.count(part) > carrier.count(part)), None)


def _parts(piece: Planted) -> list[str]:
    """Every two characters in a row that tell who it is, and words of one kanji."""
    value = piece.value
    for harmless in sorted(piece.may_stay, key=len, reverse=True):
        value = value.replace(harmless, GAP)
    for pattern in _harmless(piece.kind):
        value = pattern.sub(GAP, value)
    words = _WORD.findall(plain(value))
    pairs = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
    alone = [word for word in words if len(word) == 1 and _KANJI.match(word)]
    return list(dict.fromkeys([*pairs, *alone]))


@cache
def _harmless(kind: str) -> Sequence[re.Pattern[str]]:
    """What may stay of a kind, such as the domain of an address."""
    patterns: dict[str, Any] = toml("kinds.toml")["may_stay"]
    return [re.compile(pattern, re.IGNORECASE) for pattern in patterns.get(kind, [])]
