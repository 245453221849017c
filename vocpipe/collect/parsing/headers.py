"""Which column is what: the names the settings give, else synonyms in both languages, else what the cells look like."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from vocpipe.collect.parsing.decode import strip_odd
from vocpipe.errors import ReadError, one_of
from vocpipe.store.workspace import statement

FEEDBACK_FIELDS = (
    "id", "text", "title", "created_at", "updated_at", "customer_id", "email", "score", "url", "thread_id", "lang",
)  # fmt: skip
CUSTOMER_FIELDS = (
    *("customer_id", "email", "started_at", "churned_at", "churned", "plan", "monthly_value"),
    *("consent", "opted_out", "last_contacted_on"),
)
BEHAVIOUR_FIELDS = ("customer_id", "email", "occurred_at", "event", "n")
CONTACT_FIELDS = ("customer_id", "email", "contacted_at", "consent", "opted_out")
INVITATION_FIELDS = ("customer_id", "email", "sent_at", "answered")
EVENT_FIELDS = ("event_date", "name", "kind")
_FOLDED = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(\[【（].*?[)\]】）]")
_WORDS = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Columns:
    """Where a table's fields stand: field -> column numbers from 0 (only `text` may have several)."""

    of: dict[str, list[int]] = field(default_factory=dict)
    score_type: str | None = None  # what the score's name implies
    explicit: frozenset[str] = frozenset()  # fields that the settings name

    def one(self, name: str) -> int | None:
        """The column of field `name`, or None where the table has none."""
        found = self.of.get(name)
        return found[0] if found else None

    @property
    def taken(self) -> set[int]:
        """Every column that some field has."""
        return {number for numbers in self.of.values() for number in numbers}


def fold(header: str) -> str:
    """`header` without case, width, blanks, punctuation and byte-order mark."""
    return _FOLDED.sub("", unicodedata.normalize("NFKC", strip_odd(header)).casefold())


def feedback_columns(
    header: Sequence[str], wanted: Mapping[str, str | list[str]], *, score_type: str | None = None
) -> Columns:
    """The columns of a table of feedback; raises ReadError where `wanted`, from the settings, names others.

    Where several columns are scores, one of `score_type` is taken, else nps before csat, ces and stars.
    """
    columns = _explicit(header, wanted, FEEDBACK_FIELDS)
    for name in FEEDBACK_FIELDS:
        if name == "score":
            _add_score(columns, header, score_type)
        else:
            _add(columns, name, header, _words()["feedback"][name])
    if "score" in columns.explicit:
        columns.score_type = _score_type(header[columns.of["score"][0]])
    return columns


def customer_columns(header: Sequence[str], wanted: Mapping[str, str | list[str]]) -> Columns:
    """The columns of a table of customers; raises ReadError where `wanted`, from the settings, names others."""
    return _columns(header, wanted, CUSTOMER_FIELDS, ("feedback", "customers"))


def behaviour_columns(header: Sequence[str], wanted: Mapping[str, str | list[str]]) -> Columns:
    """The columns of a table of what customers do; raises ReadError where `wanted`, from the settings, names others."""
    columns = _columns(header, wanted, BEHAVIOUR_FIELDS, ("feedback", "behaviour"))
    if "occurred_at" not in columns.of:
        _add(columns, "occurred_at", header, _words()["feedback"]["created_at"])
    return columns


def contact_columns(header: Sequence[str], wanted: Mapping[str, str | list[str]]) -> Columns:
    """The columns of a table of messages, or of who may be written to; raises ReadError where `wanted` names others."""
    return _columns(header, wanted, CONTACT_FIELDS, ("feedback", "contacts", "customers"))


def invitation_columns(header: Sequence[str], wanted: Mapping[str, str | list[str]]) -> Columns:
    """The columns of a table of invitations; raises ReadError where `wanted`, from the settings, names others."""
    return _columns(header, wanted, INVITATION_FIELDS, ("feedback", "invitations"))


def event_columns(header: Sequence[str], wanted: Mapping[str, str | list[str]]) -> Columns:
    """The columns of a calendar; raises ReadError where `wanted`, from the settings, names others."""
    return _columns(header, wanted, EVENT_FIELDS, ("events",))


