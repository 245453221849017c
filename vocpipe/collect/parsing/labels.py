"""Steps of a scale in words, such as "very satisfied", and other answers that forms offer."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from vocpipe.collect.parsing.columns import code
from vocpipe.store.workspace import statement

_NEARLY_ALL = 0.9
_MOST = 0.6


def steps_of(cells: Sequence[str]) -> dict[str, float] | None:
    """Label -> step from 1 to 5, if nearly all cells are labels of one family; None if they are not.

    Two labels of one step, or two families that fit and differ, show nothing: then it is None too.
    """
    fitting = [steps for family in _families() if (steps := _steps(family, cells)) is not None]
    return fitting[0] if fitting and all(steps == fitting[0] for steps in fitting) else None


def are_offered(cells: Sequence[str]) -> bool:
    """Whether most cells are answers that forms offer."""
    known = sum(code(cell) in _offered() for cell in cells)
    return known > _MOST * len(cells)


def _steps(family: Mapping[str, float], cells: Sequence[str]) -> dict[str, float] | None:
    """The labels of the family that the cells have, with their steps; None if the cells do not fit."""
    found = {label: family[label] for label in map(code, cells) if label in family}
    fitting = sum(code(cell) in family for cell in cells)
    if not found or fitting < _NEARLY_ALL * len(cells) or len(set(found.values())) < max(2, len(found)):
        return None
    return found


@cache
def _families() -> list[dict[str, float]]:
    return [
        {code(label): float(step) for step, labels in enumerate(family, start=1) for label in labels.split("|")}
        for family in _content()["families"]
    ]


@cache
def _offered() -> frozenset[str]:
    return frozenset(map(code, _content()["offered"])) | {label for family in _families() for label in family}


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(statement("vocpipe.collect.parsing", "labels.toml"))
