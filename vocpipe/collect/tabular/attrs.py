"""What a row holds beside its fields: each column under the vendor's name, or under one that all vendors share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from vocpipe.collect.parsing.cells import Cells, attrs_of
from vocpipe.collect.parsing.columns import fold

# How many people agreed, whatever a vendor calls it.
LIKES = "likes"
_WHOLE = re.compile(r"\d{1,15}(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Attributes:
    """How the columns that hold no field become attrs.

    `renamed`: column -> its name in attrs. `aside`: columns that are kept in the raw row alone.
    """

    renamed: Mapping[str, str]
    aside: frozenset[str]

    def of(self, row: Cells) -> dict[str, Any]:
        """The attrs of a row; likes are a whole number."""
        texts = {name: text for name, text in attrs_of(row).items() if name not in self.aside}
        named = {self.renamed.get(name, name): text for name, text in texts.items()}
        if LIKES in named and _WHOLE.fullmatch(named[LIKES].replace(",", "")):
            return {**named, LIKES: int(float(named[LIKES].replace(",", "")))}
        return named


def attributes(
    header: Sequence[str], names: Mapping[str, Sequence[str]], aside: Sequence[str], taken: set[int]
) -> Attributes:
    """How a table's attrs are named: `names` has the vendor's words for each, the best first.

    In a name in `aside`, * stands for anything; a column that `names` knows is not set aside. `taken`: those of fields.
    """
    free = [(name, fold(name)) for at, name in enumerate(header) if at not in taken]
    renamed: dict[str, str] = {}
    for attr, words in names.items():
        found = next((name for word in words for name, folded in free if folded == fold(word)), None)
        if found is not None:
            renamed[found] = attr
    whole = {fold(name) for name in aside if "*" not in name}
    patterns = [name.casefold() for name in aside if "*" in name]
    left = {name for name, folded in free if folded in whole or _matches(name, patterns)}
    return Attributes(renamed, frozenset(left - renamed.keys()))


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name.casefold(), pattern) for pattern in patterns)
