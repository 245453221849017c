"""vocpipe.toml as pydantic models: every option with its default, its range and what it means."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from vocpipe.errors import SettingsError
from vocpipe.sections import Model, Name, TableSettings, TimeZone, companion_sections
from vocpipe.wording import Text, tell

SETTINGS_FILE = "vocpipe.toml"

Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Kind = Literal["survey", "ticket", "message", "post", "review", "community"]
ScoreType = Literal["nps", "csat", "ces", "stars"]


def _says_a_name(value: str) -> str:
    if not any(char.isalnum() for char in value):
        raise ValueError(f"{value!r} is no name; write one like Tsumugi, or leave it out")
    return value


OwnName = Annotated[str, AfterValidator(_says_a_name)]


class WorkspaceSettings(Model):
    """`[workspace]`: what holds for every source."""

    languages: list[Language] = Field(default=["ja", "en"], min_length=1)
    timezone: TimeZone = "Asia/Tokyo"
    keep_snapshots: int = Field(default=5, ge=1)
    own_names: list[OwnName] = Field(
        default=[],
        description="names of your own company and products, in every script they are written in: sentences that share "
        "nothing else are then no more alike; Latin ones are whole words, Japanese ones stand anywhere",
    )


class SourceSettings(Model):
    """`[[source]]`: where one kind of export is found and how it is read."""

    name: Name
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


class NamingSettings(Model):
    """`[naming]`: a program of the user's own that names new themes; without one, customers' words name them."""

    command: list[str] = Field(
        default=[], description="the program and its arguments; files in the workspace may be named from there"
    )
    timeout_seconds: int = Field(default=600, ge=1, description="for all the themes that are new in a refresh")

    @field_validator("command")
    @classmethod
    def _found_in_workspace(cls, value: list[str], info: ValidationInfo) -> list[str]:
        """Relative paths start at the workspace's folder here too, wherever vocpipe itself was started."""
        root = (info.context or {}).get("root")
        return [str(root / part) if root and part and (root / part).is_file() else part for part in value]


class OutcomesSettings(Model):
    """`[outcomes]`: when a number may be shown, and how sure it has to be."""

    min_responses: int = Field(default=30, ge=2)
    bootstrap: int = Field(default=2000, ge=200)
    false_discovery_rate: float = Field(default=0.05, gt=0, lt=1)
    exposure_months: int = Field(
        default=3, ge=1, le=12, description="a mention counts as exposure to leaving for so many months"
    )
    exposure_gap_days: int = Field(
        default=15,
        ge=0,
        le=90,
        description="but not in the days just before a month, so that talk of leaving tells nothing",
    )
    alert_ratio: float = Field(default=1.5, ge=1, description="a theme said so many times more, or less, is an alert")


class SegmentsSettings(Model):
    """`[segments]`: where one segment of customers ends and the next begins."""

    high_touch: float | None = Field(
        default=None, gt=0, description="monthly value from which on; by default the top tenth of the month's customers"
    )
    low_touch: float | None = Field(
        default=None, gt=0, description="monthly value from which on, else tech touch; by default the top half"
    )
    usage_days: int = Field(default=28, ge=7, description="days that use is counted over")
    frequent: int = Field(default=8, ge=1, description="days with use, among usage_days, from which it is frequent")
    occasional: int = Field(default=2, ge=1, description="days with use from which it is occasional, else rare")
    onboarding_days: int = Field(default=90, ge=0)
    contract_months: int = Field(default=12, ge=0, description="length of a contract; 0: there are no renewals")
    renewal_days: int = Field(default=60, ge=0, description="days before a contract ends that count as renewal")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.high_touch is not None and self.low_touch is not None and self.low_touch >= self.high_touch:
            raise ValueError("low_touch has to be below high_touch")
        if self.occasional >= self.frequent:
            raise ValueError("occasional has to be below frequent")
        return self


