"""Which column of a table is what: as the settings name it, else by synonyms in both languages."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from vocpipe.collect.parsing.decoded import strip_odd
from vocpipe.collect.reader import ColumnUse, Evidence
from vocpipe.errors import ReadError, one_of
from vocpipe.store.workspace import statement
from vocpipe.wording import say

Wanted = Mapping[str, str | list[str]]  # field -> column or columns, as the settings name them
_FOLDED = re.compile(r"[\W_]+")
_LOADERS = ("_fivetran", "_airbyte", "_sdc_", "_dlt_")  # begin the names of columns that loaders add
# Bounded, so that a name of nothing but opening brackets takes no longer than another one.
_BRACKETS = re.compile(r"[(\[【（][^)\]】）\n]{0,100}[)\]】）]")
GROUPED = " / "  # between the name of a group and that of a column in it
_MAX_NAME = 1_000  # characters of a column's name; what is longer is no name


@dataclass(slots=True)
class Columns:
    """Where a table's fields are: field -> column numbers from 0 (only `text` may have several)."""

    of: dict[str, list[int]] = field(default_factory=dict)
    score_type: str | None = None  # what the score's name implies
    explicit: frozenset[str] = frozenset()  # fields that the settings name
    evidence: dict[str, Evidence] = field(default_factory=dict)  # of each field; its column's name if it is not here
    fits: dict[int, float] = field(default_factory=dict)  # column -> share of its cells that its field can take

    def first(self, name: str) -> int | None:
        """The first column of field `name`, or None if the table has none."""
        numbers = self.of.get(name)
        return numbers[0] if numbers else None

    @property
    def fields(self) -> set[str]:
        """Every field that the table has."""
        return set(self.of)

    @property
    def taken(self) -> set[int]:
        """The number of every column that a field uses."""
        return {number for numbers in self.of.values() for number in numbers}

    def add(
        self,
        name: str,
        header: Sequence[str],
        words: Mapping[str, Sequence[str]],
        *,
        evidence: Evidence = Evidence.NAME,
        barred: Collection[int] = (),
    ) -> None:
        """Give field `name` the free column that `search` chooses, unless it has one; never one that is `barred`."""
        if name not in self.of:
            number = search(header, words, self.taken.union(barred))
            if number is not None:
                self.give(name, [number], evidence)

    def give(self, name: str, numbers: list[int], evidence: Evidence) -> None:
        """Let the columns hold field `name`, and note what shows it."""
        self.of[name] = numbers
        self.evidence[name] = evidence

    def uses(self, header: Sequence[str]) -> list[ColumnUse]:
        """Which column became what, in the order of the columns."""
        uses = [(at, name) for name, numbers in self.of.items() for at in numbers]
        return [
            ColumnUse(name, header[at], self.evidence.get(name, Evidence.NAME), self.fits.get(at))
            for at, name in sorted(uses)
        ]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Field -> its synonyms in both languages, the better ones first. Fields choose their columns in this order.

    `last`: synonyms that fields try after every field has tried its own.
    """

    words: Mapping[str, Sequence[str]]
    last: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def columns(self, header: Sequence[str], wanted: Wanted) -> Columns:
        """Where the fields are; raises ReadError if `wanted`, from the settings, names an unknown field or column."""
        columns = explicit_columns(header, wanted, list(self.words))
        for words in (self.words, self.last):
            for name, synonyms in words.items():
                columns.add(name, header, {"exact": synonyms})
        return columns


def merged(*groups: Mapping[str, Sequence[str]], fields: Sequence[str]) -> dict[str, list[str]]:
    """Field -> the synonyms that any of the groups has for it, those of earlier groups first."""
    return {name: [word for group in groups for word in group.get(name, ())] for name in fields}


@lru_cache(maxsize=2048)
def fold(header: str) -> str:
    """`header` without case, width, blanks, punctuation and byte-order mark."""
    return _FOLDED.sub("", unicodedata.normalize("NFKC", strip_odd(header)).casefold())


def is_loaded(header: Sequence[str]) -> bool:
    """Whether a warehouse's loader wrote the table, by the columns that loaders add."""
    return any(name.casefold().startswith(_LOADERS) for name in header)


def code(value: str) -> str:
    """A vendor's code or a choice in a cell, without case, width and blanks around it; signs stay: -103 is not 103."""
    return unicodedata.normalize("NFKC", value).casefold().replace("\u2212", "-").strip()


def explicit_columns(header: Sequence[str], wanted: Wanted, fields: Sequence[str]) -> Columns:
    """The columns that the settings name.

    Raises ReadError if they name a field that is not in `fields`, or a column that the header does not have.
    """
    columns = Columns(explicit=frozenset(wanted))
    for name, given in wanted.items():
        if name not in fields:
            raise ReadError(one_of("column", name, fields, language="en"))
        if isinstance(given, list) and name != "text":
            raise ReadError(say("collect.file.several_columns", name=name))
        numbers = [_column(header, column) for column in ([given] if isinstance(given, str) else given)]
        columns.give(name, numbers, Evidence.SETTINGS)
    return columns


def search(header: Sequence[str], words: Mapping[str, Sequence[str]], taken: set[int]) -> int | None:
    """The first free column that equals an exact word, in the words' order; else one that contains a word."""
    free = [number for number in range(len(header)) if number not in taken]
    for spelled in ([fold(way(name)) for name in header] for way in (str, _without_brackets, _unwrapped, _below)):
        for word in map(fold, words["exact"]):
            for number in free:
                if spelled[number] == word:
                    return number
    for number in free:
        if any(fold(word) in fold(header[number]) for word in words.get("contains", ())):
            return number
    return None


def _without_brackets(name: str) -> str:
    return name if len(name) > _MAX_NAME else _BRACKETS.sub("", name)


def _unwrapped(name: str) -> str:
    """ "body" for "attributes.body": a field of JSON without the object that only wraps it."""
    wrapper, _, field_name = name.partition(".")
    return field_name if wrapper.lower() in _wrappers() else name


def _below(name: str) -> str:
    """The name of a column without that of the group above it, where a sheet has two rows of names."""
    return name.rpartition(GROUPED)[2]


@cache
def _wrappers() -> frozenset[str]:
    return frozenset(tomllib.loads(statement("vocpipe.collect.parsing", "wrappers.toml"))["names"])


def _column(header: Sequence[str], given: str) -> int:
    if given in header:
        return list(header).index(given)
    folded = [fold(name) for name in header]
    if fold(given) and fold(given) in folded:
        return folded.index(fold(given))
    raise ReadError(say("collect.file.no_such_column", name=given, columns=", ".join(filter(None, header))))
