"""A step of the refresh: its name, the tables it reads and writes, and what it does.

Stages consist of steps, and so do the analyses. `in_order` checks, when `vocpipe.pipeline` is loaded, that each
table belongs to one package and is read only after it was written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from vocpipe.errors import StepOrderError
from vocpipe.settings import Settings
from vocpipe.store.tables import Table
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell
from vocpipe.workers.spread import Spread, one_by_one

Counts = dict[str, int]
Progress = Callable[[int, int], None]


def ignore(done: int, total: int) -> None:
    """A progress callback that does nothing."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a step is given: the open private database, its workspace, and the options of this refresh.

    `progress` is called with (done, total). `spread` maps a function over parts that need no database, on this machine
    or on a cluster.
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
    """One step. `name` is "stage.what"; the seconds and counts of all steps of a stage are recorded together.

    reads: tables that other steps write, all of them earlier; the step's own need not be named. writes: tables that the
    step writes; several steps of one package may share one. tables: those that the step computes anew each time and
    that are published as they are; they count as written.
    """

    name: str
    run: Callable[[Context], Counts]
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    tables: tuple[Table, ...] = ()

    @property
    def stage(self) -> str:
        """The part of the name before the dot."""
        return self.name.split(".")[0]

    @property
    def package(self) -> str:
        """The package whose code runs, such as "vocpipe.themes"; it owns the tables that the step writes."""
        return ".".join(self.run.__module__.split(".")[:2])

    @property
    def owns(self) -> frozenset[str]:
        """Every table that the step writes."""
        return self.writes | {table.name for table in self.tables}


def in_order(steps: Iterable[Step], *, given: frozenset[str] = frozenset()) -> tuple[Step, ...]:
    """The steps, unchanged, after a check; `given` are tables that no step writes.

    Raises StepOrderError if a step reads a table that no earlier step writes or a later one still writes, if two
    packages write one table, or if two steps have one name.
    """
    steps = tuple(steps)
    owner: dict[str, Step] = {}
    for number, step in enumerate(steps):
        if step.name in {earlier.name for earlier in steps[:number]}:
            raise StepOrderError(tell("error.step.twice", step=step.name))
        later = frozenset[str]().union(*(other.owns for other in steps[number + 1 :]))
        _check_reads(step, (given | owner.keys()) - later)
        _check_writes(step, owner)
        owner |= dict.fromkeys(step.owns, step)
    return steps


def _check_reads(step: Step, written: frozenset[str]) -> None:
    unknown = step.reads - written - step.owns
    if unknown:
        raise StepOrderError(tell("error.step.unwritten", step=step.name, tables=", ".join(sorted(unknown))))


def _check_writes(step: Step, owner: Mapping[str, Step]) -> None:
    for table in sorted(step.owns & owner.keys()):
        if owner[table].package != step.package:
            raise StepOrderError(
                tell("error.step.two_packages", table=table, first=owner[table].name, second=step.name)
            )


def sorted_by_need(steps: Iterable[Step]) -> list[Step]:
    """The steps in an order in which each follows all that write what it reads; otherwise by name.

    Raises StepOrderError if steps depend on each other in a ring.
    """
    remaining = sorted(steps, key=lambda step: step.name)
    done: list[Step] = []
    while remaining:
        ready = next((step for step in remaining if not _waits_for(step, remaining)), None)
        if ready is None:
            raise StepOrderError(tell("error.step.ring", steps=", ".join(step.name for step in remaining)))
        remaining.remove(ready)
        done.append(ready)
    return done


def _waits_for(step: Step, remaining: Sequence[Step]) -> bool:
    """Whether another remaining step writes what `step` reads and does not itself write."""
    needed = step.reads - step.owns
    return any(needed & other.owns for other in remaining if other is not step)
