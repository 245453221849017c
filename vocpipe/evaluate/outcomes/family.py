"""A family of simulated companies: what is planted, and how often the outcomes say the right thing of it."""

import importlib
import pkgutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from threadpoolctl import threadpool_limits

from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.settings import OutcomesSettings

MIN_EXPOSED = 40  # leavers after a mention, for a company to count towards the power


@dataclass(slots=True)
class Tally:
    """Counts by name, in the order in which the names came up: how often it was so, of how many.

    A name is `<what>.<kind>`, or `<what>.<kind>.<detail>`. Kinds that are added up over a family are "false" (a verdict
    without an effect), "found" (a planted effect) and "covered" (an interval that holds the truth).
    """

    hits: dict[str, int] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, hits: Iterable[bool]) -> None:
        """Count `hits` under `name`."""
        each = [bool(hit) for hit in hits]
        self.count(name, sum(each), len(each))

    def count(self, name: str, hits: int, of: int) -> None:
        """Count so many hits of so many cases under `name`."""
        self.hits[name] = self.hits.get(name, 0) + hits
        self.of[name] = self.of.get(name, 0) + of

    def include(self, other: "Tally") -> None:
        """Add the counts of another one."""
        for name in other.of:
            self.count(name, other.hits[name], other.of[name])

    def shares(self) -> list["Share"]:
        """One share per name."""
        return [Share.of_counts(name, self.hits[name], self.of[name]) for name in self.of]

    def sum_of(self, kind: str) -> "Share":
        """All counts of one kind together."""
        names = [name for name in self.of if name.split(".")[1] == kind]
        return Share.of_counts(kind, sum(self.hits[name] for name in names), sum(self.of[name] for name in names))


@dataclass(frozen=True, slots=True)
class Share:
    """How often it was so; `low` and `high` are the ends of the 95 % interval (Wilson), None without any case."""

    name: str
    hits: int
    of: int
    share: float | None
    low: float | None
    high: float | None

    @classmethod
    def of_counts(cls, name: str, hits: int, n: int) -> "Share":
        """That of `hits` among `n`."""
        if not n:
            return cls(name, hits, n, None, None, None)
        interval = wilson_interval(hits, n)
        return cls(name, hits, n, hits / n, interval.low, interval.high)


@dataclass(frozen=True, slots=True)
class Size:
    """How large the companies of the families "no_effect" and "planted" are; the others have sizes of their own."""

    customers: int = 600
    months: int = 12
    themes: int = 20


def _tell_nobody(done: int) -> None:
    """Of how many are done."""


@dataclass(frozen=True, slots=True)
class Worlds:
    """The companies to simulate: so many, with the seeds from `seed` on. A seed always gives the same company.

    progress: told how many are done.
    """

    count: int
    settings: OutcomesSettings = field(default_factory=OutcomesSettings)
    seed: int = 0
    size: Size = Size()
    progress: Callable[[int], None] = _tell_nobody

    def parts(self, size: int) -> list["Worlds"]:
        """The companies in parts of so many, which tell nobody how many are done."""
        starts = range(0, self.count, size)
        return [
            replace(self, count=min(size, self.count - start), seed=self.seed + start, progress=_tell_nobody)
            for start in starts
        ]

    def seeds(self) -> Iterator[int]:
        """The seed of each company; when the next one is asked for, the one before is done."""
        for number in range(self.count):
            yield self.seed + number
            self.progress(number + 1)


@dataclass(frozen=True, slots=True)
class Family:
    """A name, and what counts the verdicts on its companies. is_usual: measured if no family is named."""

    name: str
    count: Callable[[Worlds], Tally]
    is_usual: bool = False

    def measure(self, worlds: Worlds) -> tuple[Tally, float]:
        """What came out, and the seconds of one core that it took."""
        start = time.process_time()
        # On matrices as small as these, several threads only wait for each other.
        with threadpool_limits(1, "blas"):
            tally = self.count(worlds)
        return tally, time.process_time() - start


def families() -> dict[str, Family]:
    """Every family by its name: one module each in the package `families`; the usual ones first."""
    package = importlib.import_module("vocpipe.evaluate.outcomes.families")
    modules = [
        importlib.import_module(f"{package.__name__}.{item.name}") for item in pkgutil.iter_modules(package.__path__)
    ]
    found: list[Family] = [module.FAMILY for module in modules]
    return {family.name: family for family in sorted(found, key=lambda family: (not family.is_usual, family.name))}
