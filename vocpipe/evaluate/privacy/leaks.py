"""What stays readable of an identity in a published text.

A piece counts as found only if nothing of it can be read: no two characters in a row of any of its words, nor a word of
one kanji. Whatever the text says elsewhere, outside the identities or in what may stay of them, does not count: two
characters are left of an identity if the published text has them more often than all that may be read has.
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
    """What may be read of the text: each identity, wherever it occurs, is a gap with what may stay of it."""
    for piece in sorted(planted, key=lambda piece: len(piece.value), reverse=True):
        text = text.replace(piece.value, GAP.join(["", *_split(piece)[1], ""]))
    return text


def left_of(piece: Planted, carrier: str, published: str) -> str | None:
    """What can still be read of `piece`, two characters or one kanji of it; None if nothing.

    carrier: the text around the identities, with gaps; published: the text as it is published, with its marks.
    """
    carrier, published = plain(carrier), plain(without_marks(published))
    return next((part for part in _parts(piece) if published.count(part) > carrier.count(part)), None)


def _parts(piece: Planted) -> list[str]:
    """Every two characters in a row that tell who it is, and words of one kanji."""
    words = _WORD.findall(plain(_split(piece)[0]))
    pairs = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
    alone = [word for word in words if len(word) == 1 and _KANJI.match(word)]
    return list(dict.fromkeys([*pairs, *alone]))


@cache
def _split(piece: Planted) -> tuple[str, list[str]]:
    """What tells who it is, with gaps, and the parts that may stay."""
    value, stays = piece.value, list[str]()

    def take(found: re.Match[str]) -> str:
        stays.append(found[0])
        return GAP

    given = [re.compile(re.escape(part)) for part in sorted(piece.may_stay, key=len, reverse=True)]
    for pattern in [*given, *_harmless(piece.kind)]:
        value = pattern.sub(take, value)
    return value, stays


@cache
def _harmless(kind: str) -> Sequence[re.Pattern[str]]:
    """What may stay of a kind, such as the domain of an address."""
    patterns: dict[str, Any] = toml("kinds.toml")["may_stay"]
    return [re.compile(pattern, re.IGNORECASE) for pattern in patterns.get(kind, [])]
