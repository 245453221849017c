"""Intercom: conversations that changed, by search, each with its parts.

Traps: the search does not have the parts. It is sorted by nothing that is promised, and its times may count as whole
days; so it begins earlier, and what did not change since the last pull began is passed over. A conversation that
changes while a pull runs may be missed by it, and is found by the next one.
"""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar, Literal

from pydantic import Field

from vocpipe.pull.http import Api, NotFoundError
from vocpipe.pull.options import ApiOptions
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.store.raw import Json

_ADDRESSES = {"us": "https://api.intercom.io", "eu": "https://api.eu.intercom.io", "au": "https://api.au.intercom.io"}
_VERSION = "2.11"
_PAGE = 50
_EARLIER = 2 * 86_400  # seconds that the search begins earlier, should it know whole days only
_LATE = 900  # seconds after which a change is surely in the search, and by which clocks may differ
_CALLS = (1000, 60)
_RIGHT = "Read conversations"


class IntercomOptions(ApiOptions):
    """What Intercom needs to be told."""

    whole: ClassVar[bool] = True

    region: Literal["us", "eu", "au"] = Field(default="us", description="where your workspace is hosted")


class _Connection:
    def __init__(self, asked: Asked) -> None:
        from dlt.sources.helpers.rest_client.auth import BearerTokenAuth

        options: IntercomOptions = asked.options
        address, headers = options.address or _ADDRESSES[options.region], {"Intercom-Version": _VERSION}
        auth = BearerTokenAuth(asked.secrets["token"])
        paces = (asked.pace("calls", *options.limit(_CALLS)),)
        self._api = Api(asked.source, address, auth, _RIGHT, asked.not_before, headers, paces)

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """A page of conversations at a time.

        The cursor has `floor`, the time before which nothing is new; `begun`, when this pull began; `after`, its next
        page; and `recent`: what is safe and would be found once more, "id at" -> at. A pull that was cut off is brought
        to its end first: what changed meanwhile stands on the pages before.
        """
        floor = int(cursor.get("floor") or (since.timestamp() if since else 0))
        begun, recent = int(cursor.get("begun") or time.time()), dict(cursor.get("recent") or {})
        for found, after in self._search(floor, cursor.get("after")):
            new = [item for item in found if item["updated_at"] >= floor and _mark(item) not in recent]
            whole = [conversation for item in new if (conversation := self._whole(item)) is not None]
            recent |= {_mark(item): item["updated_at"] for item in new if item["updated_at"] >= begun - _LATE}
            yield Batch(whole, {"floor": floor, "begun": begun, "after": after, "recent": dict(recent)})
        floor = max(floor, begun - _LATE)
        end: dict[str, Json] = {"floor": floor, "recent": {mark: at for mark, at in recent.items() if at >= floor}}
        yield Batch([], end)
        if cursor.get("begun"):
            yield from self.batches(end, None)

    def probe(self) -> None:
        """Ask for one conversation of the last days."""
        self._api.get("conversations/search", method="POST", json=_query(int(time.time()), 1))

    def _search(self, floor: int, after: str | None) -> Iterator[tuple[list[dict[str, Any]], str | None]]:
        """The conversations of each page, and the place of the next one."""
        from dlt.sources.helpers.rest_client.paginators import JSONResponseCursorPaginator

        query = _query(floor, _PAGE)
        if after:
            query["pagination"]["starting_after"] = after
        next_page = JSONResponseCursorPaginator(
            "pages.next.starting_after", cursor_body_path="pagination.starting_after"
        )
        pages = self._api.pages("conversations/search", method="POST", json=query, paginator=next_page)
        for page in pages:
            content = page.response.json()
            place = ((content.get("pages") or {}).get("next") or {}).get("starting_after")
            yield content.get("conversations") or [], place

    def _whole(self, item: dict[str, Any]) -> dict[str, Any] | None:
        """A conversation with its parts; None if it was deleted meanwhile."""
        try:
            found: dict[str, Any] = self._api.get(f"conversations/{item['id']}")
        except NotFoundError:
            return None
        return found


def _query(floor: int, n: int) -> dict[str, Any]:
    value = max(floor - _EARLIER, 0)
    return {
        "query": {"operator": "AND", "value": [{"field": "updated_at", "operator": ">", "value": value}]},
        "pagination": {"per_page": n},
    }


def _mark(item: dict[str, Any]) -> str:
    return f"{item['id']} {item['updated_at']}"


VENDOR = Vendor("intercom", "intercom", "conversations", IntercomOptions, _Connection, secrets=("token",))
