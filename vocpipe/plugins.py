"""Discovery of readers, companions and vendors: modules of one folder, or entry points of other installed packages."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from vocpipe.errors import PluginError
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of plug-in: the folder whose modules have one each, its name there, and the group of entry points."""

    folder: str
    attribute: str
    group: str


READERS = Kind("vocpipe.collect.readers", "READER", "vocpipe.readers")
COMPANIONS = Kind("vocpipe.collect.companions", "COMPANION", "vocpipe.companions")
VENDORS = Kind("vocpipe.pull.vendors", "VENDOR", "vocpipe.vendors")


@cache
def load(kind: Kind) -> tuple[Any, ...]:
    """Every plug-in of a kind: those of its folder by the names of their modules, then those of other packages.

    Raises PluginError if a plug-in of another package can't be imported.
    """
    installed = sorted(entry_points(group=kind.group), key=lambda entry: (entry.name, entry.value))
    return (*_built_in(kind), *map(_imported, installed))


def _built_in(kind: Kind) -> Iterator[Any]:
    folder = importlib.import_module(kind.folder)
    for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda module: module.name):
        plugin = getattr(importlib.import_module(f"{kind.folder}.{module.name}"), kind.attribute, None)
        if plugin is not None:  # some modules only help others
            yield plugin


def _imported(entry: EntryPoint) -> Any:
    try:
        return entry.load()
    except Exception as error:  # the code of another package may raise anything
        package = entry.dist.name if entry.dist else entry.value
        raise PluginError(tell("collect.plugin.broken", name=entry.name, package=package, error=error)) from error
