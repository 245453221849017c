"""The level in a company that a job title is at: user, manager or executive (現場・管理職・経営層)."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache

from vocpipe.settings.accounts import Level
from vocpipe.store.workspace import statement

_ENDS_HEAD = re.compile(r" (?:of|to|for|and) |[,(/&]")


def level_of(title: str, stated: Mapping[str, Level]) -> Level | None:
    """The level of a job title; None if no word of it is known.

    `stated`, from the settings, comes first and is compared whole. Else the known word that ends last counts, since a
    title's own noun does ("executive assistant", 社長秘書); of those that end together, the longest. What follows "of",
    "to" and the like says of what or whose.
    """
    plain = _plain(title)
    said = {_plain(word): level for word, level in stated.items()}
    if plain in said:
        return said[plain]
    head = _ENDS_HEAD.split(plain, maxsplit=1)[0] or plain
    found = [(end, len(word), level) for word, level in _known().items() if (end := _end(word, head))]
    return max(found)[2] if found else None


@cache
def _known() -> dict[str, Level]:
    """Word -> its level."""
    words = tomllib.loads(statement("vocpipe.outcomes.accounts", "levels.toml"))
    return {word: level for level in Level for word in words[level]}


def _plain(title: str) -> str:
    """The title in one width and case, its words one blank apart."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().replace("-", " ").split())


def _end(word: str, head: str) -> int:
    """Where `word` ends in `head`, the last time; 0 if it is not there. English words count as a whole."""
    pattern = rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
    return max((match.end() for match in re.finditer(pattern, head)), default=0)
