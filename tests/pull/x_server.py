"""X as its public documentation has it: search of the last seven days by ids, look-ups, and limits in headers."""

import time
from datetime import UTC, datetime
from typing import Any, ClassVar

from tests.pull.servers import NoAnswerError, Vendor

WEEK, EPOCH = 7 * 86_400, 1_288_834_974_657
PROBLEM = "https://api.twitter.com/2/problems/"


class X(Vendor):
    """Posts by id; no two have one time. ago: seconds before now at which posts are written."""

    name, right = "x", "recent search"
    limits = ("_SEARCHES", "_LOOKUPS")
    sizes: ClassVar = {"_PAGE": 10, "_IDS": 4, "_ROUND": 0}
    options = ('query = "acme -is:retweet"',)

    def __init__(self, page: int = 3) -> None:
        super().__init__()
        self.page, self.ago, self.last, self.left = page, 3 * 86_400, 0.0, 450
        self.posts: dict[str, dict[str, Any]] = {}
        self.first = [self.write(f"The search stops after {number} minutes") for number in range(7)]
        self.ago = 0

    def write(self, text: str, *, history: tuple[str, ...] = ()) -> str:
        """Somebody posts; the id."""
        self.last = max(self.last + 0.01, time.time() - self.ago)
        ident = str(int(self.last * 1000) - EPOCH << 22)
        at = datetime.fromtimestamp(self.last, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.posts[ident] = {"id": ident, "text": text, "created_at": at, "lang": "en", "author_id": "2244994945"}
        self.posts[ident] |= {"conversation_id": ident, "edit_history_tweet_ids": [*history, ident]}
        return ident

    def edit(self, ident: str, text: str) -> str:
        """Somebody edits a post, which is a new one; the id."""
        history = tuple(self.posts.pop(ident)["edit_history_tweet_ids"])
        return self.write(text, history=history)

    def change(self, number: int) -> None:
        """A new post, an edited one, and now and then one that is deleted."""
        new = self.write(f"Another one, {number}")
        self.first[number % 3] = self.edit(self.first[number % 3], f"Changed, {number}")
        if number % 3 == 2:
            del self.posts[new]
        if number == 4:
            del self.posts[self.first[5]]

    def headers(self) -> dict[str, str]:
        """What is left of the endpoint's limit."""
        self.left -= 1
        told = {"limit": "450", "remaining": str(max(self.left, 0)), "reset": str(int(time.time()) + 890)}
        return {f"x-rate-limit-{name}": value for name, value in told.items()}

    def forbid(self) -> NoAnswerError:
        """As the documentation of errors has it."""
        about = {
            "title": "Client Forbidden",
            "reason": "client-not-enrolled",
            "required_enrollment": "Appropriate Level",
        }
        return NoAnswerError(403, {"client_id": "1", "type": PROBLEM + "client-forbidden", **about})

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """A page of the search or of mentions, or the posts that are looked up."""
        if path == "/tweets":
            return self._looked_up(query["ids"].split(","))
        if path not in ("/tweets/search/recent", "/users/783214/mentions"):
            raise NoAnswerError(404)
        if "since_id" in query and _time_of(query["since_id"]) < time.time() - WEEK:
            problem = {"type": PROBLEM + "invalid-request", "title": "Invalid Request"}
            raise NoAnswerError(400, {"errors": [{"parameters": {"since_id": [query["since_id"]]}}], **problem})
        low, high = int(query.get("since_id", 0)), int(query.get("until_id", 1 << 62))
        there = [ident for ident in self.posts if low < int(ident) < high and _time_of(ident) > time.time() - WEEK]
        there.sort(key=int, reverse=True)
        place = query.get("pagination_token" if "mentions" in path else "next_token")
        start = next((at for at, ident in enumerate(there) if place and int(ident) < int(place[1:])), 0)
        page = there[start : start + min(self.page, int(query["max_results"]))]
        more = {"next_token": f"b{page[-1]}"} if page and page[-1] != there[-1] else {}
        meta = {"meta": {"result_count": len(page), **more}}
        return {**({"data": [self.posts[ident] for ident in page]} if page else {}), **meta}

    def _looked_up(self, ids: list[str]) -> dict[str, Any]:
        gone = [ident for ident in ids if ident not in self.posts and not self._is_former(ident)]
        about = {"resource_type": "tweet", "parameter": "ids", "title": "Not Found Error"}
        errors = [{**about, "value": i, "resource_id": i, "type": PROBLEM + "resource-not-found"} for i in gone]
        data = [self.posts[ident] for ident in ids if ident in self.posts]
        return {**({"data": data} if data else {}), **({"errors": errors} if errors else {})}

    def _is_former(self, ident: str) -> bool:
        return any(ident in post["edit_history_tweet_ids"] for post in self.posts.values())

    def words(self) -> dict[str, str]:
        """What the posts say that are there now, by the id of their first version."""
        return {post["edit_history_tweet_ids"][0]: post["text"] for post in self.posts.values()}


def _time_of(ident: str) -> float:
    return ((int(ident) >> 22) + EPOCH) / 1000
