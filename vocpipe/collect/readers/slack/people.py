"""Who is who in a Slack workspace: its own members, bots, guests, and people of other workspaces."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.jsonfile import as_id, as_text, dig

_SLACKBOT = "USLACKBOT"


class Side(StrEnum):
    """Where somebody stands: in the company, invited by it, or in a company of their own."""

    INSIDE = "inside"
    GUEST = "guest"
    OUTSIDE = "outside"
    BOT = "bot"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the export's users.json. `names`: folded ids, names and addresses by which settings may call them."""

    side: Side
    email: str | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Workspace:
    """What the lists beside the messages say. `home`: the workspace's own team; `channels`: name -> id."""

    people: Mapping[str, Person]
    home: str | None
    channels: Mapping[str, str]

    def side(self, message: Mapping[str, Any]) -> Side:
        """Where the author of a message stands; of people who are not listed, by the team that the message names."""
        user = as_id(message.get("user"))
        if message.get("bot_id") or user == _SLACKBOT:
            return Side.BOT
        person = self.people.get(user or "")
        if person:
            return person.side
        profile = message.get("user_profile")
        if dig(profile, "is_restricted") or dig(profile, "is_ultra_restricted"):
            return Side.GUEST
        team = as_id(dig(profile, "team")) or as_id(message.get("user_team")) or as_id(message.get("source_team"))
        if team is None or self.home is None:
            return Side.UNKNOWN
        return Side.INSIDE if team == self.home else Side.OUTSIDE

    def names(self, message: Mapping[str, Any]) -> frozenset[str]:
        """What the settings may call the author of a message, folded."""
        user, bot = as_id(message.get("user")), message.get("bot_profile")
        person = self.people.get(user or "")
        listed = person.names if person else frozenset()
        signed = (as_text(message.get("username")), as_id(message.get("bot_id")), as_text(dig(bot, "name")))
        return listed | _folded([user, *signed, *_names_in(message.get("user_profile"))])

    def email(self, message: Mapping[str, Any]) -> str | None:
        """The e-mail address of the author of a message, if the export has it."""
        person = self.people.get(as_id(message.get("user")) or "")
        return person.email if person else _email(message.get("user_profile"))


def workspace_of(
    users: Iterable[Mapping[str, Any]], channels: Iterable[Mapping[str, Any]], home: str | None = None
) -> Workspace:
    """What the members of users.json, and those of channels.json and its like, say. home: the company's own team."""
    known = [(as_id(user.get("id")), user) for user in users]
    home = home or _home(user for _, user in known)
    people = {ident: _person(ident, user, home) for ident, user in known if ident}
    named = [(as_text(channel.get("name")), as_id(channel.get("id"))) for channel in channels]
    return Workspace(people, home, {name: ident for name, ident in named if name and ident})


def _home(users: Iterable[Mapping[str, Any]]) -> str | None:
    """The team of most members who are no strangers."""
    teams = Counter(team for user in users if not user.get("is_stranger") and (team := as_id(user.get("team_id"))))
    return teams.most_common(1)[0][0] if teams else None


def _person(ident: str, user: Mapping[str, Any], home: str | None) -> Person:
    profile = user.get("profile")
    names = _folded([ident, as_text(user.get("name")), as_text(user.get("real_name")), *_names_in(profile)])
    return Person(_side(ident, user, home), _email(profile), frozenset(names))


def _side(ident: str, user: Mapping[str, Any], home: str | None) -> Side:
    if user.get("is_bot") or ident == _SLACKBOT:
        return Side.BOT
    team = as_id(user.get("team_id"))
    if user.get("is_stranger") or (team and home and team != home and not _of_organization(user, home)):
        return Side.OUTSIDE
    return Side.GUEST if user.get("is_restricted") or user.get("is_ultra_restricted") else Side.INSIDE


def _of_organization(user: Mapping[str, Any], home: str) -> bool:
    """Whether somebody is in the workspace through an organization of several (Enterprise Grid)."""
    teams = dig(user, "enterprise_user", "teams")
    return isinstance(teams, list) and home in teams


def _names_in(profile: object) -> Iterator[str | None]:
    for name in ("name", "real_name", "display_name", "real_name_normalized", "display_name_normalized"):
        yield as_text(dig(profile, name))
    yield _email(profile)


def _email(profile: object) -> str | None:
    email = as_text(dig(profile, "email"))
    return email if email and "@" in email else None


def _folded(names: Iterable[str | None]) -> set[str]:
    return {folded for name in names if name and (folded := fold(name))}
