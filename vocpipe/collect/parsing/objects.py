"""JSON of any shape as a table: a list of records, a page of an API with one in it, or a record per line.

Which list of a page holds the records is not told by its name: it is the one whose objects a vendor's profile knows,
else the one with most objects.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.decoded import Decoded
from vocpipe.collect.parsing.flatten import DEPTH, Cell, as_cell, as_json, flatten
from vocpipe.collect.parsing.headers import feedback_columns, is_known, is_vendors_header
from vocpipe.collect.parsing.json_values import Value, read_values
from vocpipe.collect.parsing.jsonfile import json_text
from vocpipe.collect.parsing.part import Part, Row
from vocpipe.errors import ReadError
from vocpipe.wording import say

_MAX_COLUMNS = 1000  # more: objects whose keys are data, such as ids, which then stay JSON
_PAGE_DEPTH = 3  # how many objects a list of records may be in
_KNOWN = 2  # fields by which an object is a record, and not a page of them
_SAMPLE = 50  # objects by which pages are told from records
_RAW = "_airbyte_data"  # in it Airbyte keeps the record as it was
_MIN_NAMED = 2  # records under names of their own, of which there is no list

_Record = tuple[int, Any]  # row, and the object or a `Broken`


def read_objects(name: str, decoded: Decoded, unread: list[str]) -> Part:
    """The records of a JSON file as a table; other lists on their pages are named in `unread`.

    Raises ReadError if there is no object in it.
    """
    text = json_text(decoded)
    first = list(islice(read_values(text), _SAMPLE))
    if not first:
        raise ReadError(say("collect.file.empty"))
    objects = [value.value for value in first if isinstance(value.value, dict)]
    if not objects and sum(isinstance(value.value, list) for value in first) > 1:
        return _of_lists(name, decoded, text)
    if not objects:
        wrong = next((value.problem for value in first if value.problem), None)
        raise ReadError(say("collect.file.no_json", error=wrong) if wrong else say("collect.table.no_objects"))
    single = len(first) == 1 and first[0].alone
    warnings: list[str] = []
    if _are_records(objects, single=single):
        if single and any(member == [] for member in objects[0].values()) and not _has_fields(objects[0], {"text"}):
            raise ReadError(say("collect.file.empty"))
        header, rows = table_of(lambda: ((value.row, _record(value.value, value)) for value in read_values(text)))
    else:
        if single and _has_fields(objects[0], {"id", "title", "created_at"}):
            warnings = _about(objects[0])
        values = first if single else list(read_values(text))
        del first, objects
        records = list(_on_pages(values, unread))
        header, rows = table_of(lambda: iter(records))
    return Part(name, decoded.encoding, lambda: iter(rows), decoded, header=tuple(header), warnings=warnings)


def _of_lists(name: str, decoded: Decoded, text: str) -> Part:
    """A list of lists as a table, whose header is one of them."""
    rows = [
        (value.row, [as_cell(cell) for cell in value.value])
        if isinstance(value.value, list)
        else (value.row, _record(value.value, value))
        for value in read_values(text)
    ]
    return Part(name, decoded.encoding, lambda: iter(rows), decoded)


def _about(page: Mapping[str, Any]) -> list[str]:
    """A warning that an object, which may be a record itself, was taken for a page of records."""
    lists = _lists_in(page)
    main = _main([lists], _counted([lists]))
    return [say("collect.table.records_in", path=main, n=len(lists[main]))]


def _on_pages(values: Sequence[Value], unread: list[str]) -> Iterator[_Record]:
    """Every record in a vendor's list of the pages, else in the longest; the others are named in `unread`."""
    pages = [_lists_in(value.value) if isinstance(value.value, dict) else None for value in values]
    filled = list(filter(None, pages))
    counts = _counted(filled)
    main = _main(filled, counts)
    unread.extend(say("collect.unread.other_list", path=path, n=counts[path]) for path in counts if path != main)
    number = 0
    for value, lists in zip(values, pages, strict=True):
        for member in lists.get(main, ()) if lists is not None else [value.value]:
            number += 1
            yield number, _record(member, value if lists is None else None)


