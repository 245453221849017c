"""vocpipe.toml as pydantic models: every option with its default, its range and what it means.

`base` holds what sections share, `workspace`, `privacy`, `limits`, `inputs`, `analysis` and `app` the sections,
`taxonomy` the company's own themes, `companions` the sections that companions bring, `file` the whole file.
"""

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
from vocpipe.settings.file import SETTINGS_FILE, Settings, load_settings
from vocpipe.settings.goals import GoalSettings
from vocpipe.settings.inputs import (
    SourceSettings,
    TableFile,
    TableSettings,
)
from vocpipe.settings.limits import LimitsSettings
from vocpipe.settings.privacy import PrivacySettings
from vocpipe.settings.publish import PublishSettings
from vocpipe.settings.run import RunSettings
from vocpipe.settings.taxonomy import GuidedThemeSettings, TaxonomySettings
from vocpipe.settings.workspace import WorkspaceSettings

__all__ = [
    "SETTINGS_FILE",
    "AccountsSettings",
    "AppSettings",
    "EmbedSettings",
    "GoalSettings",
    "GuidedThemeSettings",
    "HandoffSettings",
    "LapseSettings",
    "LimitsSettings",
    "NamingSettings",
    "OutcomesSettings",
    "PlanSettings",
    "PrivacySettings",
    "PublishSettings",
    "RiskSettings",
    "RunSettings",
    "SegmentsSettings",
    "Settings",
    "SourceSettings",
    "TableFile",
    "TableSettings",
    "TaxonomySettings",
    "ThemesSettings",
    "WorkspaceSettings",
    "load_settings",
]
