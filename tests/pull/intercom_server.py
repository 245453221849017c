"""Intercom as its public documentation has it: conversations by search, and each with its parts."""

import re
import time
from typing import Any

from tests.pull.servers import NoAnswerError, Vendor

OLD = 1_772_300_000  # 28 February 2026


class Intercom(Vendor):
    """Conversations by id; the search gives those that changed, the newest first, and knows whole days only."""

    name, right = "intercom", "Read conversations"

    def __init__(self, page: int = 2) -> None:
        super().__init__()
        self.page, self.parts = page, 0
        self.conversations: dict[str, dict[str, Any]] = {}
        for number in range(5):
            self.open(f"70{number}", f"The search stops after {number} minutes", at=OLD + 100_000 * number)

    def change(self, number: int) -> None:
        """A new conversation, a further message in another, and now and then one that is redacted."""
        self.open(f"9{number:02d}", f"Another one, {number}")
        part = self.say(f"70{number % 5}", f"Still so, {number}")
        if number % 4 == 3:
            part |= {"redacted": True, "body": None}

    def open(self, ident: str, text: str, *, who: str = "contact-8001", at: int | None = None) -> None:
        """A contact opens a conversation."""
        moment = at or int(time.time())
        author = {"type": "user", "id": who, "email": f"{who}@firm.example"}
        self.conversations[ident] = {
            **{"type": "conversation", "id": ident, "created_at": moment, "updated_at": moment, "state": "open"},
            "source": {"type": "conversation", "id": f"m{ident}", "body": f"<p>{text}</p>", "author": author},
            "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": who, "external_id": who}]},
            "conversation_parts": {"type": "conversation_part.list", "conversation_parts": [], "total_count": 0},
        }

    def say(self, ident: str, text: str, *, who: str = "contact-8001", kind: str = "user") -> dict[str, Any]:
        """Somebody goes on with it; the part."""
        self.parts += 1
        author = {"type": kind, "id": who, "email": f"{who}@firm.example"}
        part = {"type": "conversation_part", "id": f"p{self.parts}", "part_type": "comment", "body": f"<p>{text}</p>"}
        moment = int(time.time())
        part |= {"created_at": moment, "author": author, "redacted": False}
        self.conversations[ident]["conversation_parts"]["conversation_parts"].append(part)
        self.touch(ident)
        return part

    def touch(self, ident: str) -> None:
        """A conversation changes; no two changes have one time."""
        now = max(int(time.time()), *(item["updated_at"] for item in self.conversations.values())) + 1
        self.conversations[ident]["updated_at"] = now

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """A page of the search, or a conversation."""
        if path == "/conversations/search":
            return self._search(body)
        found = re.fullmatch(r"/conversations/([\w-]+)", path)
        if not found or found[1] not in self.conversations:
            raise NoAnswerError(404)
        return self.conversations[found[1]]

    def _search(self, body: dict[str, Any]) -> dict[str, Any]:
        ((condition,), pagination) = (body["query"]["value"], body["pagination"])
        assert (condition["field"], condition["operator"]) == ("updated_at", ">")
        day = condition["value"] // 86_400
        rows = sorted(self.conversations.values(), key=lambda item: (-item["updated_at"], item["id"]))
        rows = [row for row in rows if row["updated_at"] // 86_400 > day]
        if pagination.get("starting_after"):
            at, _, ident = pagination["starting_after"].partition("|")
            rows = [row for row in rows if (-row["updated_at"], row["id"]) > (-int(at), ident)]
        page = rows[: min(self.page, pagination["per_page"])]
        plain = [{name: value for name, value in row.items() if name != "conversation_parts"} for row in page]
        more = len(rows) > len(page)
        place = {"page": 2, "starting_after": f"{page[-1]['updated_at']}|{page[-1]['id']}"} if more else None
        pages = {"type": "pages", "page": 1, "per_page": pagination["per_page"], "total_pages": 9}
        return {"type": "conversation.list", "conversations": plain, "pages": pages | ({"next": place} if more else {})}

    def words(self) -> dict[str, str]:
        """What is said there by contacts now: id as the reader makes it -> text."""
        found = {}
        for ident, conversation in self.conversations.items():
            found[ident] = conversation["source"]["body"]
            for part in conversation["conversation_parts"]["conversation_parts"]:
                if part["author"]["type"] == "user" and not part["redacted"]:
                    found[f"{ident}-{part['id']}"] = part["body"]
        return {ident: text.removeprefix("<p>").removesuffix("</p>") for ident, text in found.items()}
