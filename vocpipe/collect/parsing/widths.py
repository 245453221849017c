"""Files joined end to end of which one is UTF-16 and the other is not: each part is text by itself."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from vocpipe.collect.parsing.utf16 import shifted_letters

_PLAIN = rb"[\t\n\r\x20-\x7e]"
_WIDE = re.compile(rb"(?:%b\0){8,}|(?:\0%b){8,}" % (_PLAIN, _PLAIN))
_NARROW = re.compile(rb"[^\0]{40,}")
_MIN_NARROW = 40  # bytes
_MAX_ZEROS = 0.25  # share of "0" among them: more are kana in UTF-16, whose every other byte is one
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_LOOKED = 4000  # characters
_Run = tuple[int, int, bool]  # where it begins and ends, and whether it is UTF-16


def parts_by_width(data: bytes) -> list[bytes | str]:
    """The parts of `data` in their order: those in UTF-16 as text, the others as bytes; none if all are of one kind."""
    if b"\0" not in data:
        return []
    runs = sorted([*_wide(data), *_narrow(data)])
    if len({is_wide for _, _, is_wide in runs}) < 2:
        return []
    begins = [(0, runs[0][2])]
    for (_, end, was_wide), (start, _, is_wide) in pairwise(runs):
        if was_wide != is_wide:
            begins.append((start if is_wide else max(start, end), is_wide))
    stops = [start for start, _ in begins[1:]] + [len(data)]
    pieces = [(data[start:stop], is_wide) for (start, is_wide), stop in zip(begins, stops, strict=True)]
    return [_text(piece) if is_wide else _without_bom(piece) for piece, is_wide in pieces]


def _wide(data: bytes) -> Iterator[_Run]:
    return ((run.start(), run.end(), True) for run in _WIDE.finditer(data))


def _narrow(data: bytes) -> Iterator[_Run]:
    """Runs of bytes that are text by themselves: UTF-8, with line ends or commas in it."""
    for run in _NARROW.finditer(data):
        text = _utf8_part(run[0])
        mostly_zeros = text.count(b"0") > _MAX_ZEROS * len(text)
        if len(text) >= _MIN_NARROW and not mostly_zeros and (b"\n" in text or b"," in text):
            yield run.start(), run.start() + len(text), False


def _utf8_part(data: bytes) -> bytes:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data[: error.start]
    return data


def _without_bom(data: bytes) -> bytes:
    """What is not UTF-16, without the mark of what comes next."""
    for bom in _BOMS:
        data = data.removesuffix(bom)
    return data


def _text(data: bytes) -> str:
    """The text in UTF-16 that has the fewest strange characters: half of the first one may be missing."""
    for bom in _BOMS:
        data = data.removeprefix(bom)
    ways = [(skip, encoding) for skip in (0, 1) for encoding in ("utf-16-le", "utf-16-be")]
    texts = [data[skip:].decode(encoding, "replace").rstrip("\ufffd") for skip, encoding in ways]
    return min(texts, key=_strangeness)


def _strangeness(text: str) -> tuple[int, int]:
    """How strange the text is; where that is equal, the more plain letters and signs it has, the less it is shifted."""
    some = text[:_LOOKED]
    strange = sum(unicodedata.category(char) in ("Cn", "Co") or char == "\ufffd" for char in some)
    return shifted_letters(some) + strange, -sum(char.isascii() for char in some)
