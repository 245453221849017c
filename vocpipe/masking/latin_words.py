"""Words in Latin letters, with what the lists of names and of everyday words know about each."""

import re
import unicodedata
from enum import IntFlag
from functools import lru_cache

from vocpipe.lexicon import lexicon, word_list

_WORDS = lexicon("latin_names")
_NICKNAMES = frozenset(_WORDS["nicknames"].split())
_EVERYDAY = (word_list("everyday_words") | frozenset(_WORDS["everyday"].split())) - _NICKNAMES
HARD = frozenset(_WORDS["hard"].split())
_SHORT_SURNAMES = frozenset(_WORDS["short_surnames"].split())
_STOP_WORDS = frozenset(lexicon("stop_words")["en"].split())
_NOT_NAMES = (frozenset(_WORDS["not_names"].split()) | _STOP_WORDS) - _NICKNAMES - HARD
PARTICLES = frozenset(word for phrase in lexicon("names")["particles"] for word in phrase.split()) | {"ni", "o", "san"}
_SYLLABLES = frozenset(_WORDS["korean_syllables"].split())
POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


class Kind(IntFlag):
    """What a word is known as."""

    GIVEN = 1
    SURNAME = 2
    RARE = 4
    EVERYDAY = 8
    PLACE = 16
    NOT = 32
    SHORT = 64

    @property
    def is_name(self) -> bool:
        """Whether some people are called so."""
        return bool(self & (Kind.GIVEN | Kind.SURNAME | Kind.RARE))

    @property
    def is_sure(self) -> bool:
        """Whether it is a name and hardly anything else."""
        return self.is_name and not self & (Kind.EVERYDAY | Kind.PLACE | Kind.NOT)

    @property
    def is_possible(self) -> bool:
        """Whether it may be a part of a name: a word that nobody knows is one."""
        return not self & Kind.NOT and (self.is_name or not self & (Kind.EVERYDAY | Kind.PLACE))


ANY_GIVEN = Kind.GIVEN | Kind.RARE


@lru_cache(maxsize=50_000)
def kind_of(word: str) -> Kind:
    """What a word, or a part of a word with a hyphen, is known as; case, accents and apostrophes do not matter."""
    plain = fold(POSSESSIVE.sub("", word))
    whole = re.sub(r"['’‐-]", "", plain)
    kind = _known(whole)
    if whole != plain and _SYLLABLES.issuperset(syllables := re.split("[‐-]", plain)) and len(syllables) == 2:
        return Kind.GIVEN
    if not kind and whole != plain:
        parts = [_known(part) for part in re.split(r"['’‐-]", plain) if len(part) > 1]
        if any(part.is_name for part in parts) and not any(part & Kind.NOT for part in parts):
            kind = next(part for part in parts if part.is_name) & ~(Kind.EVERYDAY | Kind.PLACE)
        elif parts and all(part & (Kind.EVERYDAY | Kind.NOT) for part in parts):
            kind = Kind.EVERYDAY
    return kind | Kind.NOT if plain in _NOT_NAMES or (not kind and plain.removesuffix("s") in _NOT_NAMES) else kind


def _known(word: str) -> Kind:
    kind = Kind(0)
    if word in word_list("given_names") or word in word_list("romaji_given_names") or word in _NICKNAMES:
        kind |= Kind.GIVEN
    if word in word_list("rare_given_names"):
        kind |= Kind.RARE
    if word in word_list("surnames") or word in word_list("romaji_surnames"):
        kind |= Kind.SURNAME
    if word in _EVERYDAY or len(word) == 1:
        kind |= Kind.EVERYDAY
    if word in word_list("places"):
        kind |= Kind.PLACE
    if word in _SHORT_SURNAMES:
        kind |= Kind.SURNAME | Kind.SHORT
    return kind | Kind.NOT if word in _NOT_NAMES else kind


def fold(word: str) -> str:
    """A word in lower case, without accents."""
    plain = word.casefold()
    if plain.isascii():
        return plain
    letters = unicodedata.normalize("NFKD", plain.translate(_STROKES))
    return "".join(char for char in letters if not unicodedata.combining(char))
