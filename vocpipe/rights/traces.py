"""Traces of a person in texts that are not theirs: how they are called, and what they said in their own words.

What they said is found in runs of letters: a run that is in one of their texts, and in nobody else's, came from them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from vocpipe.masking.writers import without_names
from vocpipe.rights.person import Person

CUT = "[…]"
_GRAM = 6  # letters
_MIN_RUN = 12  # letters; a Japanese one counts as two
_MIN_PART = 2  # letters of a part of a name
_MIN_NAME = 6  # letters of a name of one word, a Japanese one counts as two
_MAX_LETTERS = 50_000  # of a text that are looked at
_MIN_DISTINCT = 6  # characters of an id that means nothing else in a text
_WIDE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿가-힣]")
_REGION = "JP"  # of telephone numbers without a country, as everywhere else in vocpipe
_MIN_DIGITS = 7
_SEPARATOR = r"[\s().\-‐–—ー－]*"


@lru_cache(maxsize=8192)
def _narrow(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char


def folded(text: str) -> str:
    """`text` in small letters of normal width, each at its place."""
    return text.lower() if text.isascii() else "".join(map(_narrow, text))


def letters(text: str) -> str:
    """Only the letters and digits of `text`, folded."""
    return "".join(filter(str.isalnum, folded(text)))


def is_distinct(ident: str) -> bool:
    """Whether an id can't be an everyday word or number in a text."""
    return len(ident) >= _MIN_DISTINCT and any(map(str.isdigit, ident)) and not ident.isdigit()


def is_long(ident: str) -> bool:
    """Whether an id is too long to be an everyday number."""
    return len(ident) >= _MIN_DISTINCT


