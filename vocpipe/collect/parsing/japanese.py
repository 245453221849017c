"""EUC-JP and ISO-2022-JP with the characters that Windows adds to them (①, ㈱, 髙), and how Japanese a text looks."""

import codecs
import re
from collections import Counter

# ESC $ begins two-byte characters, ESC ( I half-width kana; ESC ( B alone is plain ASCII.
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\$\(D|\(I)")
_ROWS = range(0xA1, 0xFF)  # bytes of a two-byte character in EUC-JP
_DAKUTEN = re.compile("(?<=[ｳｶ-ﾄﾊ-ﾎ])ﾞ|(?<=[ﾊ-ﾎ])ﾟ")
_HALF_WIDTH = re.compile("[｡-ﾟ]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_KANA = re.compile("[ぁ-んァ-ヶ]")
_PUNCTUATION = frozenset("、。，．・：；？！ー～〜（）「」『』【】“”‘’…※　々")


def decode_euc(data: bytes) -> str:
    """`data` read as EUC-JP, with each byte that does not fit as a lone surrogate."""
    return data.decode("euc_jp", "vocpipe.jis")


def decode_iso_2022(data: bytes) -> str | None:
    """`data` read as ISO-2022-JP; None if it has no escape sequences of that encoding, or does not fit it."""
    if not data.isascii() or not _ESCAPES.search(data):
        return None
    text = data.decode("iso2022_jp_ext", "vocpipe.jis")
    return None if re.search("[\x1b\ud800-\udfff]", text) else text


def has_iso_2022_escapes(data: bytes) -> bool:
    """Whether escape sequences of ISO-2022-JP are in `data`."""
    return b"\x1b" in data and _ESCAPES.search(data) is not None


def has_kana(text: str) -> bool:
    """Whether full-width kana are in `text`."""
    return _KANA.search(text) is not None


def all_half_width(text: str) -> bool:
    """Whether every character of `text` beyond ASCII is a half-width kana."""
    return not _NON_ASCII.search(_HALF_WIDTH.sub("", text))


def plausibility(text: str) -> float:
    """How much the characters of `text` beyond ASCII look like written Japanese, by their bytes; 0 without any.

    About 0.8 for prose, 0.6 for names in kanji, 0.4 for half-width kana, below 0.3 for text in another encoding.
    """
    text = _DAKUTEN.sub("ｱ", text)
    counts = Counter(_NON_ASCII.findall(text))
    length = sum(_width(char) * count for char, count in counts.items())
    return sum(_weight(char) * _width(char) * count for char, count in counts.items()) / length if length else 0.0


def _width(char: str) -> int:
    return 1 if _HALF_WIDTH.match(char) or "\ud800" <= char <= "\udfff" else 2


def _weight(char: str) -> float:
    if _KANA.match(char) or char in _PUNCTUATION:
        return 1.0
    if _HALF_WIDTH.match(char):
        return 0.0 if char in "｡｢｣､･" else -0.5 if char in "ﾞﾟ" else 0.4
    if "\ud800" <= char <= "\udfff":
        return -2.0
    if "\ue000" <= char <= "\uf8ff":  # private use
        return -1.0
    return _weight_by_row(char)


def _weight_by_row(char: str) -> float:
    """By the row of the character set: common kanji, digits and symbols count, rare kanji and Cyrillic hardly do."""
    try:
        lead, *rest = char.encode("cp932")
    except UnicodeEncodeError:
        return 0.0
    if 0x88 <= lead <= 0x97 or (lead == 0x98 and rest[0] < 0x73):
        return 0.6
    if lead in (0x81, 0x87) or (lead == 0x82 and rest[0] < 0x9F):
        return 0.5
    return 0.3 if lead >= 0xFA else 0.0


def _jis(error: UnicodeError) -> tuple[str | bytes, int]:
    """Handle what Python's codecs of Japanese do not know, the characters of Windows among it."""
    if isinstance(error, UnicodeDecodeError):
        return _windows_character(error.object, error.start)
    if isinstance(error, UnicodeEncodeError):  # only lengths are wanted of it
        char = error.object[error.start]
        surrogate = "\udc80" <= char <= "\udcff"
        return bytes([ord(char) - 0xDC00]) if surrogate else b"??", error.start + 1
    raise error


def _windows_character(data: bytes, at: int) -> tuple[str, int]:
    pair = bytes(byte | 0x80 for byte in data[at : at + 2])
    same_half = len({byte & 0x80 for byte in data[at : at + 2]}) == 1
    if len(pair) == 2 and same_half and pair[0] in _ROWS and pair[1] in _ROWS:
        try:
            return _shifted(pair).decode("cp932"), at + 2
        except UnicodeDecodeError:
            pass
    return chr(0xDC00 + data[at]), at + 1


def _shifted(pair: bytes) -> bytes:
    """The two bytes of a character in EUC-JP as those of CP932 (JIS X 0208:1997, appendix 1)."""
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 0x3F)
    return bytes([lead, trail])


codecs.register_error("vocpipe.jis", _jis)
