"""The sections that say where exports are and how to read them."""

from typing import Any

from pydantic import Field, SerializeAsAny, model_validator

from vocpipe.settings.base import Kind, Model, Name, ScoreType, Speaking, TimeZone
from vocpipe.settings.freshness import Expect
from vocpipe.settings.pulled import OPTIONS, PULL, PullOptions, with_vendor
from vocpipe.settings.retention import Period


class SourceSettings(Model):
    """`[[source]]`: where exports of one kind are found and how they are read."""

    name: Name
    reader: str = "table"
    path: str
    kind: Kind = "survey"
    columns: dict[str, str | list[str]] = Field(default_factory=dict)
    score_type: ScoreType | None = None
    encoding: str | None = None
    timezone: TimeZone | None = None
    sheet: str | None = None
    speakers: dict[str, Speaking] = Field(
        default_factory=dict,
        description="who is who, where the file's own words don't show it: a name or a role -> customer, agent, bot, "
        "note or system; only what customers say is feedback",
    )
    anonymous: bool = Field(default=False, description="it never says who wrote, so no customers are missed")
    retention: Period | None = Field(
        default=None, description='how long what people wrote is kept, such as "2 years" or "400 days"'
    )
    snapshot: bool | None = Field(
        default=None,
        description="each file holds all of its rows: a row that is gone from a rewritten file is deleted here too",
    )
    # Left out where settings tell whether a file has to be read again: what came is read as before.
    expect: Expect | None = Field(
        default=None,
        exclude=True,
        description="how often something new should come; a source that brings nothing for longer is told to be late",
    )
    pull: str | None = Field(
        default=None,
        exclude=True,
        description="the system that `vocpipe pull` asks for what is new, such as zendesk; what it needs stands beside",
    )
    pull_options: SerializeAsAny[PullOptions] | None = Field(default=None, exclude=True)

    @model_validator(mode="before")
    @classmethod
    def _with_vendor(cls, content: Any) -> Any:
        """What only the vendor of a pulled source needs is read as the vendor declares it."""
        if not isinstance(content, dict) or content.get(PULL) is None or OPTIONS in content:
            return content
        return with_vendor(content, frozenset(cls.model_fields))


class TableFile(Model):
    """A table that comes with feedback: where its files are and what its columns are called."""

    path: str
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None
    sheet: str | None = None
    snapshot: bool | None = Field(
        default=None,
        description="each file holds all of its rows: a customer who is gone from a rewritten file is deleted here too",
    )


class TableSettings(TableFile):
    """One of several tables of a companion: it has a name, by which its files are known, and perhaps a time zone."""

    name: Name
    timezone: TimeZone | None = None
