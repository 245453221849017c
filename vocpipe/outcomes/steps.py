"""The steps of the outcomes: every `STEP` in a module of this package. A new analysis is a module with a `STEP`."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from vocpipe import outcomes
from vocpipe.step import Step, sorted_by_need


def find_steps() -> Iterator[Step]:
    """Every step of this package, in the order of the modules' names."""
    for module in walk_packages(outcomes.__path__, f"{outcomes.__name__}."):
        if module.name != __name__:
            step = getattr(import_module(module.name), "STEP", None)
            if isinstance(step, Step):
                yield step


# Steps of an earlier stage come first.
STEPS = tuple(sorted(sorted_by_need(find_steps()), key=lambda step: step.stage == "outcomes"))
