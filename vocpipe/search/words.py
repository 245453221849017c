"""What a reader searches for: the words that a text must have, whatever their width, case and Japanese ending.

A piece in quotation marks is looked for as it is. Of Japanese, the words that carry the meaning are: ログインできない
finds every text with ログイン, also ログイン出来ません.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from vocpipe.lexicon import lexicon

_PIECES = re.compile(r"[\"“”「]([^\"“”」]+)[\"“”」]|(\S+)")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿々]")
_PARTS = lexicon("search")
_NOT_SAYING = frozenset(_PARTS["say_nothing"])
_ENDING = tuple(_PARTS["have_endings"])
MAX_LETTERS = 500  # of a search
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000"
_NARROW = "".join(map(chr, range(0x21, 0x7F))) + " "
_WIDTHS = str.maketrans(_WIDE, _NARROW)


def wanted(search: str) -> list[list[str]]:
    """The words that a text must have, each as the forms of which one is enough, folded as `folded` does."""
    found: list[list[str]] = []
    for quoted, piece in _PIECES.findall(unicodedata.normalize("NFKC", search)[:MAX_LETTERS]):
        if quoted or not _JAPANESE.search(piece):
            found.append([folded(quoted or piece).strip()])
        else:
            found += _japanese(piece) or [[folded(piece)]]
    return [forms for forms in found if forms[0]]


def folded(text: str) -> str:
    """The text as it is compared, letter by letter: without width and case, as `folded` of macros.sql has it."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text.translate(_WIDTHS))


def widths(words: list[list[str]]) -> dict[str, str]:
    """The wide letters in which the words may be written, and those that they stand for: for `folded` of macros.sql."""
    needed = {letter for forms in words for form in forms for letter in form}
    pairs = [(wide, narrow) for wide, narrow in zip(_WIDE, _NARROW, strict=True) if narrow.lower() in needed]
    return {"wide": "".join(wide for wide, _ in pairs), "narrow": "".join(narrow for _, narrow in pairs)}


def found(text: str, words: list[list[str]]) -> list[str]:
    """For each wanted word that the text has, the first piece of the text that is it, as it is written there."""
    within = folded(text)
    places = [next(((at, form) for form in forms if (at := within.find(form)) >= 0), None) for forms in words]
    return [text[place[0] : place[0] + len(place[1])] for place in places if place]


def _japanese(piece: str) -> list[list[str]]:
    tokens = [(token, token.part_of_speech()) for token in _tokenizer().tokenize(piece)]
    saying = [(token, part) for token, part in tokens if part[0] not in _NOT_SAYING]
    # "Can", "do" and "become" say little beside another word, and are written in many ways.
    strong = [(token, part) for token, part in saying if part[1] != _PARTS["may_be_weak"]]
    return [_forms(token, part) for token, part in strong or saying]


def _forms(token: Any, part: tuple[str, ...]) -> list[str]:
    """How the word may be written: as it was given, in its usual spelling, and without its ending."""
    forms = [token.surface(), token.dictionary_form(), token.normalized_form()]
    if part[0] in _ENDING:
        forms += [form[:-1] for form in forms[1:] if len(form) > 2]
    return list(dict.fromkeys(map(folded, forms)))


@cache
def _tokenizer() -> Any:
    from sudachipy import Dictionary

    return Dictionary().create()
