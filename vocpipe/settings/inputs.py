"""The sections that say where exports are and how to read them."""

import datetime
from typing import Literal, Self

from pydantic import Field, model_validator

from vocpipe.settings.base import Kind, Model, Name, ScoreType, TimeZone
from vocpipe.wording import tell


class SourceSettings(Model):
    """`[[source]]`: where one kind of export is found and how it is read."""

    name: Name
    reader: str = "table"
    path: str
    kind: Kind = "survey"
    columns: dict[str, str | list[str]] = Field(default_factory=dict)
    score_type: ScoreType | None = None
    encoding: str | None = None
    timezone: TimeZone | None = None
    sheet: str | None = None
    snapshot: bool | None = Field(
        default=None,
        description="each file holds all of its rows: a row that is gone from a rewritten file is deleted here too",
    )


class CustomersSettings(Model):
    """`[customers]`: who the customers are, since when, and who has left."""

    path: str
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None
    sheet: str | None = None


class TableSettings(Model):
    """Any table with times that stands beside feedback and customers."""

    name: Name
    path: str
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None
    timezone: TimeZone | None = None
    sheet: str | None = None


class BehaviourSettings(TableSettings):
    """`[[behaviour]]`: a table of what customers do: who, when, what."""

    name: Name = "behaviour"


class ContactsSettings(TableSettings):
    """`[[contacts]]`: a table of messages that were sent, or of who may and who may not be written to."""

    name: Name = "contacts"
    every_row: Literal["opted_out"] | None = Field(
        default=None, description="every row is somebody who opted out, whatever its columns say"
    )


class InvitationsSettings(TableSettings):
    """`[[invitations]]`: a table of survey invitations: who was asked, when, and whether they answered."""

    name: Name = "invitations"


class EventSettings(Model):
    """`[[event]]`: a release, a campaign or the like by its date and name, or the path of a table of them."""

    date: datetime.date | None = None
    name: str | None = None
    kind: str = "event"
    path: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None
    sheet: str | None = None

    @model_validator(mode="after")
    def _one_or_a_table(self) -> Self:
        if (self.path is None) == (self.date is None or self.name is None):
            raise ValueError(tell("error.settings.event"))
        return self
