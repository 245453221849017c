"""The section on people's data: what is masked, what is kept, and who may read the files."""

from typing import Literal

from pydantic import Field

from vocpipe.settings.base import Model, OwnName
from vocpipe.settings.retention import Retention


class PrivacySettings(Model):
    """`[privacy]`: what is masked in texts beyond what vocpipe finds, and who may read the files."""

    mask: list[OwnName] = Field(default=[], description="words to mask wherever they stand, such as names of staff")
    leave: list[OwnName] = Field(default=[], description="words that are never masked, such as a place in a product")
    published_mode: Literal["0600", "0640", "0644"] = Field(
        default="0640",
        description="permissions of the snapshots: read by their owner alone, by the group too, or by everybody",
    )
    allow_open_folder: bool = Field(
        default=False, description="go on although others on this machine can enter or replace the private folder"
    )

    needs_consent: bool = Field(
        default=False, description="what nobody said may be used is not used: a blank consent is a no"
    )
    retention: Retention = Field(
        default={},
        description='how long what people wrote is kept, by kind, such as { ticket = "2 years", survey = "400 days" }; '
        "customers: how long those who left are",
    )

    min_group: int | None = Field(
        default=None,
        ge=2,
        description="the fewest customers that a published figure rests on; what tells one from others is left out",
    )

    @property
    def published_file_mode(self) -> int:
        """The permissions of a snapshot as the system takes them."""
        return int(self.published_mode, 8)

    @property
    def published_folder_mode(self) -> int:
        """The permissions of the folder of snapshots: whoever may read it may enter it, and only the owner writes."""
        readers = self.published_file_mode & 0o444
        return readers | readers >> 2 | 0o200
