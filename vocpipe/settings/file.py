"""The whole of vocpipe.toml, and reading it."""

import tomllib
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator

from vocpipe.errors import SettingsError
from vocpipe.settings.analysis import (
    EmbedSettings,
    HandoffSettings,
    NamingSettings,
    OutcomesSettings,
    RiskSettings,
    SegmentsSettings,
    ThemesSettings,
)
from vocpipe.settings.base import Model
from vocpipe.settings.inputs import (
    BehaviourSettings,
    ContactsSettings,
    CustomersSettings,
    EventSettings,
    InvitationsSettings,
    SourceSettings,
)
from vocpipe.settings.workspace import WorkspaceSettings
from vocpipe.wording import tell

SETTINGS_FILE = "vocpipe.toml"


class Settings(Model):
    """The whole of vocpipe.toml."""

    workspace: WorkspaceSettings = WorkspaceSettings()
    source: list[SourceSettings] = Field(default_factory=list)
    customers: CustomersSettings | None = None
    behaviour: list[BehaviourSettings] = Field(default_factory=list)
    contacts: list[ContactsSettings] = Field(default_factory=list)
    invitations: list[InvitationsSettings] = Field(default_factory=list)
    event: list[EventSettings] = Field(default_factory=list)
    embed: EmbedSettings = EmbedSettings()
    themes: ThemesSettings = ThemesSettings()
    naming: NamingSettings = NamingSettings()
    outcomes: OutcomesSettings = OutcomesSettings()
    segments: SegmentsSettings = SegmentsSettings()
    risk: RiskSettings = RiskSettings()
    handoff: HandoffSettings = HandoffSettings()

    @model_validator(mode="after")
    def _distinct_names(self) -> Self:
        """Files are known by the name of their section, so that no two sections may share one."""
        sections: dict[str, list[str]] = {}
        for table in ("source", "behaviour", "contacts", "invitations"):
            for section in getattr(self, table):
                sections.setdefault(section.name, []).append(f"[[{table}]]")
        for name, tables in sections.items():
            if len(tables) > 1:
                raise ValueError(tell("error.settings.same_name", tables=", ".join(tables), name=name))
        return self


def load_settings(root: Path) -> Settings:
    """The settings of the workspace at `root`.

    Raises SettingsError, in one line, where the file is missing, is no TOML, or holds a value that is not allowed.
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
    option = ".".join(str(part) for part in problem["loc"])
    if not option:
        return tell("error.settings.file_value", path=path, problem=problem["msg"])
    return tell("error.settings.option_value", path=path, option=option, problem=problem["msg"])
