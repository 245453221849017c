"""Bytes to text without silent loss: what fits no encoding stays visible in the text and is reported."""

import codecs
import re

from vocpipe.collect.parsing.decoded import Decoded, OddBytes, joined
from vocpipe.collect.parsing.japanese import (
    all_half_width,
    decode_euc,
    decode_iso_2022,
    has_iso_2022_escapes,
    has_kana,
    plausibility,
)
from vocpipe.collect.parsing.utf16 import shifted_line, wide_without_bom
from vocpipe.collect.parsing.western import ENCODING as WESTERN
from vocpipe.collect.parsing.western import decode_western
from vocpipe.collect.parsing.widths import parts_by_width
from vocpipe.errors import ReadError
from vocpipe.wording import say

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LONE = re.compile("[\ud800-\udfff]+")  # undecodable bytes, between decoding and marking
_ODD = re.compile("\0+|[\ud800-\udfff]+")
_KANA = re.compile(r"[ぁ-んァ-ヶ]|[ｦ-ﾟ]{3}")  # lone half-width kana are what Latin-1 letters look like in CP932
_NON_ASCII_RUN = re.compile(r"[^\x00-\x7f]+")
_MAX_ODD = 4  # wrong bytes that a file of any size may have
_BYTES_PER_ODD = 1000  # in a large file, one byte in so many may be wrong
_SAMPLE = 4 << 20  # bytes by which a large file is judged first
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")
_MAX_CONTROLS = 0.02  # share of a text's bytes
_MIN_PLAUSIBLE = 0.3  # see japanese.plausibility
_CLEARLY_PLAUSIBLE = 0.5  # Chinese and Korean bytes fit EUC-JP too
_LONG_UTF8 = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")


def decode(data: bytes, *, stated: str | None = None) -> Decoded:
    """The text of `data`, with the encoding that fits.

    Parts in UTF-16 and others are decoded each by itself. Tried in this order: byte-order mark, `stated` encoding,
    UTF-16 by its NULs, ISO-2022-JP by its escape sequences,
    strict UTF-8, CP932 or EUC-JP if the whole file looks Japanese in it, Windows-1252 if it reads like a Western
    language in it, else UTF-8, CP932 or EUC-JP with a few odd bytes (at most 4, or one in a thousand), kept as `\\xNN`
    and reported. At last, the encoding of most lines. In lines of another one, every byte beyond ASCII is odd. Raises
    ReadError if nothing fits, saying to set `encoding`.
    """
    parts = [] if stated else parts_by_width(data)
    if parts:
        return joined([decode(part) if isinstance(part, bytes) else Decoded(part, "utf-16") for part in parts])
    return _of_one_width(data, stated)


def _of_one_width(data: bytes, stated: str | None) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _stated(data, encoding, skip=len(bom))
    if stated is not None:
        return _stated(data, stated, skip=0)
    wide = wide_without_bom(data)
    if wide is not None:
        return _finish(data.decode(wide), wide, data)
    if len(data) > _SAMPLE and _is_binary(data[:_SAMPLE]):  # to try every encoding on it would take much memory
        raise ReadError(say("collect.file.unknown_encoding"))
    if has_iso_2022_escapes(data):
        return _iso_2022(data)
    try:
        return _finish(data.decode("utf-8"), "utf-8", data)
    except UnicodeDecodeError:
        return _repaired(data)


def _stated(data: bytes, encoding: str, *, skip: int) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        encoding = "utf-16-le" if name == "utf-16" else name
        if name.startswith("iso2022_jp") and (text := decode_iso_2022(data)) is not None:
            return Decoded(text.replace("\0", ""), name)
        text = _escaped(data[skip:], encoding)
    except (LookupError, ValueError) as error:
        raise ReadError(say("collect.file.bad_encoding", encoding=encoding, error=error)) from error
    if _odd_count(text) > _limit(data):
        raise ReadError(say("collect.file.wrong_encoding", encoding=encoding))
    return _finish(text, encoding, data, skip=skip)