@dataclass(frozen=True)
class Traces:
    """Finds and masks the traces of a person. said_by_others: whether a run of letters is in another's text too."""

    person: Person
    said_by_others: Callable[[str], bool] = field(default=lambda run: False)

    def masked(self, text: str) -> str:
        """`text` with the person's ids, addresses, numbers, names and words masked: a text that is nobody's own."""
        return self._unquoted(self._unnamed(text, [self._sure, self._ids, self._full_names]))

    def masked_beside(self, text: str) -> str:
        """A text by somebody who wrote in a thread with the person: single words of their names are masked too."""
        return self._unquoted(without_names(self._unnamed(text, [self._sure, self._ids]), list(self.person.names))[0])

    def masked_copy(self, text: str) -> str:
        """A value of a row that somebody else's words came in too: a text of theirs is cut as a whole."""
        value = text.strip()
        if value in self._every_id:
            return "[ID]"
        return CUT if value in self._texts else self.masked_beside(text)

    def masked_word(self, word: str) -> str:
        """A word by somebody who wrote in a thread with the person; "" if it is part of their names or an id."""
        return "" if letters(word) in self._name_parts else self._unnamed(word, [self._sure, self._ids])

    def masked_elsewhere(self, text: str) -> str:
        """A text by somebody else: only what can mean nobody but the person is masked."""
        return self._unnamed(text, [self._sure])

    def is_from_them_alone(self, text: str) -> bool:
        """Whether a text names the person, or consists of words that nobody else said."""
        run = letters(text)
        is_theirs = run in self._name_parts or (bool(run) and run in self._said)
        return self.masked(text) != text or (is_theirs and not self.said_by_others(run))

    def names_in(self, text: str) -> bool:
        """Whether an id, an address, a number or a full name of the person stands in a text."""
        plain = folded(text)
        patterns = (*self._sure, *self._ids, *self._cells, *self._full_names)
        return any(pattern.search(plain) for _, pattern in patterns)

    @property
    def hint(self) -> str:
        """A pattern for RE2 that finds every text in which `masked_elsewhere` may mask something; "" for none."""
        phones = (_SEPARATOR.join(_national(phone)) for phone in self._phones)
        emails = (re.escape(folded(email)).replace("@", "(?:@|%40)") for email in self.person.emails)
        idents = (re.escape(folded(ident)) for ident in self.person.ids if is_distinct(ident))
        return "|".join((*emails, *phones, *idents))

    def _unnamed(self, text: str, patterns: Iterable[list[tuple[str, re.Pattern[str]]]]) -> str:
        for kind, pattern in (pair for pairs in patterns for pair in pairs):
            spans = [match.span(1) for match in pattern.finditer(folded(text))]
            for start, end in reversed(spans):
                text = f"{text[:start]}[{kind}]{text[end:]}"
        return text

    def _unquoted(self, text: str) -> str:
        for start, end in reversed(list(self._quotes(text))):
            text = f"{text[:start]}{CUT}{text[end:]}"
        return text

    def _quotes(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of what the person alone said."""
        plain = folded(text)
        places = [place for place, char in enumerate(plain) if char.isalnum()]
        run = "".join(plain[place] for place in places)
        for first, last in self._runs(run):
            if _weight(run[first:last]) >= _MIN_RUN and not self.said_by_others(run[first:last]):
                yield places[first], places[last - 1] + 1

    def _runs(self, run: str) -> Iterator[tuple[int, int]]:
        """The ends of each longest part of `run` whose parts of six letters are all the person's."""
        first: int | None = None
        for place in range(max(len(run) - _GRAM + 1, 0) + 1):
            if run[place : place + _GRAM] in self._grams:
                first = place if first is None else first
            elif first is not None:
                yield first, place - 1 + _GRAM
                first = None

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(text.strip() for text in self.person.texts)

    @cached_property
    def _said(self) -> str:
        return "\n".join(letters(text) for text in self.person.texts)

    @cached_property
    def _name_parts(self) -> frozenset[str]:
        words = (word for name in self.person.names for word in name.split())
        return frozenset(letters(word) for word in words if len(word) >= _MIN_PART)

    @cached_property
    def _grams(self) -> frozenset[str]:
        runs = (letters(text)[:_MAX_LETTERS] for text in self.person.texts)
        return frozenset(run[place : place + _GRAM] for run in runs for place in range(len(run) - _GRAM + 1))

    @cached_property
    def _phones(self) -> list[str]:
        return [phone for phone in self.person.phones if len(_national(phone)) >= _MIN_DIGITS]

    @cached_property
    def _sure(self) -> list[tuple[str, re.Pattern[str]]]:
        """What means nobody else in any text: addresses, telephone numbers, and ids that are no words."""
        sure = [ident for ident in self.person.ids if is_distinct(ident)]
        return [
            *(("EMAIL", _email(email)) for email in self.person.emails),
            *(("PHONE", _phone(phone)) for phone in self._phones),
            *(("ID", _ident(ident)) for ident in sure),
        ]

    @cached_property
    def _ids(self) -> list[tuple[str, re.Pattern[str]]]:
        """Ids that can't be everyday numbers; they may be words."""
        return [("ID", _ident(ident)) for ident in sorted(self._every_id) if is_long(ident) or not ident.isdigit()]

    @cached_property
    def _cells(self) -> list[tuple[str, re.Pattern[str]]]:
        """Ids that are short numbers, where they stand in a cell of a table by themselves."""
        short = [ident for ident in sorted(self._every_id) if ident.isdigit() and not is_long(ident)]
        return [
            ("ID", re.compile(rf"(?:^|[,;\t\"|>])\s*({ident})\s*(?=$|[,;\t\"|<])", re.MULTILINE)) for ident in short
        ]

    @cached_property
    def _every_id(self) -> frozenset[str]:
        """The ids, also as the system that gave them writes them: without its name in front."""
        bare = (ident.partition(":")[2] for ident in self.person.ids)
        return frozenset((*self.person.ids, *(ident for ident in bare if is_long(ident))))

    @cached_property
    def _full_names(self) -> list[tuple[str, re.Pattern[str]]]:
        """Names that can hardly be those of somebody else: of several words, or long."""
        return [("NAME", _name(name)) for name in self.person.names if _is_full(name)]


def _is_full(name: str) -> bool:
    return len(name.split()) > 1 or _weight(letters(name)) >= _MIN_NAME


def _weight(run: str) -> int:
    return len(run) + len(_WIDE.findall(run))


def _ident(ident: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9_])({re.escape(folded(ident))})(?![a-z0-9_])")


def _email(email: str) -> re.Pattern[str]:
    name, _, host = folded(email).partition("@")
    return re.compile(rf"(?<![a-z0-9_.+-])({re.escape(name)}(?:@|%40){re.escape(host)})(?![a-z0-9-]|\.[a-z0-9])")


def _phone(phone: str) -> re.Pattern[str]:
    """The number with any signs between its digits, with and without the code of its country."""
    body = _SEPARATOR.join(_national(phone))
    return re.compile(rf"(?<!\d)((?:[+(]?\d{{1,3}}{_SEPARATOR})?(?:\(?0\)?{_SEPARATOR})?{body})(?!\d)")


def _national(phone: str) -> str:
    """The digits of a number without the code of its country and the zero in front."""
    import phonenumbers

    try:
        return str(phonenumbers.parse(folded(phone), _REGION).national_number)
    except phonenumbers.NumberParseException:
        return "".join(filter(str.isdigit, folded(phone)))


def _name(name: str) -> re.Pattern[str]:
    words = r"[\s・]*".join(re.escape(word) for word in folded(name).split())
    return re.compile(rf"(?<![a-z0-9])({words})(?![a-z0-9])")