def is_known(header: str) -> bool:
    """Whether `header` is a synonym of any field, to tell a header row from a title above it."""
    return fold(header) in _known()


def guess_text(rows: Iterable[Sequence[str]], candidates: Iterable[int]) -> int | None:
    """The column among `candidates` whose cells read most like free text; None where none does.

    Free text is long (8 characters on average), mostly different from row to row, and made of words; the longest wins.
    """
    cells: dict[int, list[str]] = {number: [] for number in candidates}
    for row in rows:
        for number, values in cells.items():
            if number < len(row) and row[number].strip():
                values.append(row[number].strip())
    lengths = {number: _free_length(values) for number, values in cells.items()}
    best = max(lengths, key=lambda number: (lengths[number], -number), default=None)
    return best if best is not None and lengths[best] >= 8 else None


def _free_length(values: list[str]) -> float:
    """The mean length of the cells, 0 where they are codes, numbers or a few choices."""
    if not values or len(set(values)) < 0.3 * len(values):
        return 0.0
    words = sum(len(_WORDS.findall(value)) for value in values) / sum(map(len, values))
    of_many_words = sum(" " in value or not value.isascii() for value in values) / len(values)
    return sum(map(len, values)) / len(values) if words > 0.6 and of_many_words > 0.3 else 0.0


def _columns(
    header: Sequence[str], wanted: Mapping[str, str | list[str]], fields: Sequence[str], parts: Sequence[str]
) -> Columns:
    """The columns by the synonyms that any of `parts` has for each field, those of earlier parts first."""
    columns, words = _explicit(header, wanted, fields), _words() | _words_beside()
    for name in fields:
        exact = [word for part in parts for word in words[part].get(name, {}).get("exact", [])]
        _add(columns, name, header, {"exact": exact})
    return columns


def _explicit(header: Sequence[str], wanted: Mapping[str, str | list[str]], fields: Sequence[str]) -> Columns:
    columns = Columns(explicit=frozenset(wanted))
    for name, given in wanted.items():
        if name not in fields:
            raise ReadError(one_of("column", name, fields, language="en"))
        if isinstance(given, list) and name != "text":
            raise ReadError(f"columns: only text may have several columns, not {name}")
        columns.of[name] = [_find(header, one) for one in ([given] if isinstance(given, str) else given)]
    return columns


def _find(header: Sequence[str], given: str) -> int:
    if given in header:
        return list(header).index(given)
    folded = [fold(name) for name in header]
    if fold(given) and fold(given) in folded:
        return folded.index(fold(given))
    raise ReadError(f"there is no column {given!r}; the file has: {', '.join(name for name in header if name)}")


def _add(columns: Columns, name: str, header: Sequence[str], words: Mapping[str, list[str]]) -> None:
    if name not in columns.of:
        found = _search(header, words, columns.taken)
        if found is not None:
            columns.of[name] = [found]


def _add_score(columns: Columns, header: Sequence[str], preferred: str | None) -> None:
    for kind, words in sorted(_words()["score"].items(), key=lambda item: item[0] != preferred):
        if "score" not in columns.of:
            _add(columns, "score", header, words)
            columns.score_type = kind if "score" in columns.of and kind != "unknown" else None


def _score_type(name: str) -> str | None:
    for kind, words in _words()["score"].items():
        if kind != "unknown" and _search([name], words, set()) is not None:
            return kind
    return None


def _search(header: Sequence[str], words: Mapping[str, list[str]], taken: set[int]) -> int | None:
    """The first column that is one of the exact words, in the words' order; else one that contains a word."""
    free = [number for number in range(len(header)) if number not in taken]
    for spelled in ([fold(name) for name in header], [fold(_BRACKETS.sub("", name)) for name in header]):
        for word in map(fold, words["exact"]):
            for number in free:
                if spelled[number] == word:
                    return number
    for number in free:
        if any(fold(word) in fold(header[number]) for word in words.get("contains", [])):
            return number
    return None


@cache
def _words() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(statement("vocpipe.collect.parsing", "headers.toml"))


@cache
def _words_beside() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(statement("vocpipe.collect.parsing", "beside.toml"))


@cache
def _known() -> frozenset[str]:
    return frozenset(fold(word) for part in _words().values() for words in part.values() for word in words["exact"])
