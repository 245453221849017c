"""The whole of vocpipe.toml, and reading it."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Self

from pydantic import ConfigDict, Field, ValidationError, ValidationInfo, model_validator

from vocpipe.errors import SettingsError
from vocpipe.settings.accounts import AccountsSettings
from vocpipe.settings.analysis import (
    EmbedSettings,
    HandoffSettings,
    LapseSettings,
    NamingSettings,
    OutcomesSettings,
    PlanSettings,
    RiskSettings,
    SegmentsSettings,
    ThemesSettings,
)
from vocpipe.settings.app import AppSettings
from vocpipe.settings.base import Model
from vocpipe.settings.companions import companion_sections
from vocpipe.settings.goals import GoalSettings
from vocpipe.settings.inputs import SourceSettings, TableSettings
from vocpipe.settings.limits import LimitsSettings
from vocpipe.settings.notify import NotifySettings
from vocpipe.settings.privacy import PrivacySettings
from vocpipe.settings.publish import PublishSettings
from vocpipe.settings.run import RunSettings
from vocpipe.settings.taxonomy import GuidedThemeSettings, TaxonomySettings, with_table_of_themes
from vocpipe.settings.workspace import WorkspaceSettings
from vocpipe.wording import tell

SETTINGS_FILE = "vocpipe.toml"


class Settings(Model):
    """The whole of vocpipe.toml. Sections of companions, such as `[customers]`, are attributes too; see `tables`."""

    model_config = ConfigDict(extra="allow", frozen=True)

    workspace: WorkspaceSettings = WorkspaceSettings()
    privacy: PrivacySettings = PrivacySettings()
    limits: LimitsSettings = LimitsSettings()
    source: list[SourceSettings] = Field(default_factory=list)
    embed: EmbedSettings = EmbedSettings()
    themes: ThemesSettings = ThemesSettings()
    theme: list[GuidedThemeSettings] = Field(default_factory=list)
    taxonomy: TaxonomySettings = TaxonomySettings()
    naming: NamingSettings = NamingSettings()
    outcomes: OutcomesSettings = OutcomesSettings()
    segments: SegmentsSettings = SegmentsSettings()
    accounts: AccountsSettings = AccountsSettings()
    lapse: LapseSettings = LapseSettings()
    risk: RiskSettings = RiskSettings()
    handoff: HandoffSettings = HandoffSettings()
    app: AppSettings = AppSettings()
    goal: list[GoalSettings] = Field(default_factory=list)
    plan: list[PlanSettings] = Field(default_factory=list)
    # Left out of what is published and of what makes a refresh necessary: who is told, where
    # work is done, and where the results go besides.
    notify: list[NotifySettings] = Field(default_factory=list, exclude=True)
    run: RunSettings = Field(default=RunSettings(), exclude=True)
    publish: PublishSettings = Field(default=PublishSettings(), exclude=True)

    def tables(self, section: str) -> list[Any]:
        """The tables under a companion's section, each as that companion's model of settings."""
        value = (self.model_extra or {}).get(section)
        return value if isinstance(value, list) else [] if value is None else [value]

    @model_validator(mode="before")
    @classmethod
    def _with_companions(cls, content: Any, info: ValidationInfo) -> Any:
        """Every other section has to be a companion's, and is read as that companion declares it."""
        if not isinstance(content, dict):
            return content
        content = with_table_of_themes(content, (info.context or {}).get("root"))
        own = {name: value for name, value in content.items() if name in cls.model_fields}
        others = {name: value for name, value in content.items() if name not in cls.model_fields}
        return own | dict(_companions().model_validate(others, context=info.context))

    @model_validator(mode="after")
    def _distinct_names(self) -> Self:
        """Files are recorded under the name of their section, so no two sections may share a name."""
        sections: dict[str, list[str]] = {}
        for table in ("source", *_companions().model_fields):
            for section in self.source if table == "source" else self.tables(table):
                if isinstance(section, SourceSettings | TableSettings):
                    sections.setdefault(section.name, []).append(f"[[{table}]]")
        for name, tables in sections.items():
            if len(tables) > 1:
                raise ValueError(tell("error.settings.same_name", tables=", ".join(tables), name=name))
        return self

    @model_validator(mode="after")
    def _distinct_themes(self) -> Self:
        """A theme's id comes from its key or name."""
        ids: dict[str, str] = {}
        for theme in self.theme:
            if theme.theme_id in ids:
                raise ValueError(tell("error.settings.same_name", tables="[[theme]]", name=ids[theme.theme_id]))
            ids[theme.theme_id] = theme.key or theme.shown
        return self

    @model_validator(mode="after")
    def _distinct_ways(self) -> Self:
        """What was sent is noted under the name of its section."""
        for name, n in Counter(way.name for way in self.notify).items():
            if n > 1:
                raise ValueError(tell("error.settings.same_name", tables="[[notify]]", name=name))
        return self


def _companions() -> type[Model]:
    return companion_sections(frozenset(Settings.model_fields))


def load_settings(root: Path) -> Settings:
    """The settings of the workspace at `root`.

    Raises SettingsError, in one line, if the file is missing, is not TOML, or holds a value that is not allowed.
    """
    path = root / SETTINGS_FILE
    if not path.is_file():
        raise SettingsError(tell("error.settings.missing", root=root, file=SETTINGS_FILE))
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return Settings.model_validate(content, context={"root": root.resolve()})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(tell("error.settings.no_toml", path=path, problem=error)) from error
    except ValidationError as error:
        raise SettingsError(_first_problem(path, error)) from error


def _first_problem(path: Path, error: ValidationError) -> str:
    problem = error.errors()[0]
    if problem["type"] == "extra_forbidden" and len(problem["loc"]) == 1:
        sections = ", ".join(sorted({*Settings.model_fields, *_companions().model_fields}))
        unknown = tell("collect.settings.unknown_section", name=problem["loc"][0], sections=sections)
        return tell("error.settings.file_value", path=path, problem=unknown)
    option = ".".join(str(part) for part in problem["loc"])
    if not option:
        return tell("error.settings.file_value", path=path, problem=problem["msg"])
    return tell("error.settings.option_value", path=path, option=option, problem=problem["msg"])
