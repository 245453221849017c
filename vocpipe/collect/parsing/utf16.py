"""UTF-16: told without a mark of byte order, and told to be shifted because a byte of it is missing."""

import re
import unicodedata

# UTF-16 of which a byte is missing reads as other characters from there on: those that its ASCII becomes.
_SHIFTED = re.compile("[" + "".join(re.escape(chr(code << 8)) for code in range(0x20, 0x7F)) + "]")
_SHIFTED_LINE_END = "\u0a00"  # which is no character
_MIN_SHIFTED = 4  # characters in one line


def shifted_line(text: str, *, is_cut: bool) -> int | None:
    """The line, from 1, in which a text in UTF-16 begins to be shifted by a byte; None if it is whole.

    is_cut: half a character is left over at its end, so that its last line may be shifted alone.
    """
    at = text.find(_SHIFTED_LINE_END)
    last = text.rfind("\n") + 1
    if at < 0 and is_cut and len(_SHIFTED.findall(text, last)) >= _MIN_SHIFTED:
        at = last
    return None if at < 0 else text.count("\n", 0, at) + 1


def shifted_letters(text: str) -> int:
    """How many characters are what ASCII becomes if a byte is missing before it."""
    return len(_SHIFTED.findall(text))


def wide_without_bom(data: bytes) -> str | None:
    """The UTF-16 variant that NULs at every other byte point to, or None."""
    head = data[: 1 << 16]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    few, many = sorted((even, odd))
    if not head or len(data) % 2 or many * 40 < len(head) or few * 20 > many:  # text has line ends and commas, at least
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    strange = sum(unicodedata.category(char) in ("Cn", "Co") for char in text[:2000])
    return encoding if strange * 100 <= min(len(text), 2000) else None
