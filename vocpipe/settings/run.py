"""The section on where the work of a refresh is done."""

from typing import Literal, Self

from pydantic import Field, model_validator

from vocpipe.settings.base import Model
from vocpipe.wording import tell


class RunSettings(Model):
    """`[run]`: texts are cleaned, split and embedded on this machine, or on the workers of a cluster."""

    runner: Literal["local", "dask", "ray"] = "local"
    address: str = Field(
        default="", description='of the cluster, such as "tcp://scheduler:8786" (dask), or "auto", "ray://…" (ray)'
    )
    processes: int | None = Field(
        default=None, ge=1, description="of this machine, for local; by default one a core if there are many texts"
    )

    @model_validator(mode="after")
    def _address_of_a_cluster(self) -> Self:
        if (self.runner == "local") is bool(self.address):
            raise ValueError(tell("error.settings.run_address"))
        return self
