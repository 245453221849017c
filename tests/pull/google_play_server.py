"""Google Play as its public documentation has it: a signed assertion for a token, and the reviews of the last week."""

import json
import re
import time
from typing import Any, ClassVar

from joserfc.errors import JoseError

from tests.pull.keys import claims_in, private_key
from tests.pull.servers import NoAnswerError, Vendor

TOKEN, WEEK = "ya29.an-hour", 7 * 86_400
REVIEWS = "/androidpublisher/v3/applications/com.example.app/reviews"


class GooglePlay(Vendor):
    """Reviews by id; no two have one time. ago: seconds before now at which reviews are written."""

    name, right = "google_play", "Reply to reviews"
    authorization = f"Bearer {TOKEN}"
    secrets: ClassVar = {"service_account": ""}
    sizes: ClassVar = {"_PAGE": 3}
    gates = ("/token",)
    options = ('package = "com.example.app"',)

    def __init__(self) -> None:
        super().__init__()
        self.reviews: dict[str, dict[str, Any]] = {}
        self.ago, self.last = WEEK + 3600, 0.0
        self.write("old", "It was fine last month")
        self.ago = 3 * 86_400
        for number in range(7):
            self.write(f"r{number}", f"The search stops after {number} minutes")
        self.ago = 0

    def settings(self, address: str) -> str:
        """The settings; the key file of the account names this server too."""
        account = {"type": "service_account", "client_email": "voc@acme.example", "private_key_id": "k1"}
        account |= {"private_key": private_key("RS256"), "token_uri": f"{address}/token"}
        self.secrets["service_account"] = json.dumps(account)
        return super().settings(address)

    def write(self, ident: str, words: str, *, stars: int = 2) -> None:
        """Somebody writes a review, or edits it."""
        self.last = max(self.last + 0.001, time.time() - self.ago)
        seconds, nanos = str(int(self.last)), int(self.last % 1 * 1e9)
        user = {"text": words, "starRating": stars, "reviewerLanguage": "en"}
        user["lastModified"] = {"seconds": seconds, "nanos": nanos}
        comments = [{"userComment": user}, {"developerComment": {"text": "Thank you"}}]
        self.reviews[ident] = {"reviewId": ident, "authorName": f"N{ident}", "comments": comments}

    def change(self, number: int) -> None:
        """A new review, an edited one, and now and then one that is taken back."""
        self.write(f"s{number}", f"Another one, {number}")
        self.write(f"r{number % 3}", f"Changed, {number}", stars=1)
        if number % 3 == 2:
            del self.reviews[f"s{number - 1}"]

    def forbid(self) -> NoAnswerError:
        """As the documentation of errors has it."""
        error = {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}
        return NoAnswerError(403, {"error": error})

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """A token, a page of the list, or a review."""
        if path == "/token":
            return self._token(body)
        if (found := re.fullmatch(REVIEWS + r"/(\w+)", path)) and found[1] in self.reviews:
            return self.reviews[found[1]]
        if path != REVIEWS:
            raise NoAnswerError(404, {"error": {"code": 404, "status": "NOT_FOUND"}})
        rows = sorted(self.reviews.values(), key=_at, reverse=True)
        rows = [row for row in rows if _at(row) > time.time() - WEEK]
        start = int(query.get("token") or 0)
        end = start + min(int(query["maxResults"]), 100)
        more = {"tokenPagination": {"nextPageToken": str(end)}} if end < len(rows) else {}
        return {**({"reviews": rows[start:end]} if rows else {}), **more}

    def _token(self, body: dict[str, str]) -> dict[str, Any]:
        try:
            header, claims = claims_in(body["assertion"], "RS256")
        except (JoseError, ValueError):
            raise NoAnswerError(
                400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
            ) from None
        assert (header["kid"], claims["iss"]) == ("k1", "voc@acme.example")
        assert claims["aud"].endswith("/token")
        assert claims["scope"].endswith("/auth/androidpublisher")
        return {"access_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"}

    def words(self) -> dict[str, str]:
        """What the reviews of the last week say that are there now."""
        there = {ident: row for ident, row in self.reviews.items() if _at(row) > time.time() - WEEK}
        return {ident: _user(row)["text"] for ident, row in there.items()}


def _user(row: dict[str, Any]) -> dict[str, Any]:
    return row["comments"][0]["userComment"]


def _at(row: dict[str, Any]) -> float:
    moment = _user(row)["lastModified"]
    return int(moment["seconds"]) + moment["nanos"] / 1e9
