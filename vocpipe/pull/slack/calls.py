"""Slack's Web API: each method has a limit of its own, and says in a body with status 200 what it refuses."""

from collections.abc import Iterator
from typing import Any

from vocpipe.errors import PullError
from vocpipe.pull.http import Api, NotFoundError
from vocpipe.pull.pace import Pace
from vocpipe.pull.vendor import Asked
from vocpipe.store.raw import Json
from vocpipe.wording import text

_ADDRESS = "https://slack.com/api"
_RIGHT = "channels:read, channels:history, users:read, users:read.email (groups:read, groups:history: private channels)"
_TIERS = {"conversations.list": 2, "users.info": 4}  # all others: 3
_NO_SECRET = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})
_NO_RIGHT = frozenset({"missing_scope", "no_permission", "access_denied", "not_allowed_token_type"})
_NOT_THERE = frozenset(
    {"channel_not_found", "not_in_channel", "thread_not_found", "message_not_found", "user_not_found", "is_archived"}
)


class Calls:
    """Calls of methods, each within its limit. tiers: number of a tier -> calls in seconds."""

    def __init__(self, asked: Asked, tiers: dict[int, tuple[int, float]]) -> None:
        from dlt.sources.helpers.rest_client.auth import BearerTokenAuth

        address = asked.options.address or _ADDRESS
        self._api = Api(asked.source, address, BearerTokenAuth(asked.secrets["token"]), _RIGHT, asked.not_before)
        self._asked, self._tiers = asked, tiers
        self._paces: dict[str, Pace] = {}

    def get(self, method: str, **params: Any) -> Json:
        """What a method answers; raises PullError, and NotFoundError if what it is about is not there."""
        content = self._api.get(method, self._pace(method), params=params)
        if content.get("ok"):
            return content
        raise self._refused(content)

    def pages(self, method: str, **params: Any) -> Iterator[Json]:
        """Every page of a method that goes on by a cursor."""
        cursor = None
        while cursor is None or cursor:
            content = self.get(method, **params, **({"cursor": cursor} if cursor else {}))
            yield content
            cursor = (content.get("response_metadata") or {}).get("next_cursor") or ""

    def _pace(self, method: str) -> Pace:
        if method not in self._paces:
            usual = self._tiers[_TIERS.get(method, 3)]
            self._paces[method] = self._asked.pace(method, *self._asked.options.limit(usual))
        return self._paces[method]

    def _refused(self, content: Json) -> PullError:
        error = str(content.get("error"))
        if error in _NO_SECRET:
            return PullError(text("pull.http.unauthorized", **self._api.places))
        if error in _NO_RIGHT:
            return PullError(text("pull.http.forbidden", **self._api.places, right=self._api.rights(content)))
        if error in _NOT_THERE:
            return NotFoundError(text("pull.http.not_found", **self._api.places))
        return PullError(text("pull.http.refused", **self._api.places, status=200))
