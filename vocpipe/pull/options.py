"""What the vendors that are asked over HTTP may be told."""

from typing import Annotated

from pydantic import AfterValidator, Field

from vocpipe.addresses import is_closed
from vocpipe.settings.pulled import PullOptions
from vocpipe.wording import tell


def _closed(value: str) -> str:
    """The address, if nobody on the way can read what is sent there."""
    if not is_closed(value):
        raise ValueError(tell("pull.settings.https", address=repr(value)))
    return value.rstrip("/")


Address = Annotated[str, AfterValidator(_closed)]
Host = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
Label = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$")]


class ApiOptions(PullOptions):
    """What every such vendor may be told."""

    address: Address | None = Field(default=None, description="where the API is, if behind a gateway of yours")
    calls_per_minute: int | None = Field(
        default=None, ge=1, description="calls that may begin in a minute, if yours are more or fewer than usual"
    )

    def limit(self, usual: tuple[int, float]) -> tuple[int, float]:
        """How many calls may begin within how many seconds; `usual`: without a word on it."""
        return (self.calls_per_minute, 60.0) if self.calls_per_minute else usual
