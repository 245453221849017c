"""Slack as its public documentation has it: channels, messages the newest first, threads, people; refusals with 200."""

import time
from typing import Any

from tests.pull.servers import NoAnswerError, Vendor

HOME, STAFF, CUSTOMERS = "T0HOME", "U0STAFF", ("U0ANN", "U0BOB")
DAY = 86_400


class Slack(Vendor):
    """Messages by channel and time. page: that many are given at once."""

    name, right = "slack", "channels:history"
    limits = ("_TIER2", "_TIER3", "_TIER4")

    def __init__(self, page: int = 3) -> None:
        super().__init__()
        self.page, self.now = page, int(time.time()) - 20 * DAY
        self.channels: dict[str, dict[str, dict[str, Any]]] = {"C0HELP": {}, "C0SALES": {}, "C0OTHER": {}}
        self.old = [self.say("C0HELP", f"The search stops after {number} minutes") for number in range(5)]
        self.now = int(time.time()) - 3 * DAY
        self.new = [self.say("C0SALES", f"The price rose {number} times", who=CUSTOMERS[1]) for number in range(4)]
        self.say("C0HELP", "We look into it", who=STAFF, thread=self.old[0])
        self.say("C0HELP", "It stops again", thread=self.old[0])

    def say(self, channel: str, text: str, *, who: str = CUSTOMERS[0], thread: str | None = None) -> str:
        """Somebody writes in a channel, or in a thread of it; when."""
        self.now += 60
        ts = f"{self.now}.000100"
        message = {"type": "message", "user": who, "text": text, "ts": ts, "team": HOME if who == STAFF else "T0ELSE"}
        if thread:
            parent = self.channels[channel][thread]
            parent |= {"thread_ts": thread, "reply_count": parent.get("reply_count", 0) + 1, "latest_reply": ts}
            message |= {"thread_ts": thread, "parent_user_id": parent["user"]}
        self.channels[channel][ts] = message
        return ts

    def edit(self, channel: str, ts: str, text: str) -> None:
        """Somebody edits what they wrote."""
        self.now += 60
        self.channels[channel][ts] |= {"text": text, "edited": {"user": CUSTOMERS[0], "ts": f"{self.now}.000000"}}

    def delete(self, channel: str, ts: str) -> None:
        """A message is deleted; of one with replies a tombstone stays."""
        message = self.channels[channel][ts]
        if message.get("reply_count"):
            message |= {"subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT"}
        else:
            del self.channels[channel][ts]
        parent = self.channels[channel].get(message.get("thread_ts") or "")
        if parent and parent is not message:
            parent["reply_count"] -= 1

    def change(self, number: int) -> None:
        """New messages and replies, edits, and now and then one that is deleted, alone or with its thread."""
        ts = self.say("C0SALES", f"Another one, {number}")
        self.say("C0HELP", f"Still so, {number}", thread=self.old[0])
        reply = self.say("C0SALES", f"Me too, {number}", who=CUSTOMERS[1], thread=ts)
        self.edit("C0SALES", self.new[number % 3], f"The price rose {number} times more")
        if number % 3 == 1:
            self.delete("C0SALES", reply)
        if number % 3 == 2:
            self.edit("C0SALES", reply, f"Not me, {number}")
            self.delete("C0SALES", ts)

    def forbid(self) -> NoAnswerError:
        """As the documentation of errors has it."""
        refusal = {"ok": False, "error": "missing_scope", "needed": "channels:history", "provided": "channels:read"}
        return NoAnswerError(200, refusal)

    def no_secret(self) -> NoAnswerError:
        """As the documentation of errors has it."""
        return NoAnswerError(200, {"ok": False, "error": "invalid_auth"})

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """What a method answers."""
        return {"ok": True, **getattr(self, "_" + path.removeprefix("/").replace(".", "_"))(query)}

    def _auth_test(self, query: dict[str, str]) -> dict[str, Any]:
        return {"team_id": HOME, "user_id": "U0BOT"}

    def _conversations_list(self, query: dict[str, str]) -> dict[str, Any]:
        found = [{"id": each, "name": each[2:].lower(), "is_member": each != "C0OTHER"} for each in self.channels]
        return self._paged("channels", found, query)

    def _conversations_history(self, query: dict[str, str]) -> dict[str, Any]:
        messages = self.channels[query["channel"]]
        low, high = query.get("oldest", "0"), query.get("latest", "9999999999")
        there = [message for ts, message in messages.items() if "parent_user_id" not in message and low < ts < high]
        there.sort(key=lambda message: message["ts"], reverse=True)
        n = min(self.page, int(query["limit"]))
        return {"messages": there[:n], "has_more": len(there) > n}

    def _conversations_replies(self, query: dict[str, str]) -> dict[str, Any]:
        messages, thread = self.channels[query["channel"]], query["ts"]
        if thread not in messages:
            raise NoAnswerError(200, {"ok": False, "error": "thread_not_found"})
        there = [message for ts, message in sorted(messages.items()) if message.get("thread_ts", ts) == thread]
        return self._paged("messages", there, query)

    def _users_info(self, query: dict[str, str]) -> dict[str, Any]:
        ident = query["user"]
        if ident == "USLACKBOT":
            raise NoAnswerError(200, {"ok": False, "error": "user_not_found"})
        profile = {"email": f"{ident.lower()}@firm.example", "phone": "+81 3 0000 0000"}
        outside = ident != STAFF
        about = {"id": ident, "team_id": "T0ELSE" if outside else HOME, "is_stranger": outside, "profile": profile}
        return {"user": about}

    def _paged(self, name: str, rows: list[Any], query: dict[str, str]) -> dict[str, Any]:
        start = int(query.get("cursor") or 0)
        end = start + min(self.page, int(query["limit"]))
        more = end < len(rows)
        return {name: rows[start:end], "has_more": more, "response_metadata": {"next_cursor": str(end) if more else ""}}

    def words(self) -> dict[str, str]:
        """What customers say in the channels that the app is in."""
        return {
            f"{channel}-{ts}": message["text"]
            for channel, messages in self.channels.items()
            for ts, message in messages.items()
            if channel != "C0OTHER" and message["user"] in CUSTOMERS
        }
