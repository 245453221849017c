"""What sections of vocpipe.toml are made of, and the sections that companions bring."""

from functools import cache
from typing import Annotated, Any, Protocol, runtime_checkable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model

from vocpipe import plugins
from vocpipe.errors import PluginError
from vocpipe.wording import tell

Name = Annotated[str, Field(pattern=r"^[\w.-]+$")]


class Model(BaseModel):
    """Refuses unknown keys, so that a typing mistake in the file is reported rather than ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: the name of a folder of zones, like "Asia"
        raise ValueError(tell("collect.settings.time_zone", zone=value)) from error
    return value


TimeZone = Annotated[str, AfterValidator(_known_zone)]


class TableFile(Model):
    """A table that accompanies feedback: where its files are and what its columns are called."""

    path: str
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None
    sheet: str | None = None


class TableSettings(TableFile):
    """One of several tables of a kind: it has a name, by which its files are known, and may have a time zone."""

    name: Name
    timezone: TimeZone | None = None


@runtime_checkable
class _Companion(Protocol):
    """What the settings have to know of a companion."""

    @property
    def section(self) -> str: ...
    @property
    def settings(self) -> type[BaseModel]: ...
    @property
    def many(self) -> bool: ...


@cache
def companion_sections(taken: frozenset[str]) -> type[Model]:
    """A model with a field for the section of every companion, built in or installed.

    Raises PluginError where two companions want one section, or one wants one that is `taken`.
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
