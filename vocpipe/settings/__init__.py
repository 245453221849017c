"""vocpipe.toml as pydantic models: every option with its default, its range and what it means.

`base` holds what sections share, `workspace`, `inputs` and `analysis` the sections, `file` the whole file.
"""

from vocpipe.settings.analysis import (
    EmbedSettings,
    HandoffSettings,
    NamingSettings,
    OutcomesSettings,
    RiskSettings,
    SegmentsSettings,
    ThemesSettings,
)
from vocpipe.settings.file import SETTINGS_FILE, Settings, load_settings
from vocpipe.settings.inputs import (
    BehaviourSettings,
    ContactsSettings,
    CustomersSettings,
    EventSettings,
    InvitationsSettings,
    SourceSettings,
    TableSettings,
)
from vocpipe.settings.workspace import WorkspaceSettings

__all__ = [
    "SETTINGS_FILE",
    "BehaviourSettings",
    "ContactsSettings",
    "CustomersSettings",
    "EmbedSettings",
    "EventSettings",
    "HandoffSettings",
    "InvitationsSettings",
    "NamingSettings",
    "OutcomesSettings",
    "RiskSettings",
    "SegmentsSettings",
    "Settings",
    "SourceSettings",
    "TableSettings",
    "ThemesSettings",
    "WorkspaceSettings",
    "load_settings",
]
