"""Zendesk: tickets that changed, by the cursor of the incremental export, each with all of its comments.

Traps: the export does not have the comments, and tells nothing of the last minute. The cursor goes on from the end of
the stream, where it stays the same. A ticket that is deleted has no comments any more; one that was merged is closed,
and its words are in the other one.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from pydantic import Field

from vocpipe.pull.http import Api, NotFoundError
from vocpipe.pull.options import ApiOptions, Label
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.store.raw import Json

_EXPORT, _TICKETS = "api/v2/incremental/tickets/cursor", "api/v2/tickets"
_PAGE = 100  # tickets, so that a kill costs few calls
_EXPORTS = (10, 60)  # calls in seconds: as documented
_CALLS = (180, 60)  # of 200 in the smallest plan with an API
_OF_DELETED = ("id", "status", "created_at", "updated_at", "generated_timestamp")  # nobody's words
_RIGHT = "admin (incremental exports)"


class ZendeskOptions(ApiOptions):
    """What Zendesk needs to be told."""

    whole: ClassVar[bool] = True

    subdomain: Label = Field(description="of SUBDOMAIN.zendesk.com")
    email: str = Field(description="the address of the admin whose API token it is")


class _Connection:
    def __init__(self, asked: Asked) -> None:
        from dlt.sources.helpers.rest_client.auth import HttpBasicAuth

        options: ZendeskOptions = asked.options
        address = options.address or f"https://{options.subdomain}.zendesk.com"
        auth = HttpBasicAuth(f"{options.email}/token", asked.secrets["token"])
        self._api = Api(asked.source, address, auth, _RIGHT, asked.not_before)
        self._exports = asked.pace("exports", *_EXPORTS)
        self._calls = asked.pace("calls", *options.limit(_CALLS))

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """A page of tickets at a time, until the end of the stream."""
        from dlt.sources.helpers.rest_client.paginators import JSONResponseCursorPaginator

        begin = {"cursor": cursor["after"]} if cursor.get("after") else {"start_time": _seconds(since)}
        pages = self._api.pages(
            _EXPORT,
            self._exports,
            params={"per_page": _PAGE, "include": "users", **begin},
            paginator=JSONResponseCursorPaginator("after_cursor", "cursor"),
        )
        for page in pages:
            page.request.params.pop("start_time", None)
            content = page.response.json()
            after = {"after": content.get("after_cursor") or cursor.get("after")}
            if after != cursor or content.get("tickets"):
                yield self._batch(content, after)
            if content.get("end_of_stream", True):
                return
            cursor = after

    def probe(self) -> None:
        """Ask for one ticket of the last days."""
        self._api.get(_EXPORT, self._exports, params={"per_page": 1, "start_time": _seconds(None)})

    def _batch(self, content: dict[str, Any], cursor: dict[str, Json]) -> Batch:
        users = {user["id"]: user for user in content.get("users") or [] if "id" in user}
        tickets = [self._whole(ticket, users) for ticket in content.get("tickets") or []]
        return Batch(tickets, cursor, {"users": list(users.values())})

    def _whole(self, ticket: dict[str, Any], users: dict[Any, Any]) -> dict[str, Any]:
        """A ticket with its comments; who wrote them is added to `users`."""
        if ticket.get("status") == "deleted":
            return {name: ticket[name] for name in _OF_DELETED if name in ticket}
        comments: list[Any] = []
        try:
            for content in self._comments(ticket["id"]):
                comments += content.get("comments") or []
                users |= {user["id"]: user for user in content.get("users") or [] if "id" in user}
        except NotFoundError:  # deleted since the export was made, which will say so
            return ticket
        return {**ticket, "comments": comments}

    def _comments(self, ticket: int) -> Iterator[dict[str, Any]]:
        from dlt.sources.helpers.rest_client.paginators import JSONResponseCursorPaginator

        pages = self._api.pages(
            f"{_TICKETS}/{ticket}/comments",
            self._calls,
            params={"page[size]": _PAGE, "include": "users"},
            paginator=JSONResponseCursorPaginator("meta.after_cursor", "page[after]", has_more_path="meta.has_more"),
        )
        for page in pages:
            yield page.response.json()


def _seconds(since: datetime | None) -> int:
    return int(since.timestamp()) if since else 1  # 0 is refused


VENDOR = Vendor("zendesk", "zendesk", "tickets", ZendeskOptions, _Connection, secrets=("token",))
