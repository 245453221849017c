"""Texts that were decoded by a wrong encoding, such as é€šçŸ¥ for 通知 or donâ€™t for don’t, as they were written.

A line is mended only as a whole, where all its bytes make sense in the other encoding; ftfy judges whether the result
is the likelier text. "Ã" in Portuguese and "É…" stay.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# What UTF-8 looks like in Latin-1, Windows-1252 and CP437: first and second byte of a character.
_LATIN_HINT = re.compile(
    "[\u00c2-\u00f4ΓÎâåãæçèé][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2122]"
)
_LOST = re.compile(rb"\xe3(?:([\x81-\xbf])|(\x80))(?![\x80-\xbf])")
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_JAPANESE = re.compile("[ぁ-ゖァ-ヺー一-龥。、「」]")
# Japanese in Latin letters: (what the text has much of, how it was decoded, how it was written).
_JAPANESE_PAIRS = (
    (re.compile("[縺繧繝]"), "cp932", "utf-8"),
    (re.compile("[‚ƒ]"), "sloppy-windows-1252", "cp932"),
    (re.compile("[¤¥][^\x00-\x7f]"), "latin-1", "euc_jp"),
)
_CP932_HINT = re.compile("[縺繧繝]")
_MIN_BADNESS, _MIN_BAD_SHARE = 3, 0.2  # ftfy's measure, as a whole and per character that is not ASCII


def mended(text: str) -> str:
    """`text` with each line that was decoded wrongly in the right encoding, and all others unchanged."""
    return text if text.isascii() else "\n".join(map(_mended, text.split("\n")))


def _mended(text: str) -> str:
    if _LATIN_HINT.search(text):
        from ftfy import fix_encoding

        better = fix_encoding(text, _whole())
        if better != text:
            return text if _speaks_of_it(text, better) else better
        if (kana := _with_lost_bytes(text)) is not None:
            return kana
    for sign, wrong, right in _JAPANESE_PAIRS:
        if sign.search(text) and (japanese := _redecoded(text, wrong, right)) is not None:
            return japanese
    return text


def is_unreadable(text: str) -> bool:
    """Whether `text` was decoded by a wrong encoding and nothing can mend it: bytes of it are lost."""
    odd = sum(not char.isascii() for char in text)
    if odd < 2 * _MIN_BADNESS or 3 * odd < len(text):
        return False
    if len(_CP932_HINT.findall(text)) >= max(_MIN_BADNESS, _MIN_BAD_SHARE * odd):
        return True
    if not _LATIN_HINT.search(text):
        return False
    from ftfy.badness import badness

    return bool(badness(text) >= max(_MIN_BADNESS, _MIN_BAD_SHARE * odd))


def _speaks_of_it(text: str, better: str) -> bool:
    """Whether a person only tells of wrong characters: "umlauts come out as Ã¼ and Ã¶"."""
    words, mended_words = text.split(), better.split()
    if len(words) != len(mended_words) or len(words) < 2:
        return False
    changed = [
        after.strip("\"'“”‘’「」.,:;()") for word, after in zip(words, mended_words, strict=True) if word != after
    ]
    return all(len(word) == 1 and word.isalpha() for word in changed)


@cache
def _whole() -> "TextFixerConfig":
    """Only the steps in which a whole text is encoded and decoded again: ftfy's others mend single places by guessing.

    The import registers the encoding sloppy-windows-1252: bytes that Windows-1252 does not have are control characters.
    """
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        restore_byte_a0=True,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=False,
        fix_c1_controls=False,
        explain=False,
    )


def _with_lost_bytes(text: str) -> str | None:
    """Hiragana whose byte 0x81 was dropped, since Windows-1252 does not have it: ãŒ for が; None if it is none.

    Where another byte may be missing too (ã‚ may be め or わ), nothing is guessed.
    """
    try:
        data = text.encode("sloppy-windows-1252")
        if any(match[2] or match[1] in b"\x82\x83" for match in _LOST.finditer(data)):
            return None
        found = _LOST.sub(b"\xe3\x81\\1", data).decode("utf-8")
    except UnicodeError:
        return None
    return found if _KANA.search(found) else None


def _redecoded(text: str, wrong: str, right: str) -> str | None:
    """`text` as it was written if that is Japanese with kana, else None."""
    _whole()
    try:
        found = text.encode(wrong).decode(right)
    except UnicodeError:
        return None
    odd = [char for char in found if not char.isascii()]
    sure = bool(_KANA.search(found)) and len(_JAPANESE.findall(found)) >= 0.8 * len(odd)
    return found if sure and len(found) < len(text) else None
