"""Parameters of the flows, checked by the server where a deployment or a run is made, and where a run starts."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from vocpipe.wording import tell

_WHOLE_PATH = r"^([A-Za-z]:)?[/\\]"  # a worker stands in whatever folder it was started in


def _named(value: object) -> object:
    """The value, unless it is empty: an empty path would be that folder."""
    if not str(value).strip():
        raise ValueError(tell("flows.no_workspace"))
    return value


WorkspaceFolder = Annotated[Path, BeforeValidator(_named), Field(json_schema_extra={"pattern": _WHOLE_PATH})]
