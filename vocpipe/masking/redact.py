"""Texts with personal data replaced by marks like [EMAIL], before anything is embedded or published.

Patterns look at a copy of the text in characters of normal width, one for one, so that a match has the same place in
the text, and the rest of the text stays as it was.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from vocpipe.masking.forms import Form
from vocpipe.masking.known import NOBODY, KnownNames, Span
from vocpipe.masking.personal_data import FINDERS, HINT, Finder

MARKS = ("EMAIL", "PHONE", "CARD", "ID", "HANDLE", "NAME", "COMPANY", "IP")
MARK = re.compile(rf"\[(?:{'|'.join(MARKS)})\]")
_MAX_ROUNDS = 4  # a mark can join what was separate; two rounds have always been enough

_WIDE = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\u3000\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"), " ")
    | dict.fromkeys(map(ord, "‐‑‒–—―−﹣⁃"), "-")
)
_DIGIT_DASH = re.compile(r"(?<=\d)[ーｰ─━〜~](?=\d)", re.ASCII)

_URL_EMAIL = re.compile(r"[A-Za-z0-9._+~-]+(?:@|%40)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without personal data, how many of each kind were masked in it, and the names of persons among them."""

    text: str
    counts: dict[str, int] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def redact(text: str, known: KnownNames = NOBODY, own: Sequence[Form] = ()) -> Redacted:
    """`text` with e-mail and IP addresses, phone and card numbers, ids, handles and names replaced by marks.

    known: names that are looked for in every text, and words to leave. own: what is known of the one who wrote.
    """
    counts: Counter[str] = Counter()
    names: dict[str, None] = {}
    for _ in range(_MAX_ROUNDS):
        if not (known or own or HINT.search(text)):
            break
        before = text
        for kind, needs, find in FINDERS:
            text = _mask(text, kind, needs, find, counts)
        spans = known.find(in_normal_width(text), own)
        names |= dict.fromkeys(text[start:end] for start, end, kind in spans if kind == "NAME")
        text = _with_marks(text, spans, counts)
        if text == before:
            break
    return Redacted(text, dict(counts), tuple(names))


def redact_url(url: str) -> str:
    """`url` with e-mail addresses masked and all else kept: its ids are needed to find the page."""
    return _URL_EMAIL.sub("[EMAIL]", url)


def _mask(text: str, kind: str, needs: re.Pattern[str], find: Finder, counts: Counter[str]) -> str:
    narrow = in_normal_width(text)
    spans = list(find(narrow)) if needs.search(narrow) else []
    return _with_marks(text, [(start, end, kind) for start, end in sorted(spans)], counts)


def _with_marks(text: str, spans: Sequence[Span], counts: Counter[str]) -> str:
    if not spans:
        return text
    out, at = [], 0
    for start, end, kind in spans:
        if start >= at:
            out += [text[at:start], f"[{kind}]"]
            at = end
            counts[kind] += 1
    return "".join([*out, text[at:]])


def in_normal_width(text: str) -> str:
    """`text` in characters of normal width, each at its place."""
    return text if text.isascii() else _DIGIT_DASH.sub("-", text.translate(_WIDE))
