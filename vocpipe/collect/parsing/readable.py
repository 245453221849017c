"""Whether a cell can be read as something, where how it reads does not matter."""

from collections.abc import Callable
from typing import Any


def is_readable(parse: Callable[..., object], cell: Any, **options: Any) -> bool:
    """Whether `parse`, which raises ValueError for what it can't read, takes the cell."""
    try:
        parse(cell, **options)
    except ValueError:
        return False
    return True
