"""The labeled corpus: texts with the identities that are planted in them, as CSV or as JSON lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vocpipe.errors import EvaluationError
from vocpipe.wording import tell

# Where a text of a row stands in an export: the words themselves, their title, the address at the source, a closed
# answer of a survey, or the name of the file.
PLACES = ("text", "title", "url", "answer", "file")
_PEOPLE = ("customer", "writer", "agent")
FIELDS = ("lang", *PLACES, "planted", *_PEOPLE)


@dataclass(frozen=True, slots=True)
class Planted:
    """An identity in a text: its kind, how it is written, and where.

    may_stay: parts of it that tell nobody who it is, such as a domain or a prefecture.
    """

    kind: str
    value: str
    place: str = "text"
    may_stay: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One row: the texts by their places, and what is planted in them.

    lang: language of the row (ISO 639-1). customer: the id by which the customers table knows who wrote. writer,
    agent: names that the export has in columns of their own.
    """

    lang: str
    texts: Mapping[str, str]
    planted: tuple[Planted, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What is published as one text: the title and the text below it."""
        return "\n".join(self.texts[place] for place in ("title", "text") if place in self.texts)


def read_corpus(path: Path) -> list[Item]:
    """The rows of the corpus at `path`.

    Raises EvaluationError if the file can't be read, is empty, or a row is none: it has no text, or not the identity
    that is said to be in it.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(tell("evaluate.rows.unreadable", path=path, problem=error)) from error
    rows = _json_rows(content) if path.suffix.lower() in (".jsonl", ".ndjson", ".json") else _csv_rows(content)
    items = [_item(path, number, row) for number, row in rows]
    if not items:
        raise EvaluationError(tell("evaluate.privacy.no_rows", path=path))
    return items


def write_corpus(path: Path, items: Iterable[Item]) -> None:
    """Write the rows as JSON lines, which `read_corpus` reads."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(_row(item), ensure_ascii=False) + "\n" for item in items)


def _row(item: Item) -> dict[str, Any]:
    planted = [
        {"kind": piece.kind, "value": piece.value}
        | ({"place": piece.place} if piece.place != "text" else {})
        | ({"may_stay": list(piece.may_stay)} if piece.may_stay else {})
        for piece in item.planted
    ]
    return {"lang": item.lang, **item.texts, "planted": planted, **item.people}


def _json_rows(content: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError:
                yield number, None


def _csv_rows(content: str) -> Iterator[tuple[int, Any]]:
    """The rows of a table, the cell `planted` of which is a list in JSON."""
    for number, row in enumerate(csv.DictReader(io.StringIO(content, newline=""), strict=False), 2):
        try:
            yield number, row | {"planted": json.loads(row.get("planted") or "[]")}
        except ValueError:
            yield number, None


def _item(path: Path, number: int, row: Any) -> Item:
    if not isinstance(row, dict) or not isinstance(row.get("planted") or [], list):
        raise EvaluationError(tell("evaluate.privacy.no_row", path=path, row=number))
    texts = {place: str(row[place]) for place in PLACES if row.get(place)}
    if not texts or not row.get("lang"):
        raise EvaluationError(tell("evaluate.privacy.no_text", path=path, row=number, places=", ".join(PLACES)))
    planted = tuple(_piece(path, number, piece, texts) for piece in row.get("planted") or [])
    return Item(str(row["lang"]), texts, planted, {name: str(row[name]) for name in _PEOPLE if row.get(name)})


def _piece(path: Path, number: int, piece: Any, texts: Mapping[str, str]) -> Planted:
    given: Mapping[str, Any] = piece if isinstance(piece, dict) else {}
    planted = Planted(
        str(given.get("kind") or ""),
        str(given.get("value") or ""),
        str(given.get("place") or "text"),
        tuple(map(str, _listed(given.get("may_stay")))),
    )
    if not planted.kind or not planted.value or planted.value not in texts.get(planted.place, ""):
        raise EvaluationError(
            tell("evaluate.privacy.not_there", path=path, row=number, value=planted.value, place=planted.place)
        )
    return planted


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else []