def _escaped(data: bytes, encoding: str) -> str:
    """`data` decoded, with each undecodable byte as a lone surrogate."""
    if encoding == "euc_jp":
        return decode_euc(data)
    if not _is_utf16(encoding):
        return data.decode(encoding, "surrogateescape")
    even = len(data) // 2 * 2
    tail = "".join(chr(0xDC00 + byte) for byte in data[even:])  # a file cut in the middle of a character
    return data[:even].decode(encoding, "surrogatepass") + tail


def _iso_2022(data: bytes) -> Decoded:
    text = decode_iso_2022(data)
    if text is None:
        raise ReadError(say("collect.file.damaged_iso_2022"))
    return Decoded(text.replace("\0", ""), "iso2022_jp")


def _repaired(data: bytes) -> Decoded:
    """Text that is not quite UTF-8: CP932, EUC-JP, Windows-1252, or UTF-8 or Japanese with a few odd bytes or lines."""
    utf8 = _escaped(data, "utf-8")
    odd_utf8 = _odd_count(utf8)
    well_formed = sum(match.end() - match.start() for match in _NON_ASCII_RUN.finditer(utf8)) - odd_utf8
    if odd_utf8 <= _limit(data) and well_formed >= 5 * odd_utf8:  # valid UTF-8 sequences hardly arise by chance
        return _by_line(data, "utf-8")
    encoding = _japanese_encoding(data)
    if encoding is not None:
        return _by_line(data, encoding)
    if (western := decode_western(data)) is not None:
        return _finish(western, WESTERN, data)
    if odd_utf8 <= _limit(data) and not _in_other_lines(data):
        return _finish(utf8, "utf-8", data)
    return _mixed(data)


def _japanese_encoding(data: bytes) -> str | None:
    """CP932 or EUC-JP if all of `data` reads as Japanese in it, but for a few bytes; the more plausible one."""
    texts = {encoding: _escaped(data, encoding) for encoding in ("cp932", "euc_jp")}
    scores = {encoding: plausibility(text) for encoding, text in texts.items()}
    odd = {encoding: _odd_count(text) for encoding, text in texts.items()}
    fits = {
        "cp932": scores["cp932"] >= _MIN_PLAUSIBLE and _looks_japanese(texts["cp932"]),
        "euc_jp": scores["euc_jp"] >= _CLEARLY_PLAUSIBLE and has_kana(texts["euc_jp"]),
    }
    fitting = [encoding for encoding in texts if fits[encoding] and odd[encoding] <= _limit(data)]
    unsure = fitting == ["cp932"] and not odd["euc_jp"] and all_half_width(texts["cp932"])
    if unsure and scores["euc_jp"] > scores["cp932"] + 0.15:  # half-width kana, or names in kanji
        raise ReadError(say("collect.file.two_encodings_fit"))
    return max(fitting, key=lambda encoding: (-odd[encoding], scores[encoding]), default=None)


def _in_other_lines(data: bytes) -> bool:
    """Whether a line that is not UTF-8 reads as Japanese in another encoding."""
    return any(_is_foreign(line, "utf-8") for line in data.split(b"\n") if not line.isascii())


def _mixed(data: bytes) -> Decoded:
    """Lines of several encodings, in the one that most of them fit; raises ReadError if it fits less than half."""
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    readable = {
        encoding: [line for line in lines if _reads(line, encoding)] for encoding in ("utf-8", "cp932", "euc_jp")
    }
    best = max(readable, key=lambda encoding: (len(readable[encoding]), lines[0] in readable[encoding]))
    text = _escaped(b"\n".join(readable[best]), best)
    plausible = best == "utf-8" or (has_kana(text) and plausibility(text) >= _CLEARLY_PLAUSIBLE)
    if 2 * len(readable[best]) < len(lines) or not plausible:
        raise ReadError(say("collect.file.unknown_encoding"))
    return _by_line(data, best, strict=True)


