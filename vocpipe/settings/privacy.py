"""The section on people's data: what is masked, what is kept, and who may read the files."""

from typing import Literal

from pydantic import Field

from vocpipe.settings.base import Model, OwnName


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

    @property
    def published_file_mode(self) -> int:
        """The permissions of a snapshot as the system takes them."""
        return int(self.published_mode, 8)

    @property
    def published_folder_mode(self) -> int:
        """The permissions of the folder of snapshots: whoever may read it may enter it, and only the owner writes."""
        readers = self.published_file_mode & 0o444
        return readers | readers >> 2 | 0o200
