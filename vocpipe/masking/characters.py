"""A text as patterns read it: characters of normal width, nothing invisible between them, numbers in plain digits.

Every character keeps its place or is left out, so that what is found there can be masked in the text itself.
"""

import re
import unicodedata
from dataclasses import dataclass

_DASHES = "‐‑‒–—―−﹣⁃➖⸺﹘"
_SEEN_ANYWAY = "\u0335\u0336\u0337\u0338\u0332\u0333\u0305\u034f\u20e3\u115f\u1160\u3164\uffa0"  # struck out, key caps
_MATH = range(0x1D400, 0x1D800)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⓪①②③④⑤⑥⑦⑧⑨❶❷❸❹❺❻❼❽❾⓿➀➁➂➃➄➅➆➇➈"
_KANJI_DIGITS = "〇○零一二三四五六七八九"
_DIGIT_DASH = re.compile(r"(?<=[\d)])[ーｰ─━〜~](?=[\d(])", re.ASCII)
_NO = re.compile(
    r"(?<=\d)の(?=\d{2,4}の\d{3,4}(?!\d))|(?<=\dの\d{2})の(?=\d{4}(?!\d))|(?<=\dの\d{3})の(?=\d{3,4}(?!\d))"
    r"|(?<=\dの\d{4})の(?=\d{4}(?!\d))",
    re.ASCII,
)
_RAISED_RUN = re.compile(rf"[{_RAISED}](?:[- .]?[{_RAISED}]){{5,}}")
_KANJI_RUN = re.compile(rf"[{_KANJI_DIGITS}](?:[-ーの・ ]?[{_KANJI_DIGITS}]){{6,}}(?![十百千万億年月])")


def _folded() -> dict[int, str | None]:
    """Each character that patterns read as another one, or not at all."""
    table: dict[int, str | None] = {}
    for code in (
        *range(0x80, 0x3400),
        *range(0xF900, 0x10000),
        *_MATH,
        *range(0x1F100, 0x1F190),
        *range(0x1FBF0, 0x1FBFA),
    ):
        char = chr(code)
        if unicodedata.category(char) == "Cf" or char in _SEEN_ANYWAY:
            table[code] = None
            continue
        digit = unicodedata.decimal(char, None)
        plain = str(digit) if digit is not None else unicodedata.normalize("NFKC", char)
        if len(plain) == 1 and plain != char and plain.isascii() and char not in _RAISED:
            table[code] = plain
    table |= dict.fromkeys(map(ord, _DASHES), "-")
    table |= dict.fromkeys([*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080)])
    table |= {ord("ⓐ"): "@", ord("\u3000"): " ", ord("\t"): " ", ord("\r"): " "}
    return table


_FOLDED = _folded()
_DIGITS_OF = {ord(char): str(unicodedata.digit(char)) for char in _RAISED}
_DIGITS_OF |= {ord(char): str(max(0, at - 2)) for at, char in enumerate(_KANJI_DIGITS)}
_DIGITS_OF |= dict.fromkeys(map(ord, "ーの・"), "-")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as patterns read it, and where each of its characters stands in the text (None: at the same place)."""

    text: str
    places: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end`, and what is invisible behind them, stand in the text itself."""
        return (start, end) if self.places is None else (self.places[start], self.places[end])


def plain(text: str) -> Plain:
    """`text` as patterns read it."""
    if text.isascii():
        return Plain(text)
    folded = text.translate(_FOLDED)
    places = None
    if len(folded) != len(text):
        places = [at for at, char in enumerate(text) if _FOLDED.get(ord(char), char) is not None]
        places.append(len(text))
    folded = _DIGIT_DASH.sub("-", folded)
    for run in (_RAISED_RUN, _KANJI_RUN):
        folded = run.sub(lambda match: match[0].translate(_DIGITS_OF), folded)
    return Plain(_NO.sub("-", folded), places)
