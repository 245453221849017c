"""JSON in a cell or in a small file beside an export, and what every reader of JSON shares."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, SupportsIndex

from vocpipe.wording import say

_MAX_REPEATED = 100  # values of an object under names that others of it have
_DIGITS = "integer string conversion"  # Python's limit on the digits of a number


class Unplaced(str):
    """A text whose errors of JSON come without line and column: to count the lines before each takes too long."""

    __slots__ = ()

    def count(self, *_: str | SupportsIndex | None) -> int:
        """No line ends, for `json.JSONDecodeError`."""
        return 0

    def rfind(self, *_: str | SupportsIndex | None) -> int:
        """No line end, for `json.JSONDecodeError`."""
        return -1


def what_is_wrong(error: Exception) -> str:
    """What `json` says of a text, without its place."""
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return say("collect.json.too_large", number="9…") if _DIGITS in str(error) else str(error)


def every_pair(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of values under one name the last has it, as in JSON, and those before it are numbered from 2.

    Raises ValueError if there are so many that the object is none of an export.
    """
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    if len(pairs) - len(members) > _MAX_REPEATED:
        raise ValueError(say("faults.lost.repeated_names"))
    last, seen = dict(members), Counter[str]()
    for name, value in pairs:
        if last[name] is not value and last[name] != value:
            seen[name] += 1
            members[f"{name} ({seen[name] + 1})"] = value
    return members


def parse_json(text: str) -> Any:
    """The value that `text` holds; raises ValueError, also where it is nested too deep to be read."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError(str(error)) from error
