"""Which column of a table holds the ids of its rows, and what rows are that share an id: messages, versions, copies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from vocpipe.collect.parsing.cells import DAMAGED_ID
from vocpipe.collect.parsing.columns import Columns, fold
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.grid import cell_text
from vocpipe.collect.parsing.headers import ids_in
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.json_text import parse_json
from vocpipe.collect.parsing.jsonfile import as_id, dig
from vocpipe.collect.reader import Evidence, Reading
from vocpipe.collect.tabular.names import has_part, is_whole
from vocpipe.collect.tabular.shapes import Sample
from vocpipe.wording import say

_MAX_SHARED = 0.1  # of the rows may have an id that another text has too; else the column does not hold ids
_MIN_SHARED = 5  # rows: fewer may be slips
_MIN_THREADS = 0.05  # threads to a message, at least
_MIN_ROWS = 3
_LONGEST_ID = 64  # characters
_CONTENT = ("text", "title", "score")
_IsAside = Callable[[Sequence[str]], bool]


@dataclass(slots=True)
class Repeats:
    """The ids in one column of the whole table. `messages`: ids of rows with other words, and no order of versions."""

    rows: int = 0
    damaged: int = 0
    copies: int = 0
    versions: int = 0
    shared: int = 0  # rows with an id in `messages` that an earlier row had
    timed: bool = False  # rows that share an id are of different times or authors
    of_threads: bool = False  # by its name: without a time of creation, no rows of it are versions
    messages: set[str] = field(default_factory=set)
    _first: dict[str, tuple[str, ...]] = field(default_factory=dict)  # id -> words, created, author, updated

    def add(self, ident: str, seen: tuple[str, ...]) -> None:
        """Note a row with its id, words, time of creation, author and time of update."""
        self.rows += 1
        if DAMAGED_ID.fullmatch(ident):
            self.damaged += 1
            return
        first = self._first.setdefault(ident, seen)
        if first is seen:
            return
        same_origin = first[1:3] == seen[1:3]
        if first[0] == seen[0] and same_origin:
            self.copies += 1
        elif same_origin and first[3] != seen[3] and first[3] and seen[3] and (seen[1] or not self.of_threads):
            self.versions += 1
        else:
            self.messages.add(ident)
            self.shared += 1
            self.timed |= not same_origin

    @property
    def threads(self) -> int:
        """How many different ids there are."""
        return len(self._first)

    @property
    def are_ids(self) -> bool:
        """Whether rows with different words have different ids, but for a few."""
        return self.shared < _MIN_SHARED or self.shared < _MAX_SHARED * self.rows


def settle_ids(
    grid: Grid, columns: Columns, sample: Sample, reading: Reading, *, fixed: bool, is_aside: _IsAside | None
) -> frozenset[str]:
    """Let the best column hold the ids, warn of what its rows share, and return the ids that only threads have.

    An id that rows with different words share is that of a thread, and each row a message of its own, unless a time of
    update orders them as versions. `fixed`: the settings or the vendor name the column. Rows that are
    `is_aside`, by the vendor's rules, do not count. The whole table is looked at.
    """
    candidates = _candidates(columns, sample, fixed=fixed)
    found = _scan(grid, columns, candidates, is_aside)
    at = next((at for at in candidates if not found[at].messages and found[at].rows), None)
    named = columns.first("id")
    if named is not None and (at is None or fixed):
        at = named
    if at is None:
        return frozenset()
    if at != named:
        _replace(columns, at, named, found)
    return _judge(grid.header[at], columns, found[at], reading, fixed=fixed)


def first_listed(ident: str | None) -> str | None:
    """The first id in a cell that lists several: 17;18, or objects in JSON that have an id each."""
    if ident is None or not (";" in ident or ident.startswith("[")):
        return ident
    try:
        listed = [as_id(dig(member, "id")) or as_id(member) for member in parse_json(ident)]
    except (ValueError, TypeError):
        listed = [part.strip() for part in ident.split(";")]
    return next(filter(None, listed), None)


def _candidates(columns: Columns, sample: Sample, *, fixed: bool) -> list[int]:
    """The columns that may hold ids, the likelier ones first: by their names, else by name and cells together."""
    named = columns.of.get("id", [])
    if fixed:
        return named
    free = [at for at in range(len(sample.header)) if at not in columns.taken]
    others = [at for at in ids_in(sample.header) if at in free and _may_be_id(sample, at)]
    by_cells = [] if named or others else [at for at in free if _is_like_id(sample, at)]
    return [*named, *others, *by_cells]


def _may_be_id(sample: Sample, at: int) -> bool:
    shape = sample.shape(at)
    return shape.distinct > 1 and not shape.is_prose and shape.length <= _LONGEST_ID


def _is_like_id(sample: Sample, at: int) -> bool:
    """Whether the column is called an id, of nothing else than the row, and all its cells are different codes."""
    shape, name = sample.shape(at), sample.header[at]
    if shape.filled < max(_MIN_ROWS, len(sample.rows)) or shape.varied < 1 or not _may_be_id(sample, at):
        return False
    if has_part(name, "id_of") or not _is_called_id(name, sample.texts(at)):
        return False
    return max(shape.times, shape.emails, shape.urls) == 0 and not _counts_rows(sample.texts(at))


def _is_called_id(name: str, texts: Sequence[str]) -> bool:
    """Whether the name is that of an id; one like "No." may only count the rows, unless the cells are codes."""
    if has_part(name, "id_of", "number"):
        return not any(map(str.isdecimal, texts))
    return has_part(name, "id_of", "row") or is_whole(name, "id_of") or fold(name).endswith("id")


def _counts_rows(texts: Sequence[str]) -> bool:
    """Whether the cells number the rows: such numbers begin anew in every file."""
    return any(list(texts) == [str(number) for number in range(first, first + len(texts))] for first in (0, 1))


def _scan(grid: Grid, columns: Columns, candidates: Sequence[int], is_aside: _IsAside | None) -> dict[int, Repeats]:
    found = {at: Repeats(of_threads=has_part(grid.header[at], "id_of", "talk")) for at in candidates}
    if not found:
        return found
    content = [at for name in _CONTENT for at in columns.of.get(name, [])]
    created = [at for name in ("created_at", "time_of_day") for at in columns.of.get(name, [])]
    author = [at for name in ("customer_id", "email") for at in columns.of.get(name, [])]
    updated = columns.of.get("updated_at", [])
    looked_at = {*candidates, *content, *created, *author, *updated}
    for _, written in grid.rows():
        if isinstance(written, Broken):
            continue
        cells = [*written, *[""] * (len(grid.header) - len(written))]
        if is_aside and is_aside([cell_text(cell).strip() for cell in cells]):
            continue
        row = {at: cell_text(cells[at]).strip() for at in looked_at}
        seen = tuple("\x1f".join([row[at] for at in places]) for places in (content, created, author, updated))
        for at, repeats in found.items():
            if row[at]:
                repeats.add(row[at], (str(hash(seen[0])), *seen[1:]))
    return found


def _replace(columns: Columns, at: int, named: int | None, found: dict[int, Repeats]) -> None:
    """Let column `at` hold the ids; the one that was taken for them by its name, and repeats, holds the thread's."""
    if columns.first("thread_id") == at:
        del columns.of["thread_id"]
    columns.give("id", [at], Evidence.CELLS)
    if named is not None and found[named].messages and "thread_id" not in columns.of:
        columns.give("thread_id", [named], Evidence.CELLS)


def _judge(name: str, columns: Columns, repeats: Repeats, reading: Reading, *, fixed: bool) -> frozenset[str]:
    """What the rows that share an id in the column are, with a warning of each kind."""
    for count, key in ((repeats.damaged, "collect.warning.damaged_ids"), (repeats.copies, "roles.warning.copies")):
        if count:
            reading.warnings.append(say(key, n=count, column=name))
    if repeats.versions:
        reading.warnings.append(say("roles.warning.versions", n=repeats.versions, column=name))
    if not repeats.messages:
        return frozenset()
    if fixed or repeats.are_ids:
        reading.warnings.append(say("roles.warning.shared_ids", n=repeats.shared, column=name))
        return frozenset(repeats.messages)
    (at,) = columns.of.pop("id")
    threads = repeats.threads >= _MIN_THREADS * repeats.rows
    if "thread_id" not in columns.of and threads and (repeats.timed or is_whole(name, "id_of", "thread")):
        columns.give("thread_id", [at], Evidence.CELLS)
        reading.warnings.append(say("roles.warning.thread_ids", n=repeats.rows, column=name, threads=repeats.threads))
    else:
        reading.warnings.append(say("collect.warning.no_ids", n=repeats.shared, column=name))
    return frozenset()
