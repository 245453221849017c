"""The section on the explorer."""

from typing import Annotated, Literal

from pydantic import Field

from vocpipe.settings.base import Model

HostName = Annotated[str, Field(pattern=r"^[^\s/@*:]+$|^\[?[0-9a-fA-F:.]+\]?$")]

Person = Annotated[str, Field(pattern=r"^[^\s@]*@[^\s@]+$")]


class AppSettings(Model):
    """`[app]`: the explorer."""

    hosts: list[HostName] = Field(
        default=[],
        description="names under which the explorer answers, without port, such as that of a proxy before it; it "
        "always answers under localhost, 127.0.0.1, [::1] and the address that it listens on",
    )
    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$")] = Field(
        default="http://localhost:8501", description="where people open the explorer: links in messages lead there"
    )
    viewers: list[Person] = Field(
        default=[],
        description='who may look, where people sign in: mail addresses, or all of a domain as "@example.jp"',
    )
    editors: list[Person] = Field(default=[], description="who may also edit themes and actions, as in viewers")
    admins: list[Person] = Field(
        default=[], description="who may also write lists of customers to be told something, as in viewers"
    )
    default_role: Literal["none", "viewer", "editor"] = Field(
        default="viewer",
        description="the role of whoever is in none of the lists, and of everybody where the explorer is open to "
        "others and nobody signs in; none may see nothing",
    )
