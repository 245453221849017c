"""What the columns of a table say about whose it is: the words of a companion beside the names of its fields."""

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.system_names import plain_name
from vocpipe.collect.reader import Format
from vocpipe.store.workspace import statement


@cache
def words(companion: str, group: str, name: str) -> frozenset[str]:
    """The folded words called `name` in a group of the companion's file."""
    content = tomllib.loads(statement("vocpipe.collect.companions", f"{companion}.toml"))
    return frozenset(fold(word) for word in content[group][name])


def format_of(companion: str, reader: str) -> Format:
    """What the companion's file says of the format of one of its readers, for docs/sources.md."""
    content = tomllib.loads(statement("vocpipe.collect.companions", f"{companion}.toml"))["formats"][reader]
    return Format.of(content)


def count_signs(header: Iterable[str], known: frozenset[str]) -> int:
    """How many different names in `header` are `known`, with or without what a system adds to them."""
    return len({plain for name in header if (plain := fold(plain_name(name))) in known or fold(name) in known})


def plain_word(cell: str) -> str:
    """A cell in one width and case, to compare it with a list of words."""
    return fold(unicodedata.normalize("NFKC", cell))
