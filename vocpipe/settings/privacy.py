"""The section on people's data: what is masked and what is kept."""

from pydantic import Field

from vocpipe.settings.base import Model, OwnName


class PrivacySettings(Model):
    """`[privacy]`: what is masked in texts beyond what vocpipe finds."""

    mask: list[OwnName] = Field(default=[], description="words to mask wherever they stand, such as names of staff")
    leave: list[OwnName] = Field(default=[], description="words that are never masked, such as a place in a product")