class RiskSettings(Model):
    """`[risk]`: the list of customers at risk and its back-test."""

    horizon_days: int = Field(default=30, ge=7, le=365, description="days in which leaving is foretold")
    window_days: int = Field(default=90, ge=7, description="days of voices and use that are looked at")
    gap_days: int = Field(default=14, ge=0, description="the last days before are not: talk of leaving stands there")
    list_size: int = Field(default=50, ge=1, description="customers on the list at the most")
    list_share: float = Field(default=0.1, gt=0, le=0.5, description="and no more than this share of all")


class HandoffSettings(Model):
    """`[handoff]`: who is left out of an audience, and what its columns are called."""

    contact_days: int = Field(default=30, ge=1, description="days in which contacts are recent")
    contact_cap: int = Field(default=2, ge=1, description="recent contacts from which on a customer is left out")
    salesforce_key: str = Field(default="Customer_Id__c", description="external id field that holds the customer's id")


class Settings(Model):
    """The whole of vocpipe.toml. Sections of companions, such as `[customers]`, are attributes too, or `tables`."""

    model_config = ConfigDict(extra="allow", frozen=True)

    workspace: WorkspaceSettings = WorkspaceSettings()
    source: list[SourceSettings] = Field(default_factory=list)
    embed: EmbedSettings = EmbedSettings()
    themes: ThemesSettings = ThemesSettings()
    naming: NamingSettings = NamingSettings()
    outcomes: OutcomesSettings = OutcomesSettings()
    segments: SegmentsSettings = SegmentsSettings()
    risk: RiskSettings = RiskSettings()
    handoff: HandoffSettings = HandoffSettings()

    def tables(self, section: str) -> list[Any]:
        """The tables under a companion's section, each as that companion's model of settings."""
        value = (self.model_extra or {}).get(section)
        return value if isinstance(value, list) else [] if value is None else [value]

    @model_validator(mode="before")
    @classmethod
    def _with_companions(cls, given: Any, info: ValidationInfo) -> Any:
        """Every other section has to be a companion's, and is read as that companion declares it."""
        if not isinstance(given, dict):
            return given
        own = {name: value for name, value in given.items() if name in cls.model_fields}
        others = {name: value for name, value in given.items() if name not in cls.model_fields}
        return own | dict(_companions().model_validate(others, context=info.context))

    @model_validator(mode="after")
    def _distinct_among_all(self) -> Self:
        """Files are known by the name of what they belong to, so that it must be one thing's only."""
        sections: dict[str, list[str]] = {}
        for section in ("source", *_companions().model_fields):
            for table in self.source if section == "source" else self.tables(section):
                if isinstance(table, SourceSettings | TableSettings):
                    sections.setdefault(table.name, []).append(f"[[{section}]]")
        for name, where in sections.items():
            if len(where) > 1:
                both = Text(" and ".join(where), "と".join(where))
                raise ValueError(tell("collect.settings.same_name", sections=both, name=name))
        return self


def _companions() -> type[Model]:
    return companion_sections(frozenset(Settings.model_fields))


def load_settings(root: Path) -> Settings:
    """The settings of the workspace at `root`.

    Raises SettingsError, in one line, where the file is missing, is no TOML, or holds a value that can't be.
    """
    path = root / SETTINGS_FILE
    if not path.is_file():
        raise SettingsError(f"{root} has no {SETTINGS_FILE}; put your exports in inputs/ and run: vocpipe init {root}")
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return Settings.model_validate(given, context={"root": root.resolve()})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} can't be read as TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "extra_forbidden" and len(first["loc"]) == 1:
            raise SettingsError(f"{path}: {_unknown_section(str(first['loc'][0]))}") from error
        where = ".".join(str(part) for part in first["loc"]) + ": " if first["loc"] else ""
        raise SettingsError(f"{path}: {where}{first['msg']}") from error


def _unknown_section(name: str) -> str:
    """What to say of a section that neither vocpipe nor a companion has."""
    sections = sorted({*Settings.model_fields, *_companions().model_fields})
    return tell("collect.settings.unknown_section", name=name, sections=", ".join(sections))
