"""The columns of a table of feedback, and which words distinguish a header row from a title above it."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from vocpipe.collect.parsing.columns import Columns, Wanted, explicit_columns, fold, search
from vocpipe.collect.reader import Evidence
from vocpipe.store.workspace import statement

FEEDBACK_FIELDS = (
    "id", "text", "title", "created_at", "time_of_day", "updated_at", "customer_id", "email", "account_id", "score",
    "url", "thread_id", "lang",
)  # fmt: skip
Barred = Callable[[str], Collection[int]]  # a field, or a type of score -> the columns that can't hold it
_NO_VENDOR: Mapping[str, Sequence[str]] = {}
_COMPANIONS = "vocpipe.collect.companions"
_READERS = "vocpipe.collect.readers"


def feedback_columns(
    header: Sequence[str],
    wanted: Wanted,
    *,
    score_type: str | None = None,
    vendor: Mapping[str, Sequence[str]] = _NO_VENDOR,
) -> Columns:
    """The columns of a table of feedback by their names. `vendor`: field -> the only names that a vendor has for it.

    Raises ReadError if `wanted`, from the settings, names an unknown field or column. If several columns are
    scores, one of `score_type` is taken, else nps before csat, ces and stars.
    """
    columns = declared_columns(header, wanted, vendor)
    add_named(columns, header, [name for name in FEEDBACK_FIELDS if name not in vendor], score_type=score_type)
    return columns


def declared_columns(header: Sequence[str], wanted: Wanted, vendor: Mapping[str, Sequence[str]]) -> Columns:
    """The columns that the settings or the vendor name; raises ReadError as `feedback_columns` does."""
    columns = explicit_columns(header, wanted, FEEDBACK_FIELDS)
    for name, words in vendor.items():
        columns.add(name, header, {"exact": words}, evidence=Evidence.FORMAT)
    if "score" in columns.explicit:
        columns.score_type = score_type_of(header[columns.of["score"][0]])
    return columns


def add_named(
    columns: Columns,
    header: Sequence[str],
    fields: Iterable[str],
    *,
    score_type: str | None = None,
    barred: Barred = lambda _: (),
) -> None:
    """Give each of the fields that has no column the one whose name is its best synonym.

    `barred`: which columns can't be a field, or a score of a type, by their cells, whatever they are called.
    """
    for name in fields:
        if name == "score":
            _add_score(columns, header, score_type, barred)
        else:
            columns.add(name, header, _words()["feedback"][name], barred=barred(name))


def column_at(header: Sequence[str], name: str) -> int | None:
    """The place of the column called `name`, in whatever case and width; None if there is none."""
    return next((at for at, column in enumerate(header) if fold(column) == fold(name)), None)


def score_type_of(name: str) -> str | None:
    """The type of score that a column or question called `name` asks for; None if it does not show."""
    for kind, words in _words()["score"].items():
        if kind != "unknown" and search([name], words, set()) is not None:
            return kind
    return None


def is_named_like_text(name: str) -> bool:
    """Whether the last part of a column's dotted name is a synonym of text."""
    return search([name.rpartition(".")[2]], _words()["feedback"]["text"], set()) is not None


def feedback_words() -> dict[str, list[str]]:
    """Field of feedback -> its synonyms in both languages; other tables have many of the fields too."""
    return {name: words["exact"] for name, words in _words()["feedback"].items()}


def ids_in(header: Sequence[str]) -> list[int]:
    """Every column whose name is a synonym of the row's id, the better names first."""
    words = _words()["feedback"]["id"]
    found: list[int] = []
    while (at := search(header, words, set(found))) is not None:
        found.append(at)
    return found


def attr_words() -> dict[str, Sequence[str]]:
    """Name in attrs -> what vendors call it, for what any table of feedback may hold."""
    return {name: words["exact"] for name, words in _words()["attrs"].items()}


def companion_words(name: str) -> dict[str, list[str]]:
    """Field -> its synonyms, from the file of a companion that is built in, such as "customers"."""
    words: dict[str, list[str]] = tomllib.loads(statement(_COMPANIONS, f"{name}.toml"))["words"]
    return words


def vendor_headers(content: Mapping[str, Any]) -> list[frozenset[str]]:
    """The folded names by which a vendor's table is recognized, from the content of its TOML file.

    `spellings`: how else the vendor writes every name, such as "properties.{}".
    """
    spellings = ["{}", *content.get("spellings", [])]
    lists = content.get("headers", [])
    return [frozenset(fold(spelling.format(name)) for name in names) for names in lists for spelling in spellings]


def is_vendors_header(names: Iterable[str]) -> bool:
    """Whether the cells of a row are the names by which the table of a vendor is recognized."""
    folded = frozenset(map(fold, names))
    return any(header <= folded for header in _vendor_headers())


def is_known(header: str) -> bool:
    """Whether `header` is a synonym of any field, to distinguish a header row from a title above it."""
    return fold(header) in _known()


def _add_score(columns: Columns, header: Sequence[str], preferred: str | None, barred: Barred) -> None:
    for kind, words in sorted(_words()["score"].items(), key=lambda item: item[0] != preferred):
        if "score" not in columns.of:
            columns.add("score", header, words, barred=barred(kind))
            columns.score_type = kind if "score" in columns.of and kind != "unknown" else None


@cache
def _words() -> dict[str, dict[str, dict[str, list[str]]]]:
    content = tomllib.loads(statement("vocpipe.collect.parsing", "headers.toml"))
    people = content.pop("people")
    content["feedback"]["customer_id"]["exact"] += [f"{who}{what}" for who in people["who"] for what in people["what"]]
    return content


@cache
def _vendor_headers() -> list[frozenset[str]]:
    return [header for file in _toml_files(_READERS) for header in vendor_headers(file)]


def _toml_files(package: str) -> Iterator[dict[str, Any]]:
    files = (file for file in resources.files(package).iterdir() if file.name.endswith(".toml"))
    return (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)


@cache
def _known() -> frozenset[str]:
    """The folded words of feedback, scores, and those companions whose file says that its words head any table."""
    lists = [words["exact"] for group in _words().values() for words in group.values()]
    for content in _toml_files(_COMPANIONS):
        lists += content["words"].values() if content.get("heads_any_table") else []
    return frozenset(fold(word) for words in lists for word in words)
