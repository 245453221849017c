"""The role of a sentence: an opinion, a verdict, a formula of courtesy, or nothing; only opinions form themes."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.redact import MARK

_MARK = re.compile(MARK.pattern, re.IGNORECASE)
_CONTACT_MARK = re.compile(r"\[(?:EMAIL|PHONE|CARD|ACCOUNT|ID|ADDRESS|BIRTHDATE|SECRET)\]")
_LABELS = re.compile(r"\A(?:\s*#\w+)+\s*\Z")  # nothing but hashtags
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_APOSTROPHE = re.compile("[‘’´`]")
_MAX_FORMULA = 160  # characters of the longest run of formulas in one sentence
_MAX_EMPTY = 60
# Lengths of text in which swapped letters are looked for: in a shorter text a swap makes another word, and a longer one
# takes too long.
_MIN_SWAPPED, _MAX_SWAPPED = 5, 40


def role(text: str) -> str:
    """The role of a sentence: `opinion` unless it is one of the others.

    `courtesy`: greetings, thanks and closing formulas. `empty`: says nothing. `verdict`: says how good or
    bad something is, but not what.
    """
    if is_empty_like(text):
        return "empty"
    if is_courtesy(text) or _is_contact(text):
        return "courtesy"
    return "verdict" if is_verdict(text) else "opinion"


def is_courtesy(text: str) -> bool:
    """Whether `text` is nothing but formulas; "お世話になっております、PDFが出せません" is not.

    In a short text two neighboring letters may be swapped: "Thansk in advance".
    """
    if len(text) > _MAX_FORMULA:
        return False
    folded, formulas = _fold(text), _formulas()
    return formulas.fullmatch(folded) is not None or any(map(formulas.fullmatch, _swapped(folded)))


def is_subject(text: str) -> bool:
    """Whether a title only names what the text below it is about: 使い方について, "Question about billing"."""
    return re.fullmatch(alternatives(lexicon("courtesy")["subject"]), _EDGES.sub("", _fold(text))) is not None


def is_verdict(text: str) -> bool:
    """Whether `text` only says how good or bad it is: まあまあです, "pretty good"; "good value" is about something."""
    words = _EDGES.sub("", _LABELS.sub("", _fold(text)))
    return len(words) <= _MAX_EMPTY and _verdict().fullmatch(words) is not None


def is_empty_like(text: str) -> bool:
    """Whether `text` is an answer that says nothing: 特になし, N/A, -, asdf, an emoji alone, masked data alone."""
    words = _EDGES.sub("", _MARK.sub(" ", _LABELS.sub("", _fold(text))))
    if not any(char.isalpha() for char in words):
        return True
    if len(words) > _MAX_EMPTY:
        return False
    return _nothing().fullmatch(words) is not None or _is_noise(words)


def _is_contact(text: str) -> bool:
    """Whether `text` only gives an address, a number or a card that was masked."""
    return (
        len(text) <= _MAX_FORMULA and bool(_CONTACT_MARK.search(text)) and _contact().fullmatch(_fold(text)) is not None
    )


def _swapped(text: str) -> Iterator[str]:
    """Every text that differs from a short `text` by a swap of two neighboring letters."""
    if _MIN_SWAPPED <= len(text) <= _MAX_SWAPPED:
        for at, (first, second) in enumerate(pairwise(text)):
            if first != second and first.isalpha() and second.isalpha():
                yield text[:at] + second + first + text[at + 2 :]


def _fold(text: str) -> str:
    return _APOSTROPHE.sub("'", " ".join(unicodedata.normalize("NFKC", text).casefold().split()))


@cache
def _formulas() -> re.Pattern[str]:
    words = lexicon("courtesy")
    # A formula ends where a word ends: "best" is one, "best price" is not.
    formula = rf"{alternatives(words['ja'])}|\b(?:{alternatives(words['en'])})\b|(?i:{_MARK.pattern})"
    formula = formula.replace("<mark>", _MARK.pattern.lower())
    return re.compile(rf"\W*(?:(?:{formula})(?:様|さん|さま)?\W*)+")


@cache
def _contact() -> re.Pattern[str]:
    words = lexicon("courtesy")
    known = rf"{alternatives(words['contact_ja'])}|\b(?:{alternatives(words['contact_en'])})\b"
    return re.compile(rf"(?:{_MARK.pattern}|{known}|[^\w\[]|\[)*", re.IGNORECASE)


@cache
def _nothing() -> re.Pattern[str]:
    words = lexicon("empty")
    return re.compile(alternatives([*words["ja"], *words["en"]]))


@cache
def _verdict() -> re.Pattern[str]:
    words = lexicon("verdict")
    return re.compile(alternatives([*words["ja"], *words["en"]]))


def _is_noise(words: str) -> bool:
    """Whether it is one character repeated, a run along a row of keys, or a Latin word without a vowel."""
    letters = words.replace(" ", "")
    if len(letters) >= 3 and len(list(groupby(letters))) == 1:
        return True
    if not letters.isascii() or not letters.isalnum() or " " in words:
        return False
    rows = lexicon("empty")["keyboard"]
    steps = list(map("".join, pairwise(letters)))
    if len(letters) >= 4 and all(any(step in row for row in rows) for step in steps):
        return True
    return len(letters) >= 6 and letters.isalpha() and not set(letters) & set("aeiouy")
