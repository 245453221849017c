"""The sections that companions bring, built in or from another package."""

from functools import cache
from typing import Any, Protocol, runtime_checkable

from pydantic import BaseModel, Field, create_model

from vocpipe import plugins
from vocpipe.errors import PluginError
from vocpipe.settings.base import Model
from vocpipe.wording import tell


@runtime_checkable
class _Companion(Protocol):
    """What the settings have to know about a companion."""

    @property
    def section(self) -> str: ...
    @property
    def settings(self) -> type[BaseModel]: ...
    @property
    def many(self) -> bool: ...


@cache
def companion_sections(taken: frozenset[str]) -> type[Model]:
    """A model with a field for the section of every companion.

    Raises PluginError if two companions want one section, or one wants a section that is `taken`.
    """
    fields: dict[str, Any] = {}
    for companion in plugins.load(plugins.COMPANIONS):
        if not isinstance(companion, _Companion):
            raise PluginError(tell("collect.plugin.wrong_type", plugin=companion, kind="Companion"))
        if companion.section in taken | fields.keys():
            raise PluginError(tell("collect.plugin.section", section=companion.section))
        if companion.many:
            fields[companion.section] = (list[companion.settings], Field(default_factory=list))  # type: ignore[name-defined]
        else:
            fields[companion.section] = (companion.settings | None, None)
    return create_model("Companions", __base__=Model, **fields)
