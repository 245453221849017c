"""What a row of a companion's table calls the person and the firm, so that texts can be masked; never published."""

from functools import lru_cache

from vocpipe.collect.companions.signs import words
from vocpipe.collect.parsing.cells import Cells
from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.system_names import plain_name

_GROUPS = ("name", "last", "first", "company", "of_firms")
_BETWEEN = " / "


def names_of(row: Cells, *, may_be_firm: bool = False) -> tuple[str | None, str | None]:
    """The person's names and the firm's, as the row writes them; several ones with " / " between them.

    may_be_firm: whether a row is a firm, whose name is in a column for names, where other columns are those of firms.
    """
    columns = _columns(tuple(row.sheet.header))
    cells = {group: [text for at in columns[group] if (text := row.texts[at].strip())] for group in _GROUPS}
    people = [text for text in cells["name"] if "@" not in text]
    for last, first in zip(cells["last"], cells["first"], strict=False):
        people.append(f"{last} {first}" if max(last, first) >= "ぁ" else f"{first} {last}")
    if not (cells["last"] and cells["first"]):
        people += cells["last"] + cells["first"]
    firms = cells["company"]
    if may_be_firm and columns["of_firms"] and not firms:
        people, firms = [], people
    return _BETWEEN.join(people) or None, _BETWEEN.join(firms) or None


@lru_cache(maxsize=64)
def _columns(header: tuple[str, ...]) -> dict[str, list[int]]:
    """Group of words -> the columns whose names are in it."""
    folded = [{fold(name), fold(plain_name(name))} for name in header]
    return {
        group: [at for at, names in enumerate(folded) if names & words("identity", "words", group)] for group in _GROUPS
    }
