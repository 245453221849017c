"""The sections that say who is told what, by which way, and when not."""

import re
from datetime import datetime, time, timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from vocpipe.addresses import is_this_machine
from vocpipe.settings.app import Person
from vocpipe.settings.base import Model, Name
from vocpipe.settings.pulled import secret_places
from vocpipe.wording import Language, as_language, tell

Topic = Literal["alerts", "at_risk", "watches", "actions", "sources", "refresh", "digest"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Way = Literal["slack", "teams", "webhook", "mail"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SECTION = "notify"  # of secrets
SECRETS = ("url", "password", "signing_key")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def _two_times(value: str) -> str:
    if not _HOURS.fullmatch(value):
        raise ValueError(tell("notify.settings.hours", value=repr(value)))
    return value


class QuietSettings(Model):
    """`quiet`: when nothing is sent, by the clock of the workspace; what is due then waits until it is over."""

    hours: Annotated[str, AfterValidator(_two_times)] | None = Field(
        default=None, description='from when to when, such as "19:00-08:00"'
    )
    days: list[Weekday] = Field(default=[], max_length=6, description='whole days, such as ["sat", "sun"]')

    def until(self, now: datetime) -> datetime:
        """The first minute from `now` on that is not quiet, `now` itself if none is; in the time zone of `now`."""
        moment = now
        while (end := self._end(moment)) is not None:
            moment = end
        return moment

    def _end(self, now: datetime) -> datetime | None:
        """When the quiet day or hours that `now` is in are over; None if it is in none."""
        midnight = datetime.combine(now.date(), time(), now.tzinfo)
        if WEEKDAYS[now.weekday()] in self.days:
            return midnight + timedelta(days=1)
        found = _HOURS.fullmatch(self.hours or "")
        if found is None:
            return None
        start, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
        at = now.time()
        if start <= end:
            return datetime.combine(now.date(), end, now.tzinfo) if start <= at < end else None
        if at >= start:
            return datetime.combine(now.date() + timedelta(days=1), end, now.tzinfo)
        return datetime.combine(now.date(), end, now.tzinfo) if at < end else None


class SmtpSettings(Model):
    """`smtp`: the server that takes mail; the password stands elsewhere, as every secret."""

    host: Annotated[str, Field(pattern=r"^[^\s/@]+$")]
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="none only for a server on this machine"
    )
    sender: Person
    user: str | None = Field(
        default=None, description="who signs in; without it nobody does, and no password is needed"
    )

    @model_validator(mode="after")
    def _is_closed(self) -> Self:
        """Nobody on the way may read what is sent."""
        if self.security == "none" and not is_this_machine(self.host):
            raise ValueError(tell("notify.settings.open_mail", host=self.host))
        return self


class NotifySettings(Model):
    """`[[notify]]`: one way by which some people are told some things."""

    name: Name
    by: Way
    what: list[Topic] = Field(min_length=1, description="what is told; digest: once a week")
    to: list[Person] = Field(default=[], description="mail addresses, each of which gets a message of its own")
    smtp: SmtpSettings | None = None
    language: Language | None = Field(default=None, description="by default the first of the workspace")
    customers: dict[str, list[str]] = Field(
        default={},
        description="whose risk is told: by kind of segment, or by an attribute of [customers], such as "
        '{ touch_model = ["high"] }',
    )
    owners: list[str] = Field(default=[], description="whose actions are told; by default everybody's")
    show: list[Literal["customers", "quotes", "titles"]] = Field(
        default=[],
        description="what messages hold beyond themes, numbers and links: customers: your own ids of customers at "
        "risk; quotes: a masked sentence of theirs; titles: titles and owners of actions, names of watches",
    )
    quiet: QuietSettings = QuietSettings()
    digest_on: Weekday = Field(default="mon", description="the day of the weekly digest")
    when_unsure: Literal["again", "never"] = Field(
        default="again",
        description="whether what may have arrived already, as it was cut off, is sent again under the same id",
    )

    @model_validator(mode="before")
    @classmethod
    def _without_secrets(cls, content: object) -> object:
        """The content; the address of a webhook is a secret too, as whoever has it may write there."""
        if isinstance(content, dict):
            inner = content.get("smtp")
            options = {**content, **(inner if isinstance(inner, dict) else {})}
            for option in SECRETS:
                if option in options:
                    places = secret_places(str(content.get("name", "NAME")), option, SECTION)
                    raise ValueError(tell("pull.settings.secret", option=option, **places))
        return content

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        is_mail = self.by == "mail"
        if is_mail != bool(self.to) or is_mail != bool(self.smtp):
            raise ValueError(tell("notify.settings.mail", name=self.name))
        return self

    def language_of(self, languages: list[str]) -> Language:
        """The language of its messages, where the workspace has `languages`."""
        return self.language or as_language(languages[0]) or "en"
