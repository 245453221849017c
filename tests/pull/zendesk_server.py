"""Zendesk as its public documentation has it: the cursor export of tickets, and the comments of each."""

import base64
import re
from typing import Any

from tests.pull.servers import SECRET, NoAnswerError, Vendor

AGENT = 900_001
START = 1_772_300_000  # seconds since 1970


class Zendesk(Vendor):
    """Tickets by id, each with the number of its last change; the export gives them in the order of these."""

    name, right = "zendesk", "admin"
    limits = ("_EXPORTS", "_CALLS")
    options = ('subdomain = "acme"', 'email = "reader@acme.example"')
    authorization = "Basic " + base64.b64encode(f"reader@acme.example/token:{SECRET}".encode()).decode()

    def __init__(self, page: int = 3) -> None:
        super().__init__()
        self.page, self.now = page, 0
        self.tickets: dict[int, dict[str, Any]] = {}
        self.comments: dict[int, list[dict[str, Any]]] = {}
        self.changed: dict[int, int] = {}
        self.users: dict[int, dict[str, Any]] = {AGENT: {"id": AGENT, "role": "agent", "name": "Ann Agent"}}
        for number in range(5):
            self.open(101 + number, f"The search stops after {number} minutes", who=800_001 + number % 2)

    def change(self, number: int) -> None:
        """A new ticket, a further comment on another, and now and then one that is deleted or merged."""
        self.open(300 + number, f"Another one, {number}", who=800_001 + number % 3)
        self.say(101 + number % 5, 800_001 + number % 5 % 2, f"Still so, {number}")
        if number % 6 == 5:
            self.delete(299 + number)
        if number % 6 == 3:
            self.merge(299 + number, into=300 + number)

    def open(self, ident: int, text: str, *, who: int = 800_001) -> None:
        """A customer opens a ticket."""
        self.users.setdefault(who, {"id": who, "role": "end-user", "email": f"u{who}@firm.example", "name": f"N{who}"})
        self.tickets[ident] = {
            **{"id": ident, "url": f"https://acme.zendesk.com/api/v2/tickets/{ident}.json", "status": "open"},
            **{"subject": f"Ticket {ident}", "description": text, "requester_id": who, "submitter_id": who},
            **{"via": {"channel": "web"}, "satisfaction_rating": {"score": "unoffered"}, "tags": []},
        }
        self.comments[ident] = []
        self.say(ident, who, text)

    def say(self, ident: int, who: int, text: str, *, public: bool = True) -> int:
        """Somebody comments; the id of the comment."""
        self.touch(ident)
        number = 50_000 + sum(map(len, self.comments.values()))
        comment = {"id": number, "author_id": who, "body": text, "plain_body": text, "html_body": f"<p>{text}</p>"}
        self.comments[ident].append({**comment, "public": public, "type": "Comment", "created_at": self._time()})
        return number

    def touch(self, ident: int, **changes: Any) -> None:
        """A ticket changes."""
        self.now += 1
        self.tickets[ident] |= {**changes, "updated_at": self._time()}
        self.tickets[ident].setdefault("created_at", self._time())
        self.tickets[ident]["generated_timestamp"] = START + self.now
        self.changed[ident] = self.now

    def delete(self, ident: int) -> None:
        """A ticket is deleted: the export says so, and its comments are gone."""
        self.touch(ident, status="deleted")
        del self.comments[ident]

    def merge(self, ident: int, into: int) -> None:
        """A ticket is merged into another one, as Zendesk does it by default."""
        text = f'This request was closed and merged into request #{into} "Ticket {into}".'
        self.say(ident, AGENT, text, public=False)
        self.touch(ident, status="closed")
        quoted = self.tickets[ident]["description"]
        self.say(into, AGENT, f"Request #{ident} was closed and merged. Last comment:\n\n{quoted}", public=False)

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """A page of the export, or of a ticket's comments."""
        if path == "/api/v2/incremental/tickets/cursor":
            return self._export(query)
        found = re.fullmatch(r"/api/v2/tickets/(\d+)/comments", path)
        if not found or int(found[1]) not in self.comments:
            raise NoAnswerError(404)
        return self._comments(int(found[1]), query)

    def _export(self, query: dict[str, str]) -> dict[str, Any]:
        if ("cursor" in query) == ("start_time" in query):
            raise NoAnswerError(422)
        after = int(base64.b64decode(query["cursor"])) if "cursor" in query else int(query["start_time"]) - START - 1
        rows = sorted((at, ident) for ident, at in self.changed.items() if at > after)
        page = rows[: min(self.page, int(query.get("per_page", 1000)))]
        last = page[-1][0] if page else after
        tickets = [dict(self.tickets[ident]) for _, ident in page]
        users = {ticket["requester_id"] for ticket in tickets}
        return {
            **{"tickets": tickets, "end_of_stream": len(page) == len(rows), "before_cursor": None},
            **{
                "after_cursor": base64.b64encode(str(last).encode()).decode(),
                "after_url": "https://elsewhere.example/",
            },
            **({"users": [self.users[user] for user in sorted(users)]} if query.get("include") == "users" else {}),
        }

    def _comments(self, ident: int, query: dict[str, str]) -> dict[str, Any]:
        rows, start = self.comments[ident], int(query.get("page[after]") or 0)
        page = rows[start : start + min(2, int(query["page[size]"]))]
        users = [self.users[user] for user in sorted({row["author_id"] for row in page})]
        more = start + len(page) < len(rows)
        meta = {"has_more": more, "after_cursor": str(start + len(page)) if more else None}
        return {"comments": page, "users": users, "meta": meta}

    def _time(self) -> str:
        return f"2026-03-01T{self.now // 3600 % 24:02d}:{self.now // 60 % 60:02d}:{self.now % 60:02d}Z"

    def words(self) -> dict[str, str]:
        """What is said there by customers now, in public: id as the reader makes it -> text."""
        found = {}
        for ident, comments in self.comments.items():
            for number, comment in enumerate(comments):
                said = comment["public"] and comment["author_id"] == self.tickets[ident]["requester_id"]
                if said and "▇" not in comment["body"]:
                    found[f"{ident}-{comment['id']}" if number else str(ident)] = comment["body"]
        return found
