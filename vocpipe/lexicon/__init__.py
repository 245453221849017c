"""The word lists beside this file: add to them without touching code."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The content of `<name>.toml`."""
    path = resources.files("vocpipe.lexicon") / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of `<name>.txt`, whose first line says what they are and where they come from."""
    text = (resources.files("vocpipe.lexicon") / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.partition("\n")[2].split())


def alternatives(patterns: list[str]) -> str:
    """One regular expression for any of `patterns`, which tries the longest pattern first."""
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))
