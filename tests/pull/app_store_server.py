"""App Store Connect as its public documentation has it: reviews, the newest first, behind a token that is signed."""

import re
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, ClassVar

from joserfc.errors import JoseError

from tests.pull.keys import claims_in, private_key
from tests.pull.servers import NoAnswerError, Vendor

WRONG = "Bearer another"
PACIFIC = timezone(timedelta(hours=-8))  # in which Apple writes times


class AppStore(Vendor):
    """Reviews by id; no two have one time. ago: how long before now reviews are written."""

    name, right = "app_store", "Customer Support"
    secrets: ClassVar = {"private_key": private_key("ES256")}
    sizes: ClassVar = {"_PAGE": 3}
    options = ('app_id = "682658836"', 'key_id = "2X9R4HXF34"', 'issuer_id = "57246542-96fe"')

    def __init__(self) -> None:
        super().__init__()
        self.reviews: dict[str, dict[str, Any]] = {}
        self.left, self.ago, self.last = 3500, timedelta(days=90), datetime.now(UTC) - timedelta(days=91)
        for number in range(4):
            self.write(f"r{number}", f"It was slow {number} times")
        self.ago = timedelta(days=3)
        for number in range(4, 9):
            self.write(f"r{number}", f"The search stops after {number} minutes", stars=2)
        self.ago = timedelta()

    def write(self, ident: str, text: str, *, stars: int = 4) -> None:
        """Somebody writes a review."""
        self.last = max(self.last + timedelta(seconds=1), datetime.now(UTC) - self.ago)
        at = self.last.astimezone(PACIFIC).isoformat(timespec="seconds")
        self.reviews[ident] = {"rating": stars, "title": f"Review {ident}", "body": text, "createdDate": at}
        self.reviews[ident] |= {"reviewerNickname": f"N{ident}", "territory": "JPN"}

    def change(self, number: int) -> None:
        """A new review, an edited one, and now and then one that is taken back."""
        self.write(f"s{number}", f"Another one, {number}", stars=1 + number % 5)
        self.reviews[f"r{4 + number % 3}"] |= {"body": f"Changed, {number}", "rating": 1}
        if number % 3 == 2:
            del self.reviews[f"s{number - 1}"]

    def check(self, headers: Any) -> None:
        """The token has to be signed with the key, and to say what the documentation wants."""
        token = str(headers.get("Authorization")).removeprefix("Bearer ")
        try:
            header, claims = claims_in(token, "ES256")
        except (JoseError, ValueError):
            header, claims = {}, {}
        good = header.get("kid") == "2X9R4HXF34" and claims.get("aud") == "appstoreconnect-v1"
        short = 0 < claims.get("exp", 0) - claims.get("iat", 0) <= 1200 and claims.get("exp", 0) > time.time()
        is_accepted = good and short and claims.get("iss") == "57246542-96fe" and self.authorization != WRONG
        super().check({"Authorization": self.authorization if is_accepted else ""})

    def headers(self) -> dict[str, str]:
        """How many calls are left in the hour."""
        self.left -= 1
        return {"X-Rate-Limit": f"user-hour-lim:3500;user-hour-rem:{max(self.left, 0)};"}

    def forbid(self) -> NoAnswerError:
        """As the documentation of errors has it."""
        detail = "The API key in use does not allow this request"
        return NoAnswerError(403, {"errors": [{"status": "403", "code": "FORBIDDEN_ERROR", "detail": detail}]})

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """A page of the list, or a review."""
        if found := re.fullmatch(r"/v1/customerReviews/(\w+)", path):
            if found[1] not in self.reviews:
                raise NoAnswerError(404, {"errors": [{"status": "404", "code": "NOT_FOUND"}]})
            return {"data": self._row(found[1])}
        if path != "/v1/apps/682658836/customerReviews" or query.get("sort", "-createdDate") != "-createdDate":
            raise NoAnswerError(404)
        moments = {ident: datetime.fromisoformat(row["createdDate"]) for ident, row in self.reviews.items()}
        rows = sorted(self.reviews, key=lambda ident: moments[ident], reverse=True)
        start, limit = int(query.get("cursor") or 0), int(query["limit"])
        links = {"self": "https://elsewhere.example"}
        if start + limit < len(rows):
            links["next"] = f"https://elsewhere.example{path}?cursor={start + limit}&limit={limit}"
        return {"data": [self._row(ident) for ident in rows[start : start + limit]], "links": links}

    def _row(self, ident: str) -> dict[str, Any]:
        response = {"links": {"self": f"https://elsewhere.example/v1/customerReviews/{ident}/response"}}
        about = {"type": "customerReviews", "id": ident, "attributes": self.reviews[ident]}
        return {**about, "relationships": {"response": response}}

    def words(self) -> dict[str, str]:
        """What the reviews say that are there now."""
        return {ident: row["body"] for ident, row in self.reviews.items()}
