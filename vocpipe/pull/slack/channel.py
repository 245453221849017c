"""What is known of a channel between two pulls, by which edits and deletions are seen: `seen`, ts -> [version, thread].

It holds the messages of the window that is read again, and the replies of threads in which somebody wrote within it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from zlib import crc32

from vocpipe.store.raw import Json

_OF_VERSION = ("text", "edited", "subtype", "reactions", "files", "blocks")
_LAST = "9999999999.999999"  # later than any message


@dataclass(slots=True)
class Walk:
    """A way down through the messages of a channel, the newest first.

    floor: where it ends; at: the next page has what is older; top: the newest message; threads: those to be read next.
    """

    floor: str
    at: str = _LAST
    top: str = "0"
    threads: list[str] = field(default_factory=list)
    done: bool = False  # with the messages; threads may be left


@dataclass(slots=True)
class Known:
    """What is safe of a channel. safe: the newest message of the last walk that came to its end."""

    safe: str = "0"
    seen: dict[str, list[str | None]] = field(default_factory=dict)
    walk: Walk | None = None

    @classmethod
    def of(cls, kept: dict[str, Json]) -> "Known":
        """What `kept` has."""
        walk = kept.get("walk")
        return cls(kept.get("safe", "0"), dict(kept.get("seen") or {}), Walk(**walk) if walk else None)

    def kept(self) -> dict[str, Json]:
        """This as JSON."""
        walk = self.walk and {name: getattr(self.walk, name) for name in Walk.__dataclass_fields__}
        return {"safe": self.safe, "seen": dict(self.seen), **({"walk": walk} if walk else {})}

    def new(self, messages: list[Json]) -> list[Json]:
        """The messages that are not known in this version, which are known from now on."""
        found = [message for message in messages if self.seen.get(message["ts"], [None])[0] != _version(message)]
        self.seen |= {message["ts"]: [_version(message), thread_of(message)] for message in messages}
        return found

    def gone(self, found: list[Json], low: str, high: str) -> list[str]:
        """The times of known messages between two times that were not found there, which are forgotten here."""
        there = {message["ts"] for message in found}
        gone = [ts for ts, (_, thread) in self.seen.items() if thread is None and low < ts < high and ts not in there]
        return self._dropped(gone)

    def gone_in(self, thread: str, found: list[Json]) -> list[str]:
        """The times of known replies in a thread that were not found in it, which are forgotten here."""
        there = {message["ts"] for message in found}
        return self._dropped([ts for ts, (_, of) in self.seen.items() if of == thread and ts not in there])

    def threads_before(self, floor: str) -> list[str]:
        """The threads that began before a time and in which somebody wrote after it."""
        return sorted({of for ts, (_, of) in self.seen.items() if of is not None and of < floor < ts})

    def prune(self, floor: str) -> None:
        """Forget messages before a time, unless they are in a thread that goes on after it."""
        alive = {of for ts, (_, of) in self.seen.items() if of is not None and ts > floor}
        self.seen = {ts: known for ts, known in self.seen.items() if ts > floor or known[1] in alive}

    def _dropped(self, times: list[str]) -> list[str]:
        for ts in times:
            del self.seen[ts]
        return sorted(times)


def thread_of(message: Json) -> str | None:
    """The thread that a message is a reply in; None of one that stands in the channel itself."""
    thread = message.get("thread_ts")
    return None if thread in (None, message["ts"]) else str(thread)


def begun_threads(messages: list[Json]) -> Iterator[str]:
    """The messages that have replies."""
    return (message["ts"] for message in messages if message.get("reply_count"))


def before(moment: float) -> str:
    """A time as Slack writes it."""
    return f"{Decimal(moment):017.6f}"


def _version(message: Json) -> str:
    told: dict[str, Any] = {name: message[name] for name in _OF_VERSION if name in message}
    return f"{crc32(json.dumps(told, sort_keys=True).encode()):08x}"
