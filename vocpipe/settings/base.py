"""What every section of vocpipe.toml is made of: the model, and types that several sections use."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from vocpipe.wording import tell

Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Kind = Literal["survey", "ticket", "message", "post", "review", "community", "interview", "call"]
ScoreType = Literal["nps", "csat", "ces", "stars"]
Speaking = Literal["customer", "agent", "bot", "note", "system"]
Name = Annotated[str, Field(pattern=r"^[\w.-]+$")]


class Model(BaseModel):
    """A section that refuses unknown keys: a typing mistake in the file is reported, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: the name of a folder of zones, like "Asia"
        raise ValueError(tell("error.settings.timezone", value=repr(value))) from error
    return value


TimeZone = Annotated[str, AfterValidator(_known_zone)]


def _with_a_letter(value: str) -> str:
    if not any(char.isalnum() for char in value):
        raise ValueError(tell("error.settings.own_name", value=repr(value)))
    return value


OwnName = Annotated[str, AfterValidator(_with_a_letter)]