def _reads(line: bytes, encoding: str) -> bool:
    """Whether `line` fits `encoding`, and no other one better."""
    text = _escaped(line, encoding)
    if _odd_count(text):
        return False
    if encoding == "utf-8":
        return True
    other = _escaped(line, "euc_jp" if encoding == "cp932" else "cp932")
    score = plausibility(text)
    return score >= _MIN_PLAUSIBLE and score >= plausibility(other) and not _is_foreign(line, encoding)


def _is_foreign(line: bytes, encoding: str) -> bool:
    """Whether `line`, in a file of `encoding`, reads well in another encoding only."""
    text = _escaped(line, encoding)
    if encoding != "utf-8" and _LONG_UTF8.search(line) and not _odd_count(_escaped(line, "utf-8")):
        return True
    if not _odd_count(text) and (encoding == "utf-8" or plausibility(text) >= _MIN_PLAUSIBLE):
        return False
    others = [_escaped(line, other) for other in ("cp932", "euc_jp") if other != encoding]
    clear = [other for other in others if not _odd_count(other) and plausibility(other) >= _CLEARLY_PLAUSIBLE]
    return any(map(has_kana, clear))


def _by_line(data: bytes, encoding: str, *, strict: bool = False) -> Decoded:
    """`data` in `encoding`; of lines in another one (`strict`: that do not fit), every byte beyond ASCII is odd."""
    texts, foreign = [], set()
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.isascii() and (_is_foreign(line, encoding) or (strict and not _reads(line, encoding))):
            foreign.add(number)
            texts.append(line.decode("ascii", "surrogateescape"))
        else:
            texts.append(_escaped(line, encoding))
    return _finish("\n".join(texts), encoding, data, foreign=frozenset(foreign))


def _is_binary(sample: bytes) -> bool:
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _MAX_CONTROLS * len(sample)


def _limit(data: bytes) -> int:
    return max(_MAX_ODD, len(data) // _BYTES_PER_ODD)


def _odd_count(text: str) -> int:
    return sum(match.end() - match.start() for match in _LONE.finditer(text))


def _looks_japanese(text: str) -> bool:
    if _KANA.search(text):
        return True
    runs = [len(run) for run in _NON_ASCII_RUN.findall(text)]
    total = sum(runs)
    # Names in kanji come in runs; accented letters of Western text come one by one.
    return total * 100 >= len(text) and 2 * sum(run for run in runs if run > 1) >= total


def _finish(text: str, encoding: str, data: bytes, *, skip: int = 0, foreign: frozenset[int] = frozenset()) -> Decoded:
    """`text` with its odd runs marked and its NULs taken out; `skip` bytes of `data` came before it.

    Raises ReadError if it is UTF-16 of which a byte is missing, so that lines are part of others.
    """
    if _is_utf16(encoding) and (at := shifted_line(text, is_cut=len(data) % 2 == 1)):
        raise ReadError(say("faults.lost.utf16", line=at))
    if "\0" not in text and _is_whole(text):
        return Decoded(text, encoding)
    pieces: list[str] = []
    odd: list[OddBytes] = []
    at, offset, line = 0, skip, 1
    for match in _ODD.finditer(text):
        before = text[at : match.start()]
        offset += _byte_length(before, encoding)
        line += before.count("\n")
        length = _byte_length(match[0], encoding)
        run = OddBytes(offset, line, data[offset : offset + length].hex(), line in foreign)
        odd.append(run)
        pieces += [before, "" if match[0][0] == "\0" else run.shown]
        at, offset = match.end(), offset + length
    return Decoded("".join([*pieces, text[at:]]), encoding, odd)


def _is_whole(text: str) -> bool:
    """Whether there is no lone surrogate in `text`: to encode it is the fastest way to tell."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _byte_length(text: str, encoding: str) -> int:
    """How many bytes `text`, with its lone surrogates, was decoded from."""
    if text.isascii() and not _is_utf16(encoding):
        return len(text)
    errors = "surrogatepass" if _is_utf16(encoding) else "vocpipe.jis" if encoding == "euc_jp" else "surrogateescape"
    return len(text.encode(encoding, errors))


def _is_utf16(encoding: str) -> bool:
    return encoding.startswith("utf-16")
