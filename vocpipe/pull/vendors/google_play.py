"""Google Play: reviews of an app by its Developer API, which gives those that were written or changed in the last week.

Traps: nothing older than a week is given, so that a pull that does not run for a week leaves a gap, which it tells;
what lies before is in the Play Console's monthly files. A review may be edited or taken back, and nothing tells. Stars
without words are not given.
"""

import json
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field

from vocpipe.addresses import is_closed
from vocpipe.errors import PullError
from vocpipe.pull.http import Api
from vocpipe.pull.options import ApiOptions
from vocpipe.pull.relisting import Page, Relisting
from vocpipe.pull.tokens import Tokens, asked_at, gate_of, signed
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.pull.week import WEEK, gap_of
from vocpipe.store.raw import Json
from vocpipe.wording import text

_ADDRESS, _GATE = "https://androidpublisher.googleapis.com", "https://oauth2.googleapis.com/token"
_SCOPE = "https://www.googleapis.com/auth/androidpublisher"
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_PAGE = 100
_CALLS = (190, 3600)  # calls in seconds, of the documented 200 in an hour
_RIGHT = "the permission Reply to reviews in the Play Console, for the service account"
_LIFETIME = 3600  # seconds, as Google wants it


class GooglePlayOptions(ApiOptions):
    """What Google Play needs to be told."""

    package: Annotated[str, Field(pattern=r"^[A-Za-z]\w*(\.\w+)+$")] = Field(description="the app: com.example.app")


class _Connection:
    def __init__(self, asked: Asked) -> None:
        options: GooglePlayOptions = asked.options
        self._source, self._account = asked.source, _account(asked)
        gate = urlsplit(self._account["token_uri"])
        tokens = asked_at(
            gate_of(asked.source, f"{gate.scheme}://{gate.netloc}", asked.not_before), gate.path, self._form
        )
        address, paces = options.address or _ADDRESS, (asked.pace("calls", *options.limit(_CALLS)),)
        self._api = Api(asked.source, address, Tokens(tokens), _RIGHT, asked.not_before, paces=paces)
        self._path = f"androidpublisher/v3/applications/{options.package}/reviews"

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """A page of reviews at a time. The cursor has what Relisting keeps, and `read`, when the list was read last.

        Raises PullError after the last one if there was no pull for over a week, for what nobody can pull any more.
        """
        begun, before = time.time(), float(cursor.get("read") or 0)
        known = Relisting(lambda row: str(row["reviewId"]), _changed).restore(cursor)
        for records, gone in known.changes(self._page, self._one, begun - WEEK, since.timestamp() if since else 0.0):
            yield Batch(records, {**known.kept(), "read": before or begun}, gone=gone)
        yield Batch([], {**known.kept(), "read": begun})
        if before and (gap := gap_of(self._source, "Google", before, begun)):
            raise PullError(text("pull.google_play.gap", gap=gap))

    def probe(self) -> None:
        """Ask for one review."""
        self._api.get(self._path, params={"maxResults": 1})

    def _page(self, place: str | None) -> Page:
        content = self._api.get(self._path, params={"maxResults": _PAGE, **({"token": place} if place else {})})
        return content.get("reviews") or [], (content.get("tokenPagination") or {}).get("nextPageToken")

    def _one(self, ident: str) -> Json:
        return self._api.get(f"{self._path}/{ident}")

    def _form(self) -> dict[str, str]:
        """What the service account is known by: claims that it signs."""
        account, now = self._account, int(time.time())
        claims = {"iss": account["client_email"], "scope": _SCOPE, "aud": account["token_uri"], "iat": now}
        key, ident = account["private_key"], account.get("private_key_id", "")
        assertion = signed(self._source, key, "RS256", ident, {**claims, "exp": now + _LIFETIME})
        return {"grant_type": _GRANT, "assertion": assertion}


def _account(asked: Asked) -> dict[str, Any]:
    """The key file of a service account; raises PullError if the secret is none."""
    try:
        account = {"token_uri": _GATE, **json.loads(asked.secrets["service_account"])}
        if not (is_closed(account["token_uri"]) and account["client_email"] and account["private_key"]):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PullError(text("pull.google_play.no_account", source=asked.source)) from None
    return account


def _changed(row: dict[str, Any]) -> float:
    """When the user wrote or changed the review."""
    users = [comment["userComment"] for comment in row.get("comments") or [] if "userComment" in comment]
    times = [user.get("lastModified") or {} for user in users]
    return max((float(moment.get("seconds") or 0) + (moment.get("nanos") or 0) / 1e9 for moment in times), default=0.0)


VENDOR = Vendor(
    "google_play", "google_play_dump", "reviews", GooglePlayOptions, _Connection, secrets=("service_account",)
)
