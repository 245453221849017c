"""The ways to write a known name: whole, without Inc. or 株式会社, in parts; and which of them tell who is meant."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vocpipe.lexicon import lexicon
from vocpipe.masking.japanese_words import NAMES, NOUN, PLACE, words_of
from vocpipe.masking.latin_words import Kind, kind_of

_WORDS = lexicon("firms")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿㐀-䶿々]")
_DROPPED = " \t\n\u3000\xa0・･.,'’ʼ`´‘\"“”‐‑‒–—―−-&＆()（）/_"
_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "t",
    "æ": "a",
    "œ": "o",
    "ı": "i",
    "ß": "s",
    "髙": "高",
    "﨑": "崎",
}
_ROLES = frozenset(_WORDS["roles"].split())
_JAPANESE_ROLE = re.compile(rf"^(?:{'|'.join(_WORDS['japanese_roles'])})|(?:{'|'.join(_WORDS['japanese_roles'])})$")
_BRACKETS = re.compile(r"[(\[【「〔<（][^()\[\]【】「」〔〕<>（）]*[)\]】」〕>）]")
_MIN_ID, _MIN_LOCAL, _MIN_STEM = 5, 4, 5


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name: folded, and the mark that takes its place; `written`: it counts in this case alone."""

    folded: str
    mark: str
    written: str | None = None


@cache
def folded_char(char: str) -> str:
    """A character in lower case without accents; nothing for blanks and signs inside of names."""
    if char in _DROPPED or unicodedata.combining(char):
        return ""
    plain = unicodedata.normalize("NFKD", char)[0].lower()[:1] if not _JAPANESE.match(char) else char
    return _LETTERS.get(plain, plain)


def folded(text: str) -> str:
    """`text` as forms are compared: no case, accents, blanks, hyphens and apostrophes."""
    return "".join(map(folded_char, unicodedata.normalize("NFKC", text)))


def company_forms(name: str) -> Iterator[Form]:
    """A firm's name; without its legal form if it is no everyday word; its first word if no other word is like it."""
    whole = _plain(name)
    short = short_company(whole)
    if short != whole and len(folded(whole)) > 2:
        yield Form(folded(whole), "COMPANY")
    if not _is_everyday(short):
        yield Form(folded(short), "COMPANY", None if _is_distinctive(short) else short)
    first = short.split(" ")[0]
    if first != short and len(first) >= _MIN_STEM and not _JAPANESE.search(first) and kind_of(first) == Kind(0):
        yield Form(folded(first), "COMPANY", first)


def person_forms(name: str) -> Iterator[Form]:
    """A person's name in both orders if it has several words, or is long enough to be a whole name."""
    words = re.split(r"[ 　・]+", _plain(name))
    whole = folded(name)
    if _JAPANESE.search(name):
        if len(whole) >= (3 if len(words) > 1 or not _is_everyday(name) else 99):
            yield Form(whole, "NAME")
    elif len(words) > 1 and len(whole) > 4 and not all(kind_of(word) & Kind.EVERYDAY for word in words):
        yield Form(whole, "NAME")
        yield Form(folded("".join((words[-1], *words[:-1]))), "NAME")
    elif len(words) > 1:
        yield Form(whole, "NAME", " ".join(words))
    elif len(whole) > 2 and not kind_of(name) & (Kind.EVERYDAY | Kind.NOT | Kind.PLACE):
        yield Form(whole, "NAME", name)


def staff_forms(name: str) -> Iterator[Form]:
    """The name of one of the staff without what says so: Mika (Support), オペレーター田中."""
    bare = _BRACKETS.sub(" ", _plain(name)).strip()
    for part in re.split(r"\s*[|:：、,]\s*|\s+[-–—]\s+", bare):
        words = [word for word in part.split(" ") if word.casefold() not in _ROLES]
        plain = _JAPANESE_ROLE.sub("", " ".join(words))
        if plain and "@" not in plain:
            yield from person_forms(plain)


def word_forms(word: str) -> Iterator[Form]:
    """A word that a person wants masked, as it is."""
    if folded(word):
        yield Form(folded(word), "NAME")


def own_forms(kind: str, value: str) -> Iterator[Form]:
    """How a customer's own texts may write what is known of the customer: an id, address, number, name or firm."""
    plain, whole = _plain(value), folded(value)
    if kind == "id":
        has_both = any(map(str.isdigit, whole)) and any(map(str.isalpha, whole))
        if len(whole) >= (_MIN_ID - 1 if has_both else _MIN_ID) and any(map(str.isdigit, whole)):
            yield Form(whole, "ID")
    elif kind == "email":
        local = plain.partition("@")[0]
        yield Form(whole, "EMAIL")
        if len(local) >= _MIN_LOCAL and not any(kind_of(part) & Kind.EVERYDAY for part in re.split(r"[._+-]", local)):
            yield Form(folded(local), "HANDLE")
    elif kind == "phone":
        digits = re.sub(r"\D", "", whole)
        if len(digits) >= 8:
            yield Form(digits, "PHONE")
            yield Form(f"0{digits[2:]}" if digits.startswith("81") else f"81{digits.removeprefix('0')}", "PHONE")
    elif kind == "company":
        yield from company_forms(plain)
    else:
        yield from person_forms(plain)


def short_company(name: str) -> str:
    """A firm's name without its legal form."""
    plain, forms = _plain(name), _WORDS["legal_forms"].split()
    for form in sorted(forms, key=len, reverse=True):
        plain = plain.removeprefix(form).removesuffix(form).strip()
    words = plain.split(" ")
    known = {folded(form) for form in (*_WORDS["latin_forms"].split(), *_WORDS["joined_forms"])}
    while len(words) > 1 and (folded(words[-1]) in known or not folded(words[-1])):
        words.pop()
    return " ".join(words).rstrip(",") or name


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).split())


def _is_everyday(name: str) -> bool:
    """Whether a name without a legal form says nothing by itself: an everyday word, a place, a given name, a letter."""
    if len(folded(name)) < 2:
        return True
    if _JAPANESE.search(name):
        found = words_of(name)
        return len(found) == 1 and (found[0].part in {NOUN, PLACE, *NAMES} and found[0].is_known)
    words = name.split(" ")
    is_word = bool(kind_of(name) & (Kind.EVERYDAY | Kind.PLACE | Kind.NOT)) and "-" not in name
    return len(words) == 1 and (is_word or len(name) < 4)


def _is_distinctive(name: str) -> bool:
    """Whether a name can be told in any case: one of its words is no everyday word."""
    words = name.split(" ")
    if _JAPANESE.search(name) or "-" in name:
        return True
    return not (kind_of(name) if len(words) == 1 else all(kind_of(word) & Kind.EVERYDAY for word in words))
