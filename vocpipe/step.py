"""A step of the refresh: its name, the tables it reads and writes, and what it does.

Every stage and every analysis of the outcomes is one. `in_order` checks, when `vocpipe.pipeline` is loaded, that each
table is written by one step and read only after it was written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from vocpipe.errors import StepOrderError
from vocpipe.settings import Settings
from vocpipe.store.tables import Table
from vocpipe.store.workspace import Workspace

Counts = dict[str, int]
Progress = Callable[[int, int], None]
Spread = Callable[[Callable[..., Any], Sequence[Any]], Iterator[Any]]


def ignore(done: int, total: int) -> None:
    """The progress that nobody watches."""


def one_by_one(work: Callable[..., Any], parts: Sequence[Any]) -> Iterator[Any]:
    """The result of `work` on each part, computed here; a cluster has another way to do it."""
    return map(work, parts)


@dataclass(frozen=True, slots=True)
class Context:
    """What a step is given: the open private database, the workspace it belongs to, and how this refresh runs.

    `progress` is called with (done, total). `spread` maps a function over parts that need no database, wherever the
    flow likes, in any order.
    """

    connection: duckdb.DuckDBPyConnection
    workspace: Workspace
    settings: Settings
    run_id: str
    rediscover: bool = False
    progress: Progress = ignore
    spread: Spread = one_by_one


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `name` is "stage.what"; the seconds and counts of all steps of a stage are noted together.

    reads: tables of other steps, which must have been written before; its own need not be named. writes: the tables
    that this step owns. tables: those of them that are computed anew each time and published as they are. amends:
    tables that another step of the same package owns, and which this one brings up to date.
    """

    name: str
    run: Callable[[Context], Counts]
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    tables: tuple[Table, ...] = ()
    amends: frozenset[str] = frozenset()

    @property
    def stage(self) -> str:
        """The part of the name before the dot."""
        return self.name.split(".")[0]

    @property
    def owns(self) -> frozenset[str]:
        """Every table that the step writes."""
        return self.writes | {table.name for table in self.tables}


def in_order(steps: Iterable[Step], *, given: frozenset[str] = frozenset()) -> tuple[Step, ...]:
    """The steps, unchanged, after a check; `given` are tables that no step writes.

    Raises StepOrderError where two steps write one table, a step reads what no step before it has written, or amends
    what no step writes.
    """
    steps = tuple(steps)
    owned = {table for step in steps for table in step.owns}
    owner: dict[str, str] = {}
    for step in steps:
        unknown = step.reads - given - owner.keys() - step.owns
        if unknown:
            raise StepOrderError(f"{step.name} reads {', '.join(sorted(unknown))}, which no step before it writes")
        nobodys = step.amends - owned
        if nobodys:
            raise StepOrderError(f"{step.name} amends {', '.join(sorted(nobodys))}, which no step writes")
        twice = step.owns & owner.keys()
        if twice:
            table = min(twice)
            raise StepOrderError(f"{table} is written by both {owner[table]} and {step.name}")
        owner |= dict.fromkeys(step.owns, step.name)
    return steps


def sorted_by_need(steps: Iterable[Step]) -> list[Step]:
    """The steps so that each comes after those whose tables it reads; otherwise by name.

    Raises StepOrderError where steps wait for each other.
    """
    left = sorted(steps, key=lambda step: step.name)
    done: list[Step] = []
    while left:
        waiting = {table: step for step in left for table in step.owns}
        ready = next((step for step in left if all(waiting.get(table, step) is step for table in step.reads)), None)
        if ready is None:
            raise StepOrderError(f"these steps wait for each other: {', '.join(step.name for step in left)}")
        left.remove(ready)
        done.append(ready)
    return done
