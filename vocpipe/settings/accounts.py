"""The section on the people of an account: the levels of their jobs, and when their voices are compared."""

from enum import StrEnum

from pydantic import Field

from vocpipe.settings.base import Model


class Level(StrEnum):
    """Who uses a product, who runs the team that does, and who runs the company (現場・管理職・経営層)."""

    USER = "user"
    MANAGER = "manager"
    EXECUTIVE = "executive"


class AccountsSettings(Model):
    """`[accounts]`: the people of an account, and when their voices are compared by level."""

    levels: dict[str, Level] = Field(
        default_factory=dict,
        description="job title -> user, manager or executive, for titles whose level no word of theirs tells",
    )
    days: int = Field(default=365, ge=30, description="days of voices that are counted and compared")
    min_voices: int = Field(default=3, ge=2, description="minimum voices of each of two levels that are compared")
