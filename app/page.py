"""A page of the explorer, as each module of `screens` declares its own."""

from collections.abc import Callable
from dataclasses import dataclass

from vocpipe.app.context import PageContext
from vocpipe.app.filters import EVERY, PERIOD

__all__ = ["EVERY", "PERIOD", "Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; each module of `screens` declares its own as `PAGE`.

    name: its address, and the last part of its title's key (`page.<name>`). order: its place in the menu; the
    first page also opens at the root. A page that is not in the menu shows one thing, named in the address by the
    page's own name: /theme?theme=t_1, and in short /?theme=t_1. filters: those that work here (names of CHOSEN, and
    PERIOD); no other is shown there, or applied. is_counted: the page itself draws them, with how many each leaves.
    """

    name: str
    show: Callable[[PageContext], None]
    order: int
    in_menu: bool = True
    filters: frozenset[str] = EVERY
    is_counted: bool = False
