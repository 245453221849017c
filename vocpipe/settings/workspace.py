"""The section that applies to every source."""

from pydantic import Field

from vocpipe.settings.base import Language, Model, OwnName, TimeZone


class WorkspaceSettings(Model):
    """`[workspace]`: what applies to every source."""

    languages: list[Language] = Field(default=["ja", "en"], min_length=1)
    timezone: TimeZone = "Asia/Tokyo"
    currency: str | None = Field(
        default=None,
        pattern=r"^[A-Z]{3}$",
        description="of what customers pay, as ISO 4217 has it, such as JPY; without it amounts are shown as numbers",
    )
    keep_snapshots: int = Field(default=5, ge=1)
    outside_paths: bool = Field(
        default=False, description="whether sources may name, and links may lead to, files outside the workspace"
    )
    own_names: list[OwnName] = Field(
        default=[],
        description="names of your own company and products, in every script they are written in; a name that two "
        "sentences share no longer makes them similar; Latin names match whole words, Japanese names match anywhere",
    )
