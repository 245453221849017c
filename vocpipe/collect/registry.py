"""Every reader and every companion there is, built in or brought by another package."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from vocpipe import plugins
from vocpipe.collect.companion import Companion
from vocpipe.collect.reader import Reader
from vocpipe.errors import PluginError, UnknownReaderError, one_of
from vocpipe.wording import tell

_Plugin = TypeVar("_Plugin", Reader, Companion)


@cache
def readers() -> dict[str, Reader]:
    """The readers of feedback, by the name that `reader = "…"` has in vocpipe.toml; raises PluginError."""
    return _by_name(plugins.load(plugins.READERS), Reader)


@cache
def companions() -> dict[str, Companion]:
    """The companions of feedback by name; those of which there is only one table come last. Raises PluginError."""
    loaded = _by_name(plugins.load(plugins.COMPANIONS), Companion)
    return dict(sorted(loaded.items(), key=lambda item: (not item[1].many, item[1].readers[0].order, item[0])))


def reader(name: str) -> Reader:
    """The reader called `name`; raises UnknownReaderError, which lists the known names."""
    try:
        return readers()[name]
    except KeyError:
        raise UnknownReaderError(one_of("reader", name, readers())) from None


def _by_name(loaded: Iterable[Any], kind: type[_Plugin]) -> dict[str, _Plugin]:
    plugins_by_name: dict[str, _Plugin] = {}
    for plugin in loaded:
        if not isinstance(plugin, kind):
            raise PluginError(tell("collect.plugin.wrong_type", plugin=plugin, kind=kind.__name__))
        if plugin.name in plugins_by_name:
            raise PluginError(tell("collect.plugin.same_name", name=plugin.name))
        plugins_by_name[plugin.name] = plugin
    return plugins_by_name
