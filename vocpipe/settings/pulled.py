"""What a `[[source]]` says that is pulled from another system: `pull = "zendesk"`, and what that vendor needs.

Secrets never stand in the settings: whoever writes one there is told where it goes.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, ClassVar, Protocol, runtime_checkable
from urllib.parse import parse_qsl, urlsplit

from pydantic import Field

from vocpipe import plugins
from vocpipe.errors import PluginError, one_of
from vocpipe.settings.base import Model
from vocpipe.wording import tell

PULL, OPTIONS = "pull", "pull_options"
_TABLE = "table"  # the reader of any table
_SECRET = re.compile(r"token|secret|passw|api_?key|credential|private_?key|^key_?file$", re.IGNORECASE)


class PullOptions(Model):
    """What every vendor may be told; a vendor adds what it needs."""

    explicit: ClassVar[bool] = False  # the settings name the columns: what a page of one row looks like tells nothing
    whole: ClassVar[bool] = False  # a record has all that there is of its thread: what a newer one lacks is gone

    since: date | None = Field(default=None, description="the first pull begins with what changed on this day")

    @property
    def reader(self) -> str | None:
        """By which the pages are read, where that hangs on the options; None: as the vendor says."""
        return None

    @property
    def columns(self) -> dict[str, str]:
        """Field -> column, where the vendor knows what its reader would have to guess."""
        return {}


@runtime_checkable
class _Vendor(Protocol):
    """What the settings have to know about a vendor."""

    @property
    def name(self) -> str: ...
    @property
    def reader(self) -> str: ...
    @property
    def options(self) -> type[PullOptions]: ...


def with_vendor(content: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """A source's table of the settings with what its vendor needs under `pull_options`.

    known: the options that every source has. Raises ValueError if the vendor is unknown or a secret stands there.
    """
    vendors = _vendors()
    vendor = vendors.get(str(content[PULL]))
    if vendor is None:
        raise ValueError(one_of("pull", str(content[PULL]), vendors))
    own = vendor.options.model_fields
    for option, value in content.items():
        _refuse_secret(str(content.get("name", "NAME")), option, value, is_option=option in own)
    options = {name: value for name, value in content.items() if name in own and name not in known}
    shared = {name: value for name, value in content.items() if name not in options}
    told = vendor.options.model_validate(options)
    if told.columns:
        shared["columns"] = {**told.columns, **shared.get("columns", {})}
    read = {"reader": told.reader or vendor.reader, "path": "", **shared, OPTIONS: told}
    if told.explicit and read["reader"] == _TABLE:
        _check_columns(read)
    return read


def secret_places(owner: str, name: str, section: str = "sources") -> dict[str, str]:
    """Where a secret of a source goes: a variable of the environment, or a table and key of `.dlt/secrets.toml`.

    owner: the name of the source, or of another section that has secrets.
    """
    variable = "__".join(re.sub(r"\W", "_", part).upper() for part in (section, owner, name))
    return {"variable": variable, "table": f"[{section}.{owner}]", "key": name}


def _check_columns(read: Mapping[str, Any]) -> None:
    """Raise ValueError if the reader of tables would have to guess what the words or the scores are."""
    columns = read.get("columns", {})
    if not {"text", "title", "score"} & columns.keys():
        raise ValueError(tell("pull.settings.columns"))
    if "score" in columns and not read.get("score_type"):
        raise ValueError(tell("pull.settings.score_type"))


def _refuse_secret(source: str, option: str, value: object, *, is_option: bool) -> None:
    """Raise ValueError if an option is a secret, or holds one, as the address of a database may."""
    if _SECRET.search(option) and not is_option:
        raise ValueError(tell("pull.settings.secret", option=option, **secret_places(source, option)))
    if isinstance(value, str) and "://" in value and _has_password(value):
        raise ValueError(tell("pull.settings.secret", option=option, **secret_places(source, "password")))


def _has_password(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.password is not None or any(_SECRET.search(name) for name, _ in parse_qsl(parts.query))
    except ValueError:  # no address at all
        return False


@cache
def _vendors() -> dict[str, _Vendor]:
    """Every vendor by its name; raises PluginError."""
    found: dict[str, _Vendor] = {}
    for plugin in plugins.load(plugins.VENDORS):
        if not isinstance(plugin, _Vendor):
            raise PluginError(tell("collect.plugin.wrong_type", plugin=plugin, kind="Vendor"))
        if plugin.name in found:
            raise PluginError(tell("collect.plugin.same_name", name=plugin.name))
        found[plugin.name] = plugin
    return found
