"""Bytes to text without silent loss: what fits no encoding stays visible in the text and is reported."""

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from vocpipe.errors import ReadError
from vocpipe.wording import say

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LONE = re.compile("[\ud800-\udfff]+")  # undecodable bytes, between decoding and marking
_ODD = re.compile("\0+|[\ud800-\udfff]+")
_MARK = re.compile(r"(?:\\x[0-9a-f]{2})+")
_KANA = re.compile(r"[ぁ-んァ-ヶ]|[ｦ-ﾟ]{3}")  # lone half-width kana are what Latin-1 letters look like in CP932
_NON_ASCII_RUN = re.compile(r"[^\x00-\x7f]+")
_MAX_ODD = 4  # wrong bytes that a file of any size may have
_BYTES_PER_ODD = 1000  # in a large file, one byte in so many may be wrong


@dataclass(frozen=True, slots=True)
class OddBytes:
    """A run of bytes that fit no encoding, or of NULs: where it begins (byte of the file, line from 1) and its hex."""

    offset: int
    line: int
    hex: str

    @property
    def shown(self) -> str:
        """The run as the text shows it, like `\\x8c\\xe6`; NULs were taken out of the text."""
        return "".join(f"\\x{self.hex[at : at + 2]}" for at in range(0, len(self.hex), 2))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without its byte-order mark, the encoding it was read in, and the bytes that did not fit."""

    text: str
    encoding: str
    odd: list[OddBytes] = field(default_factory=list)

    def warnings(self) -> list[str]:
        """One sentence about the odd bytes, or nothing."""
        if not self.odd:
            return []
        count = sum(len(run.hex) // 2 for run in self.odd)
        lines = ", ".join(str(line) for line in sorted({run.line for run in self.odd})[:5])
        return [say("collect.warning.odd_bytes", n=count, lines=lines)]


def decode(data: bytes, *, stated: str | None = None) -> Decoded:
    """The text of `data`, with the encoding that fits.

    Tried in this order: byte-order mark, `stated` encoding, UTF-16 by its NULs, strict UTF-8, CP932 if it looks
    Japanese, else UTF-8 or CP932 with a few odd bytes (at most 4, or one in a thousand), kept as `\\xNN` and reported.
    Raises ReadError if nothing fits, saying to set `encoding`.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _stated(data, encoding, skip=len(bom))
    if stated is not None:
        return _stated(data, stated, skip=0)
    wide = _wide_without_bom(data)
    if wide is not None:
        return _finish(data.decode(wide), wide, data)
    try:
        return _finish(data.decode("utf-8"), "utf-8", data)
    except UnicodeDecodeError:
        return _repaired(data)


def strip_odd(text: str) -> str:
    """`text` without the `\\xNN` marks that `decode` left in it, for display."""
    return _MARK.sub("", text)


def _stated(data: bytes, encoding: str, *, skip: int) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        encoding = "utf-16-le" if name == "utf-16" else name
        text = _escaped(data[skip:], encoding)
    except (LookupError, ValueError) as error:
        raise ReadError(say("collect.file.bad_encoding", encoding=encoding, error=error)) from error
    if _odd_count(text) > _limit(data):
        raise ReadError(say("collect.file.wrong_encoding", encoding=encoding))
    return _finish(text, encoding, data, skip=skip)


def _escaped(data: bytes, encoding: str) -> str:
    """`data` decoded, with each undecodable byte as a lone surrogate."""
    if not _is_utf16(encoding):
        return data.decode(encoding, "surrogateescape")
    even = len(data) // 2 * 2
    tail = "".join(chr(0xDC00 + byte) for byte in data[even:])  # a file cut in the middle of a character
    return data[:even].decode(encoding, "surrogatepass") + tail


def _repaired(data: bytes) -> Decoded:
    """Text that is not quite UTF-8: CP932, or either of the two with a few odd bytes."""
    utf8 = _escaped(data, "utf-8")
    odd_utf8 = _odd_count(utf8)
    well_formed = sum(len(run) for run in _NON_ASCII_RUN.findall(utf8)) - odd_utf8
    if odd_utf8 <= _limit(data) and well_formed >= 5 * odd_utf8:  # valid UTF-8 sequences hardly arise by chance
        return _finish(utf8, "utf-8", data)
    cp932 = _escaped(data, "cp932")
    odd_cp932 = _odd_count(cp932)
    if odd_cp932 <= _limit(data) and _looks_japanese(cp932):
        return _finish(cp932, "cp932", data)
    if odd_utf8 <= _limit(data):
        return _finish(utf8, "utf-8", data)
    raise ReadError(say("collect.file.unknown_encoding"))


def _limit(data: bytes) -> int:
    return max(_MAX_ODD, len(data) // _BYTES_PER_ODD)


def _odd_count(text: str) -> int:
    return sum(len(run) for run in _LONE.findall(text))


def _looks_japanese(text: str) -> bool:
    if _KANA.search(text):
        return True
    runs = [len(run) for run in _NON_ASCII_RUN.findall(text)]
    total = sum(runs)
    # Names in kanji come in runs; accented letters of Western text come one by one.
    return total * 100 >= len(text) and 2 * sum(run for run in runs if run > 1) >= total


def _wide_without_bom(data: bytes) -> str | None:
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


def _finish(text: str, encoding: str, data: bytes, *, skip: int = 0) -> Decoded:
    """`text` with its odd runs marked and its NULs taken out; `skip` bytes of `data` came before it."""
    pieces: list[str] = []
    odd: list[OddBytes] = []
    at, offset, line = 0, skip, 1
    for match in _ODD.finditer(text):
        before = text[at : match.start()]
        offset += _byte_length(before, encoding)
        line += before.count("\n")
        length = _byte_length(match[0], encoding)
        run = OddBytes(offset, line, data[offset : offset + length].hex())
        odd.append(run)
        pieces += [before, "" if match[0][0] == "\0" else run.shown]
        at, offset = match.end(), offset + length
    return Decoded("".join([*pieces, text[at:]]), encoding, odd)


def _byte_length(text: str, encoding: str) -> int:
    """How many bytes `text`, with its lone surrogates, was decoded from."""
    if text.isascii() and not _is_utf16(encoding):
        return len(text)
    return len(text.encode(encoding, "surrogatepass" if _is_utf16(encoding) else "surrogateescape"))


def _is_utf16(encoding: str) -> bool:
    return encoding.startswith("utf-16")
