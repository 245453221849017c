"""The kinds of identities and their groups, from the data files beside this module."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

PATTERNS = "patterns"


@cache
def toml(name: str) -> dict[str, Any]:
    """The content of a data file beside this module."""
    return tomllib.loads((resources.files("vocpipe.evaluate.privacy") / name).read_text(encoding="utf-8"))


def group_of(kind: str) -> str:
    """The group of a kind: names, addresses, firms, or patterns, which are known by their shape."""
    groups: dict[str, list[str]] = toml("kinds.toml")["groups"]
    return next((name for name, kinds in groups.items() if kind in kinds), PATTERNS)
