"""Names in Latin letters written in another way: in small letters, family name first, with -san."""

import re
from collections.abc import Iterator
from functools import lru_cache

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.introductions import CAPITAL, LETTER
from vocpipe.masking.latin_words import ANY_GIVEN, HARD, PARTICLES, POSSESSIVE, Kind, fold, kind_of

_WORDS = lexicon("latin_names")
_TELLING = ("emailed", "ask", "reservation", "booked", "complaint", "booking", "under")
_SMALL = rf"(?!{CAPITAL})[{LETTER}][{LETTER}'’-]+"
_LOWER = re.compile(
    rf"(?<![{LETTER}])(?i:{alternatives(_WORDS['lower_before'])})\s+(?=({_SMALL})(?:\s({_SMALL}))?(?:\s({_SMALL}))?)",
    re.MULTILINE,
)
_CALLING = re.compile(r" (?:here|calling|speaking|from)\b")
_LOWER_PAIR = re.compile(rf"(?<![{LETTER}@/._'’-])(?=({_SMALL}) ({_SMALL})(?![{LETTER}@_/]|\.[a-z]))")
_LOWER_HERE = re.compile(rf"(?:^|[.!?,\n] ?|\b(?:hi|hello|hey) )({_SMALL})(?: ({_SMALL}))? (?:here|speaking)\b")
_CAPITALIZED = rf"{CAPITAL}[{LETTER}'’-]+"
_TURNED = re.compile(rf"(?<![{LETTER}0-9'’-])({_CAPITALIZED}), ({_CAPITALIZED})(?: {CAPITAL}\.)?(?![{LETTER}])")
_PARTNERS = re.compile(rf"(?<![{LETTER}0-9'’-])({_CAPITALIZED}), ({_CAPITALIZED}),? (?:and|AND|&) ({_CAPITALIZED})")
_INITIALS = re.compile(rf"(?<![{LETTER}0-9.])(?:[A-Z]\.[ ]?){{2,3}}(?<![ ])(?= (?:{alternatives(_WORDS['after'])}))")
_NO_INITIALS = frozenset(
    {"U.S.", "U.K.", "U.S.A.", "E.U.", "U.N.", "P.S.", "A.I.", "I.T.", "H.R.", "Q.A.", "P.R.", "D.C."}
)
_WITH_SAN = re.compile(
    rf"(?<![{LETTER}-])([{LETTER}]{{2,}}(?: {CAPITAL}[{LETTER}]+)?)-(?:san|sama|kun|chan|sensei|senpai)(?![{LETTER}])"
)
_NO_SAN = frozenset(_WORDS["with_san"].split())


def turned_names(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of names with the family name first and a comma, of partners of a firm, of names with -san."""
    if ", " in text:
        for match in _PARTNERS.finditer(text):
            kinds = [kind_of(name) for name in match.groups()]
            if all(kind & Kind.SURNAME and not kind & Kind.NOT for kind in kinds) and any(k.is_sure for k in kinds):
                yield match.span()
        for match in _TURNED.finditer(text):
            if _is_turned(match[1], match[2]):
                yield match.span()
    if "." in text:
        yield from (match.span() for match in _INITIALS.finditer(text) if match[0] not in _NO_INITIALS)
    if "-s" in text or "-k" in text or "-c" in text:
        for match in _WITH_SAN.finditer(text):
            if fold(match[1]) not in _NO_SAN and (kind_of(match[1]).is_name or match[1][0].isupper()):
                yield match.span(1)


def _is_turned(last: str, first: str) -> bool:
    """Whether a surname and a given name stand on the two sides of a comma."""
    surname, given = kind_of(last), kind_of(first)
    if (surname | given) & Kind.NOT or surname & Kind.PLACE or not given & ANY_GIVEN:
        return False
    if not surname:
        return not last.isascii() and bool(given & Kind.GIVEN)
    sure = (surname.is_sure, given.is_sure and bool(given & Kind.GIVEN))
    return bool(surname & Kind.SURNAME) and any(sure) and fold(first) not in HARD


@lru_cache(maxsize=50_000)
def _is_sure(word: str, wanted: int) -> bool:
    kind = kind_of(word)
    return bool(kind & wanted) and kind.is_sure


def lower_names(text: str) -> Iterator[tuple[int, int]]:
    """Names without capitals, where they are expected: my name is jane doe."""
    for match in _LOWER.finditer(text):
        introduced = match[0][: match.start(1) - match.start()].casefold()
        is_form = introduced.rstrip().endswith(":")
        named = ("name" in introduced and not is_form) or introduced.startswith(("mr", "ms"))
        told = named or is_form or introduced.startswith(_TELLING)
        told = told or bool(match[2] and _CALLING.match(text, match.end(2)))
        first = kind_of(match[1])
        known = first.is_sure and first & ANY_GIVEN
        if first & Kind.NOT or not (
            known or (named and (first.is_name or not first)) or _is_lower_pair(match, told=told)
        ):
            continue
        end = match.start(1) + len(POSSESSIVE.sub("", match[1]))
        for group in (2, 3):
            word = match[group]
            if end < match.end(group - 1) or not word or not _is_lower_surname(word, named=told):
                break
            end = match.end(group)
        yield match.start(1), end
    for match in _LOWER_PAIR.finditer(text):
        if _is_sure(match[1], Kind.GIVEN) and _is_sure(match[2], Kind.SURNAME):
            yield match.start(1), match.end(2)
    for match in _LOWER_HERE.finditer(text):
        if _is_sure(match[1], ANY_GIVEN) and (not match[2] or _is_lower_surname(match[2], named=True)):
            yield match.start(1), match.end(2) if match[2] else match.end(1)


def _is_lower_pair(match: re.Match[str], *, told: bool) -> bool:
    """Whether two words may only be a name together: i am mark king."""
    if not match[2] or match[1] in HARD or not (told or match[0].casefold().startswith(("i", "this"))):
        return False
    second = kind_of(match[2])
    return bool(kind_of(match[1]) & Kind.GIVEN and second & Kind.SURNAME) and not second & Kind.NOT


def _is_lower_surname(word: str, *, named: bool) -> bool:
    kind = kind_of(word)
    if kind & Kind.NOT:
        return False
    return word in PARTICLES or kind.is_sure or (not kind and len(word) > 3) or (named and kind.is_name)
