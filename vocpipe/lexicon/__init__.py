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


def alternatives(patterns: list[str]) -> str:
    """One regular expression for any of `patterns`, which tries the longest pattern first."""
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))
