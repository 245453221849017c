"""vocpipe.toml as pydantic models: every option with its default, its range and what it means."""

import datetime
import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from vocpipe.errors import SettingsError

SETTINGS_FILE = "vocpipe.toml"

Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Kind = Literal["survey", "ticket", "message", "post", "review", "community"]
ScoreType = Literal["nps", "csat", "ces", "stars"]


class Model(BaseModel):
    """Refuses unknown keys, so that a typing mistake in the file is said rather than ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: the name of a folder of zones, like "Asia"
        raise ValueError(f"{value!r} is no time zone; write one like Asia/Tokyo or Europe/Berlin") from error
    return value


TimeZone = Annotated[str, AfterValidator(_known_zone)]


class WorkspaceSettings(Model):
    """`[workspace]`: what holds for every source."""

    languages: list[Language] = Field(default=["ja", "en"], min_length=1)
    timezone: TimeZone = "Asia/Tokyo"
    keep_snapshots: int = Field(default=5, ge=1)


class SourceSettings(Model):
    """`[[source]]`: where one kind of export is found and how it is read."""

    name: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    reader: str = "table"
    path: str
    kind: Kind = "survey"
    columns: dict[str, str | list[str]] = Field(default_factory=dict)
    score_type: ScoreType | None = None
    encoding: str | None = None
    timezone: TimeZone | None = None
    sheet: str | None = None
    snapshot: bool | None = Field(
        default=None,
        description="each file is the whole truth about itself: rows gone from a rewritten file are deleted here",
    )


class CustomersSettings(Model):
    """`[customers]`: who the customers are, since when, and who has left."""

    path: str
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None
    sheet: str | None = None


class InvitationsSettings(Model):
    """`[[invitations]]`: a table of survey invitations: who was asked, when, and whether they answered."""

    name: Annotated[str, Field(pattern=r"^[\w.-]+$")] = "invitations"
    path: str
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None
    timezone: TimeZone | None = None
    sheet: str | None = None


class EventSettings(Model):
    """`[[event]]`: a release, a campaign or the like by its date and name, or the path of a table of them."""

    date: datetime.date | None = None
    name: str | None = None
    kind: str = "event"
    path: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None
    sheet: str | None = None

    @model_validator(mode="after")
    def _one_or_a_table(self) -> Self:
        if (self.path is None) == (self.date is None or self.name is None):
            raise ValueError("an event has a date and a name, or the path of a table of events")
        return self


class EmbedSettings(Model):
    """`[embed]`: "auto" takes the two packaged models, each where it is best; or any hub name or local folder."""

    model: str = "auto"
    batch_size: int = Field(default=64, ge=1)


class ThemesSettings(Model):
    """`[themes]`: how themes are found; the level of detail is read from the data unless `resolution` is given."""

    engine: Literal["graph", "hdbscan"] = "graph"
    resolution: float | None = Field(default=None, gt=0)
    min_size: int = Field(default=5, ge=2, description="sentences a theme needs at the least")
    seed: int = 7


class OutcomesSettings(Model):
    """`[outcomes]`: when a number may be shown, and how sure it has to be."""

    min_responses: int = Field(default=30, ge=2)
    bootstrap: int = Field(default=2000, ge=200)
    false_discovery_rate: float = Field(default=0.05, gt=0, lt=1)
    alert_ratio: float = Field(default=1.5, ge=1, description="a theme said so many times more, or less, is an alert")


class Settings(Model):
    """The whole of vocpipe.toml."""

    workspace: WorkspaceSettings = WorkspaceSettings()
    source: list[SourceSettings] = Field(default_factory=list)
    customers: CustomersSettings | None = None
    invitations: list[InvitationsSettings] = Field(default_factory=list)
    event: list[EventSettings] = Field(default_factory=list)
    embed: EmbedSettings = EmbedSettings()
    themes: ThemesSettings = ThemesSettings()
    outcomes: OutcomesSettings = OutcomesSettings()

    @field_validator("source")
    @classmethod
    def _distinct_names(cls, value: list[SourceSettings]) -> list[SourceSettings]:
        names = [source.name for source in value]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two sources are named {', '.join(twice)}; give each its own name")
        return value


def load_settings(root: Path) -> Settings:
    """The settings of the workspace at `root`.

    Raises SettingsError, in one line, where the file is missing, is no TOML, or holds a value that can't be.
    """
    path = root / SETTINGS_FILE
    if not path.is_file():
        raise SettingsError(f"{root} has no {SETTINGS_FILE}; put your exports in inputs/ and run: vocpipe init {root}")
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} can't be read as TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{path}: {where}: {first['msg']}") from error
