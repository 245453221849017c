"""App Store Connect: customer reviews, the newest first; those of a window of days are read again each time.

Traps: a token is made with a key of one's own, and holds for 20 minutes at most. A review may be edited or taken back,
and nothing tells: edits show when the list is read again, and a review that is missing is asked for by itself.
"""

import re
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from pydantic import Field

from vocpipe.pull.http import Api
from vocpipe.pull.options import ApiOptions
from vocpipe.pull.relisting import Page, Relisting
from vocpipe.pull.tokens import Given, Tokens, signed
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.store.raw import Json

_ADDRESS = "https://api.appstoreconnect.apple.com"
_PAGE = 200
_CALLS = (3000, 3600)  # calls in seconds, of the usual 3,500 in an hour; the server says how many are left
_LIFETIME = 900  # seconds, of the 20 minutes that a token may hold
_RIGHT = "the role Customer Support, or a higher one, of the API key"
_LEFT = re.compile(r"user-hour-rem:(\d+)")
_HOUR, _DAY = 3600, 86_400


class AppStoreOptions(ApiOptions):
    """What App Store Connect needs to be told."""

    app_id: Annotated[str, Field(pattern=r"^\d+$")] = Field(description="the app's Apple ID, a number")
    key_id: str = Field(description="the id of the API key")
    issuer_id: str | None = Field(default=None, description="the issuer's id; none for a key of one person")
    window_days: int = Field(
        default=30, ge=1, le=3650, description="days of reviews that are read again for edits and deletions"
    )


class _Connection:
    def __init__(self, asked: Asked) -> None:
        self._options: AppStoreOptions = asked.options
        self._source, self._key = asked.source, asked.secrets["private_key"]
        address, paces = self._options.address or _ADDRESS, (asked.pace("calls", *self._options.limit(_CALLS)),)
        auth = Tokens(self._token)
        self._api = Api(asked.source, address, auth, _RIGHT, asked.not_before, paces=paces, rest=_rest)

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """A page of reviews at a time. The cursor has what Relisting keeps."""
        known = Relisting(lambda row: str(row["id"]), _created).restore(cursor)
        window, first = time.time() - self._options.window_days * _DAY, since.timestamp() if since else 0.0
        for records, gone in known.changes(self._page, self._one, window, first):
            yield Batch(records, known.kept(), gone=gone)

    def probe(self) -> None:
        """Ask for one review."""
        self._api.get(self._path, params={"limit": 1})

    @property
    def _path(self) -> str:
        return f"v1/apps/{self._options.app_id}/customerReviews"

    def _page(self, place: str | None) -> Page:
        params = {"sort": "-createdDate", "limit": _PAGE, **({"cursor": place} if place else {})}
        content = self._api.get(self._path, params=params)
        query = parse_qs(urlsplit((content.get("links") or {}).get("next") or "").query)
        return [_plain(row) for row in content.get("data") or []], next(iter(query.get("cursor", ())), None)

    def _one(self, ident: str) -> Json:
        return _plain(self._api.get(f"v1/customerReviews/{ident}")["data"])

    def _token(self) -> Given:
        """A token that is signed here, as Apple's documentation has it."""
        options, now = self._options, int(time.time())
        who = {"iss": options.issuer_id} if options.issuer_id else {"sub": "user"}
        claims = {**who, "iat": now, "exp": now + _LIFETIME, "aud": "appstoreconnect-v1"}
        return signed(self._source, self._key, "ES256", options.key_id, claims), _LIFETIME


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The review without addresses, which tell nothing."""
    return {name: row[name] for name in ("type", "id", "attributes") if name in row}


def _created(row: dict[str, Any]) -> float:
    return datetime.fromisoformat(row["attributes"]["createdDate"]).timestamp()


def _rest(headers: Mapping[str, str]) -> float:
    """Seconds for which no call is made: an hour once there is none left."""
    left = _LEFT.search(headers.get("X-Rate-Limit", ""))
    return _HOUR if left and int(left[1]) == 0 else 0.0


VENDOR = Vendor("app_store", "app_store", "data", AppStoreOptions, _Connection, secrets=("private_key",))
