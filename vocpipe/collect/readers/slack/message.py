"""A message of Slack: whose words it holds, and what they are without Slack's marks."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.jsonfile import Item, as_id, as_text, dig
from vocpipe.collect.parsing.textfile import time_or_refuse
from vocpipe.collect.readers.slack.people import Side, Workspace
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Refused, Rejected
from vocpipe.store.workspace import statement
from vocpipe.wording import say

_EVERYBODY = "*"
_CUSTOMER = "customer"
_PERSON = re.compile(r"<@[^<>\n]+>[ \t]?")
_MARK = re.compile(r"<([#!][^<>\n]+|[a-z][a-z0-9+.-]*:[^<>\n]+)>")
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # what Slack escapes, in the order to undo it


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel's messages and what is needed to judge them. `speakers`: a channel, a person or * -> who that is."""

    name: str
    workspace: Workspace
    zone: ZoneInfo
    speakers: Mapping[str, str]

    def outcome(self, item: Item) -> Outcome:
        """What becomes of one message."""
        message, kind = item.value, as_text(item.value.get("subtype")) or ""
        moment = as_id(message.get("ts"))
        if item.problem or moment is None:
            return Rejected(item.row, item.problem or say("vendors.slack.no_time"), item.raw)
        ident = f"{self.workspace.channels.get(self.name, self.name)}-{moment}"
        if kind in _subtypes("deleted"):
            return Accepted(item.row, [Feedback(source_id=ident, deleted=True)], raw=message)
        reason = self._not_a_customers(message, kind)
        if reason:
            return LeftOut(item.row, reason, item.raw)
        text = plain(as_text(message.get("text")) or "")
        if not text:
            return Rejected(item.row, say("vendors.slack.no_words"), item.raw)
        return self._voice(item, ident, moment, text)

    def _voice(self, item: Item, ident: str, moment: str, text: str) -> Outcome:
        message, refused = item.value, list(item.refused)
        thread = as_id(message.get("thread_ts")) or moment
        feedback = Feedback(
            source_id=ident,
            text=text,
            created_at=self._time("ts", moment, refused),
            created_at_raw=moment,
            updated_at=self._time("edited.ts", as_id(dig(message, "edited", "ts")), refused),
            customer_ref=f"slack:{user}" if (user := as_id(message.get("user"))) else None,
            customer_email=self.workspace.email(message),
            thread_id=f"{ident.removesuffix(moment)}{thread}",
            attrs={"channel": self.name, **_likes(message)},
        )
        return Accepted(item.row, [feedback], refused=refused, raw=message)

    def _time(self, field: str, raw: str | None, refused: list[Refused]) -> Any:
        return time_or_refuse(field, raw, self.zone, refused)

    def _not_a_customers(self, message: Mapping[str, Any], kind: str) -> str | None:
        """Why a message holds no customer's words; None if it does."""
        side = self.workspace.side(message)
        stated = self._stated(message)
        is_bot = kind in _subtypes("bot")
        if stated is None and (is_bot or side is Side.BOT):
            return say("vendors.slack.bot")
        if (kind not in _subtypes("words") and not is_bot) or message.get("type") not in (None, "message"):
            return say("vendors.slack.system", subtype=kind or message.get("type"))
        if stated is not None:
            return None if stated == _CUSTOMER else say("vendors.slack.stated", role=stated)
        if side in (Side.OUTSIDE, Side.GUEST):
            return None
        return say(f"vendors.slack.{side}", channel=self.name)

    def _stated(self, message: Mapping[str, Any]) -> str | None:
        """Who the settings say the author is: by name, else by channel, else as everybody but bots."""
        names = self.workspace.names(message)
        own = next((role for name, role in self.speakers.items() if fold(name) in names and name[:1] != "#"), None)
        if own or self.workspace.side(message) is Side.BOT:
            return own
        channel = next((role for name, role in self.speakers.items() if name == f"#{self.name}"), None)
        return channel or self.speakers.get(_EVERYBODY)


def plain(text: str) -> str:
    """The text without Slack's marks: links by their label or address, channels by name, people left out."""
    unmarked = _MARK.sub(lambda match: _unmarked(match[1]), _PERSON.sub("", text))
    for escaped, char in _ESCAPED:
        unmarked = unmarked.replace(escaped, char)
    return unmarked.strip()


def _unmarked(mark: str) -> str:
    target, _, label = mark.partition("|")
    if target.startswith("#"):
        return f"#{label}" if label else ""
    if target.startswith("!"):
        return label
    return label or target.removeprefix("mailto:").removeprefix("tel:")


def _likes(message: Mapping[str, Any]) -> dict[str, int]:
    reactions = message.get("reactions")
    agreeing = frozenset(_words()["reactions"]["likes"])
    counts = [
        dig(reaction, "count")
        for reaction in (reactions if isinstance(reactions, list) else [])
        if str(dig(reaction, "name")).partition("::")[0] in agreeing
    ]
    counts = [count for count in counts if isinstance(count, int)]
    return {"likes": sum(counts)} if counts else {}


def _subtypes(name: str) -> frozenset[str]:
    return frozenset(_words()["subtypes"][name])


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(statement("vocpipe.collect.readers", "slack.toml"))
