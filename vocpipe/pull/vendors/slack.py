"""Slack: messages of channels and threads; a window of days is read again each time for edits and deletions.

Traps: a channel is given the newest first, without its replies, which each thread has to be asked for. Nothing tells of
what was edited or deleted, so that it is seen only by reading again. A page goes on before the oldest message that is
safe, not by the API's cursor, which ends with a kill.
"""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import Field

from vocpipe.errors import PullError
from vocpipe.pull.http import NotFoundError
from vocpipe.pull.options import ApiOptions
from vocpipe.pull.slack.calls import Calls
from vocpipe.pull.slack.channel import Known, Walk, before, begun_threads
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.store.raw import Json
from vocpipe.wording import text

_PAGE = 200
_TIER2, _TIER3, _TIER4 = (18, 60), (45, 60), (90, 60)  # calls in seconds, of the documented 20, 50 and 100 in a minute
_DAY = 86_400
_OF_CHANNEL = ("id", "name", "is_private", "is_ext_shared")
_OF_PERSON = ("id", "team_id", "name", "real_name", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
_OF_PROFILE = ("email", "display_name", "real_name")


class SlackOptions(ApiOptions):
    """What Slack may be told."""

    channels: list[str] = Field(default=[], description="names or ids of channels; without any, all that the app is in")
    window_days: int = Field(
        default=7, ge=1, le=90, description="days that are read again for edits, deletions and replies"
    )


class _Connection:
    def __init__(self, asked: Asked) -> None:
        self._options: SlackOptions = asked.options
        self._source = asked.source
        self._calls = Calls(asked, {2: _TIER2, 3: _TIER3, 4: _TIER4})
        self._people: dict[str, dict[str, Any] | None] = {}
        self._team: str | None = None

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """A page of a channel or a thread at a time. The cursor has what is known of each channel by its id."""
        state = {ident: Known.of(kept) for ident, kept in cursor.items()}
        first = before(since.timestamp()) if since else "0"
        for channel in self._channels():
            known = state.setdefault(channel["id"], Known(safe=first))
            for records, gone in self._walk(channel["id"], known, first):
                beside = self._beside(channel, records) if records else {}
                kept = {ident: each.kept() for ident, each in state.items()}
                yield Batch(records, kept, beside, [f"{channel['id']}-{ts}" for ts in gone])

    def probe(self) -> None:
        """Ask for one message of a channel, its thread and its author."""
        self._home()
        for channel in self._channels()[:1]:
            for message in self._calls.get("conversations.history", channel=channel["id"], limit=1)["messages"]:
                self._calls.get("conversations.replies", channel=channel["id"], ts=message["ts"], limit=1)
                self._person(str(message.get("user") or ""))

    def _walk(self, channel: str, known: Known, first: str) -> Iterator[tuple[list[Json], list[str]]]:
        """What is new, and what is gone, page by page; `known` is changed with each."""
        window = before(time.time() - self._options.window_days * _DAY)
        walk = known.walk = known.walk or Walk(floor=max(first, min(known.safe, window)))
        yield from self._threads(channel, known, walk)
        while not walk.done:
            yield self._page(channel, known, walk)
            known.prune(window)
            yield from self._threads(channel, known, walk)
        walk.threads = known.threads_before(walk.floor)
        yield from self._threads(channel, known, walk)
        known.safe, known.walk = max(known.safe, walk.top), None
        known.prune(window)
        yield [], []

    def _page(self, channel: str, known: Known, walk: Walk) -> tuple[list[Json], list[str]]:
        """The next page of a channel, the newest first."""
        asked = {"channel": channel, "oldest": walk.floor, "latest": walk.at, "limit": _PAGE}
        content = self._calls.get("conversations.history", **asked)
        messages, has_more = content.get("messages") or [], bool(content.get("has_more"))
        low = messages[-1]["ts"] if has_more and messages else walk.floor
        gone, records = known.gone(messages, low, walk.at), known.new(messages)
        walk.top = max([walk.top, *(message["ts"] for message in messages)])
        walk.at, walk.done, walk.threads = low, not (has_more and messages), list(begun_threads(messages))
        return records, gone

    def _threads(self, channel: str, known: Known, walk: Walk) -> Iterator[tuple[list[Json], list[str]]]:
        """The replies of each thread that is still to be read."""
        while walk.threads:
            thread = walk.threads[0]
            replies = self._replies(channel, thread)
            gone, records = known.gone_in(thread, replies), known.new(replies)
            walk.threads = walk.threads[1:]
            yield records, gone

    def _replies(self, channel: str, thread: str) -> list[Json]:
        pages = self._calls.pages("conversations.replies", channel=channel, ts=thread, limit=_PAGE)
        try:
            found = [message for page in pages for message in page.get("messages") or []]
        except NotFoundError:  # deleted, with all of its replies
            return []
        return [message for message in found if message["ts"] != thread]

    def _channels(self) -> list[dict[str, Any]]:
        """The channels to be read; raises PullError if one that is named is not there."""
        kinds = "public_channel,private_channel"
        pages = self._calls.pages("conversations.list", types=kinds, limit=_PAGE)
        found = [channel for page in pages for channel in page.get("channels") or []]
        if not self._options.channels:
            return [channel for channel in found if channel.get("is_member")]
        named = [name.removeprefix("#") for name in self._options.channels]
        chosen = [channel for channel in found if {channel["id"], channel.get("name")} & set(named)]
        known = {name for channel in chosen for name in (channel["id"], channel.get("name"))}
        missing = [name for name in named if name not in known]
        if missing:
            raise PullError(text("pull.slack.no_channel", source=self._source, channels=", ".join(missing)))
        return chosen

    def _beside(self, channel: dict[str, Any], records: list[Json]) -> dict[str, list[Json]]:
        """What the reader needs to tell who is who: the channel, the company's own team, and the authors."""
        authors = sorted({str(message["user"]) for message in records if message.get("user")})
        people = [person for author in authors if (person := self._person(author)) is not None]
        about = {name: channel[name] for name in _OF_CHANNEL if name in channel}
        return {"channels": [about], "teams": [{"id": self._home()}], "users": people}

    def _person(self, ident: str) -> dict[str, Any] | None:
        """Somebody of the workspace or of a shared channel; None if Slack does not tell."""
        if ident not in self._people:
            try:
                found = self._calls.get("users.info", user=ident)["user"] if ident else None
            except NotFoundError:
                found = None
            self._people[ident] = found and _outline(found)
        return self._people[ident]

    def _home(self) -> str:
        if self._team is None:
            self._team = str(self._calls.get("auth.test")["team_id"])
        return self._team


def _outline(person: dict[str, Any]) -> dict[str, Any]:
    """What tells who somebody is, without what else the profile has."""
    profile = person.get("profile") or {}
    about = {name: person[name] for name in _OF_PERSON if name in person}
    own = {name: profile[name] for name in _OF_PROFILE if profile.get(name)}
    return about | {"profile": own, "enterprise_user": person.get("enterprise_user") or {}}


VENDOR = Vendor("slack", "slack", "messages", SlackOptions, _Connection, secrets=("token",))