def _are_records(objects: Sequence[Mapping[str, Any]], *, single: bool) -> bool:
    """Whether the objects are records and not pages of them: they have a text or, if there are several, other fields.

    Several pages also have a list of records in common. A `single` page may have an id and a title of its own.
    """
    if any(_has_fields(page, {"text"}) for page in objects):
        return True
    if single:
        return not _lists_in(objects[0])
    if any(sum(map(is_known, page)) >= _KNOWN for page in objects):
        return True
    return not set.intersection(*(set(_lists_in(page)) for page in objects))


def _has_fields(page: Mapping[str, Any], names: set[str]) -> bool:
    """Whether one of the fields is a single value of the object."""
    scalars = [key for key, member in page.items() if isinstance(member, str | int | float)]
    return not names.isdisjoint(feedback_columns(scalars, {}).of)


def _lists_in(page: Mapping[str, Any], prefix: str = "", depth: int = _PAGE_DEPTH) -> dict[str, list[Any]]:
    """Path -> members, for every list with objects in it, and every group of records under names of their own."""
    own = _as_list(page)
    if own is not None:
        return {prefix.rstrip("."): own}
    lists: dict[str, list[Any]] = {}
    for key, member in page.items():
        path = f"{prefix}{key}"
        if isinstance(member, list) and any(isinstance(item, dict) for item in member):
            lists[path] = member
        elif isinstance(member, Mapping) and depth > 1:
            lists |= _lists_in(member, f"{path}.", depth - 1)
    return lists


def _as_list(page: Mapping[str, Any]) -> list[Any] | None:
    """The records of an object that is a table itself; None if it is none.

    Data frames are written as names and rows, or as columns of numbered cells; databases write records under their ids.
    """
    names, rows = page.get("columns"), page.get("data")
    if isinstance(names, list) and isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows):
        return [dict(zip(map(str, names), row, strict=False)) for row in rows]
    members = list(page.values())
    if len(members) < _MIN_NAMED or not all(isinstance(member, dict) and member for member in members):
        return None
    shared = set.intersection(*map(set, members))
    if all(key.isdecimal() for key in members[0]) and shared == set(members[0]):
        return [{name: column[row] for name, column in page.items()} for row in members[0]]
    alike = 2 * len(shared) >= max(map(len, members))
    return [{"key": key, **member} for key, member in page.items()] if alike else None


def _counted(pages: Sequence[Mapping[str, list[Any]]]) -> Counter[str]:
    """Path of a list -> its members on all pages together."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({path: len(members) for path, members in page.items()})
    return counts


def _main(pages: Sequence[Mapping[str, list[Any]]], counts: Counter[str]) -> str:
    """The path of the list with the records: one that a vendor's profile knows, else the longest."""
    return max(counts, key=lambda path: (_is_vendors(pages, path), counts[path]))


def _is_vendors(pages: Iterable[Mapping[str, list[Any]]], path: str) -> bool:
    """Whether the first record of a list has the names by which a vendor's records are known."""
    first = next((member for page in pages for member in page.get(path, ()) if isinstance(member, Mapping)), {})
    return is_vendors_header(flatten(first))


def _record(member: Any, value: Value | None) -> Any:
    """The member if it is an object, else why it is no row."""
    if isinstance(member, Mapping):
        raw = member.get(_RAW)
        return raw if isinstance(raw, Mapping) else member
    if value is not None and value.problem:
        return Broken(value.raw, value.problem)
    return Broken(as_json(member), say("collect.table.not_an_object"))


def table_of(records: Callable[[], Iterator[_Record]]) -> tuple[list[str], list[Row]]:
    """The dotted names of everything that a record has, and the records as rows under them.

    Raises ReadError if the records have so many fields that they are no table.
    """
    for depth in (DEPTH, 0):
        places: dict[str, int] = {}
        rows: list[Row] = []
        for number, record in records():
            rows.append((number, record if isinstance(record, Broken) else _row(flatten(record, depth=depth), places)))
            if len(places) > _MAX_COLUMNS:
                break
        else:
            return list(places), rows
    raise ReadError(say("collect.table.too_many_columns", limit=_MAX_COLUMNS))


def _row(record: Mapping[str, Cell], places: dict[str, int]) -> list[Any]:
    """The cells of a record in their columns; columns that it is the first to have are added to `places`."""
    cells: list[Any] = [None] * len(places)
    for name, cell in record.items():
        at = places.setdefault(name, len(places))
        if at == len(cells):
            cells.append(cell)
        else:
            cells[at] = cell
    return cells
