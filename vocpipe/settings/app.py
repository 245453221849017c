"""The section on the explorer."""

from typing import Annotated

from pydantic import Field

from vocpipe.settings.base import Model

HostName = Annotated[str, Field(pattern=r"^[^\s/@*:]+$|^\[?[0-9a-fA-F:.]+\]?$")]


class AppSettings(Model):
    """`[app]`: the explorer."""

    hosts: list[HostName] = Field(
        default=[],
        description="names under which the explorer answers, without port, such as that of a proxy before it; it "
        "always answers under localhost, 127.0.0.1, [::1] and the address that it listens on",
    )
