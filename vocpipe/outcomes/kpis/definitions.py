"""The KPIs there are: every `KPI` in a module of `defined`. A new KPI is a module with a `KPI`, and its words."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from vocpipe.outcomes.kpis import defined
from vocpipe.outcomes.kpis.kpi import Kpi


@cache
def definitions() -> tuple[Kpi, ...]:
    """All KPIs, in the order of their names."""
    return tuple(sorted(_found(), key=lambda kpi: kpi.name))


def _found() -> Iterator[Kpi]:
    for module in iter_modules(defined.__path__, f"{defined.__name__}."):
        yield import_module(module.name).KPI
