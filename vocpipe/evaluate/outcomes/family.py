"""A family of simulated companies: what is planted, and how often the outcomes say the right thing of it."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.settings import OutcomesSettings
from vocpipe.wording import tell

Progress = Callable[[int], None]


@dataclass(slots=True)
class Tally:
    """Counts by name, in the order in which the names came up: how often it was so, of how many."""

    hits: dict[str, int] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, hits: Iterable[bool]) -> None:
        """Count `hits` under `name`."""
        each = [bool(hit) for hit in hits]
        self.hits[name] = self.hits.get(name, 0) + sum(each)
        self.of[name] = self.of.get(name, 0) + len(each)


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
    def of_tally(cls, name: str, hits: int, n: int) -> "Share":
        """That of `hits` among `n`."""
        if not n:
            return cls(name, hits, n, None, None, None)
        interval = wilson_interval(hits, n)
        return cls(name, hits, n, hits / n, interval.low, interval.high)


@dataclass(frozen=True, slots=True)
class Family:
    """`measure` runs so many companies, from a seed on; it reports how many are done."""

    name: str
    measure: Callable[[int, OutcomesSettings, int, Progress], Tally]

    def shares(
        self, worlds: int, settings: OutcomesSettings, *, seed: int = 0, progress: Progress = lambda _: None
    ) -> list[Share]:
        """What came out, one share per name."""
        tally = self.measure(worlds, settings, seed, progress)
        return [Share.of_tally(name, tally.hits[name], tally.of[name]) for name in tally.of]


def families() -> dict[str, Family]:
    """Every family by its name: one module each in the package `families`."""
    package = importlib.import_module("vocpipe.evaluate.outcomes.families")
    modules = [
        importlib.import_module(f"{package.__name__}.{item.name}") for item in pkgutil.iter_modules(package.__path__)
    ]
    return {module.FAMILY.name: module.FAMILY for module in sorted(modules, key=lambda module: module.FAMILY.name)}


def family_lines(shares: Iterable[Share]) -> list[str]:
    """One line per share, in the language of the user."""
    return [_line(share) for share in shares]


def _line(share: Share) -> str:
    name = tell(f"evaluate.family.{share.name}")
    if share.share is None:
        return tell("evaluate.family.none", name=name)
    ends = {"share": 100 * share.share, "low": 100 * (share.low or 0.0), "high": 100 * (share.high or 0.0)}
    return tell("evaluate.family.line", name=name, hits=share.hits, of=share.of, **ends)
