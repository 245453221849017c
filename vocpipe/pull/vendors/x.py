"""X: posts found by a search or that mention an account, the newest first, and which of them are no longer there.

Traps: the search knows the last seven days only, so that a pull that does not run for a week leaves a gap, which it
tells. Nothing tells of deleted posts: they have to be looked up, a hundred ids at a time. Each endpoint says in headers
how many calls are left. An edited post is a new one with the old one's id in its history.
"""

import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Self

from pydantic import Field, model_validator

from vocpipe.errors import PullError
from vocpipe.pull.http import Api
from vocpipe.pull.options import ApiOptions
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.pull.week import WEEK, gap_of
from vocpipe.store.raw import Json
from vocpipe.wording import tell

_ADDRESS = "https://api.x.com/2"
_PAGE, _IDS = 100, 100
_SEARCHES, _LOOKUPS = (60, 900), (15, 900)  # calls in seconds, as the smallest plan with a search has them
_ROUND = 86_400  # seconds after which the posts are looked up once more
_MARGIN, _DAY = 300, 86_400
_EPOCH = 1_288_834_974_657  # milliseconds since 1970 with which X's ids begin
_FIELDS = "created_at,lang,conversation_id,public_metrics,note_tweet,edit_history_tweet_ids,referenced_tweets,author_id"
_GONE = ("resource-not-found", "not-authorized-for-resource")
_RIGHT = "a plan with recent search and post lookup, and a project that the app belongs to"


class XOptions(ApiOptions):
    """What X needs to be told."""

    query: str | None = Field(default=None, description='what to search: "acme -is:retweet lang:ja"')
    user_id: str | None = Field(
        default=None, pattern=r"^\d+$", description="a number: posts that mention this account, instead of a search"
    )
    check_days: int = Field(
        default=30, ge=1, le=365, description="days in which posts are looked up, whether they are still there"
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.query is None) == (self.user_id is None):
            raise ValueError(tell("pull.x.which"))
        return self


class _Connection:
    def __init__(self, asked: Asked) -> None:
        from dlt.sources.helpers.rest_client.auth import BearerTokenAuth

        self._options: XOptions = asked.options
        self._source = asked.source
        address, auth = self._options.address or _ADDRESS, BearerTokenAuth(asked.secrets["token"])
        self._api = Api(asked.source, address, auth, _RIGHT, asked.not_before, rest=_rest)
        self._searches = asked.pace("searches", *self._options.limit(_SEARCHES))
        self._lookups = asked.pace("lookups", *self._options.limit(_LOOKUPS))

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """A page of posts at a time, then what is gone.

        The cursor has `since`, the newest post of the last search that came to its end, and `read`, when that began;
        `top` and `until`, of one that did not: its newest post, and the oldest that is safe; `seen`: first id -> newest
        id of posts that are looked up; `left`: those of this round; `looked`: when it began. Raises PullError at the
        end for a gap.
        """
        state: dict[str, Json] = {"since": "", "seen": {}, **cursor}
        begun, read = time.time(), state.get("read") or (_time_of(state["since"]) if state["since"] else 0.0)
        first = max(state["since"], _id_at(since.timestamp()) if since else "", key=_age)
        gap = gap_of(self._source, "X", read, begun) if read else None
        low = "" if not first or _time_of(first) < begun - WEEK + _MARGIN else first
        for posts, is_last in self._search(low, state.get("until")):
            state = _noted(state, posts)
            if is_last:
                top = max(state.pop("top", ""), state["since"], key=_age)
                state = {**{name: value for name, value in state.items() if name != "until"}, "since": top}
                state["read"] = _time_of(top) if "until" in cursor else begun
            yield Batch(posts, dict(state))
        yield from self._looked_up(state)
        if gap:
            raise PullError(gap)

    def probe(self) -> None:
        """Search for a few posts, and look one up."""
        self._api.get(self._path, self._searches, params={**self._asked, "max_results": 10})
        self._api.get("tweets", self._lookups, params={"ids": _id_at(time.time())})

    @property
    def _path(self) -> str:
        return f"users/{self._options.user_id}/mentions" if self._options.user_id else "tweets/search/recent"

    @property
    def _asked(self) -> dict[str, Any]:
        return {"tweet.fields": _FIELDS, **({"query": self._options.query} if self._options.query else {})}

    def _search(self, low: str, high: str | None) -> Iterator[tuple[list[Json], bool]]:
        """(posts between two ids, whether they are the last) page by page, the newest first."""
        span = {**({"since_id": low} if low else {}), **({"until_id": high} if high else {})}
        token, name = None, "pagination_token" if self._options.user_id else "next_token"
        while True:
            params = {**self._asked, **span, "max_results": _PAGE, **({name: token} if token else {})}
            content = self._api.get(self._path, self._searches, params=params)
            token = (content.get("meta") or {}).get("next_token")
            yield content.get("data") or [], not token
            if not token:
                return

    def _looked_up(self, state: dict[str, Json]) -> Iterator[Batch]:
        """Which posts are gone, a hundred at a time; a round that was cut off is brought to its end."""
        oldest = time.time() - self._options.check_days * _DAY
        if not state.get("left") and time.time() - state.get("looked", 0) >= _ROUND:
            seen = {one: newest for one, newest in state["seen"].items() if _time_of(one) >= oldest}
            state |= {"seen": seen, "left": sorted(seen), "looked": time.time()}
        while left := state.get("left"):
            asked = {state["seen"][one]: one for one in left[:_IDS]}
            content = self._api.get("tweets", self._lookups, params={"ids": ",".join(asked)})
            gone = sorted({asked[ident] for ident in map(_gone_id, content.get("errors") or []) if ident in asked})
            seen = {one: newest for one, newest in state["seen"].items() if one not in gone}
            state |= {"left": left[_IDS:], "seen": seen}
            yield Batch([], dict(state), gone=gone)


def _noted(state: dict[str, Json], posts: list[Json]) -> dict[str, Json]:
    """The cursor after these posts are safe."""
    if not posts:
        return state
    ids = sorted((str(post["id"]) for post in posts), key=_age)
    seen = dict(state["seen"])
    for post in posts:
        one = min(map(str, post.get("edit_history_tweet_ids") or [post["id"]]), key=_age)
        seen[one] = max(seen.get(one, ""), str(post["id"]), key=_age)
    return {**state, "seen": seen, "top": max(state.get("top", ""), ids[-1], key=_age), "until": ids[0]}


def _gone_id(error: dict[str, Any]) -> str | None:
    """The post of which an error says that it is gone, or shown to nobody; None if it says something else."""
    is_gone = str(error.get("type")).rstrip("/").endswith(_GONE)
    return str(error.get("resource_id") or error.get("value")) if is_gone else None


def _age(ident: str) -> tuple[int, str]:
    """X's ids grow with time; as texts they compare by length first."""
    return len(ident), ident


def _time_of(ident: str) -> float:
    """When a post with this id was made, in seconds since 1970."""
    return ((int(ident) >> 22) + _EPOCH) / 1000


def _id_at(moment: float) -> str:
    """An id as posts of a moment have it."""
    return str(max(int(moment * 1000) - _EPOCH, 0) << 22)


def _rest(headers: Mapping[str, str]) -> float:
    """Seconds until the server allows another call, if none is left."""
    if headers.get("x-rate-limit-remaining", "").strip() != "0":
        return 0.0
    reset = headers.get("x-rate-limit-reset", "").strip()
    return max(0.0, float(reset) - time.time()) if reset.isdecimal() else 0.0


VENDOR = Vendor("x", "x_posts", "data", XOptions, _Connection, secrets=("token",))
