"""HubSpot: tickets that changed, by search in the order of their last change, each with its contacts.

Traps: the search counts by places, so that a ticket that changes meanwhile moves all others by one; each page
therefore begins anew at the last change that is safe. It knows of a change only after a while, and of at most 10,000
tickets. What is archived or merged is not in it: archived tickets have a list of their own, and a merged one names
those it took in.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import Field

from vocpipe.pull.changes import Changes, Order
from vocpipe.pull.http import Api
from vocpipe.pull.options import ApiOptions
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.store.raw import Json

_ADDRESS, _TICKETS = "https://api.hubapi.com", "crm/v3/objects/tickets"
_CHANGED, _MERGED = "hs_lastmodifieddate", "hs_merged_object_ids"
_PROPERTIES = (
    *("subject", "content", "createdate", _CHANGED, "hs_pipeline", "hs_pipeline_stage", "hs_ticket_priority"),
    *("hs_ticket_category", "hs_all_associated_contact_emails", "source_type", _MERGED),
)
_PAGE = 100
_LATE = timedelta(minutes=15)  # after which a change is surely in the search
_SEARCHES, _CALLS = (4, 1), (90, 10)  # calls in seconds, of the documented 5 in 1, and of 100 in 10
_RIGHT = "tickets, crm.objects.contacts.read"


class HubspotOptions(ApiOptions):
    """What HubSpot may be told."""

    properties: list[str] = Field(default=[], description="further properties of tickets, kept in `attrs`")


class _Connection:
    def __init__(self, asked: Asked) -> None:
        from dlt.sources.helpers.rest_client.auth import BearerTokenAuth

        options: HubspotOptions = asked.options
        auth = BearerTokenAuth(asked.secrets["token"])
        self._api = Api(asked.source, options.address or _ADDRESS, auth, _RIGHT, asked.not_before)
        self._properties = [*_PROPERTIES, *options.properties]
        self._searches = asked.pace("searches", *_SEARCHES)
        self._calls = asked.pace("calls", *options.limit(_CALLS))

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """Tickets in the order of their last change, then those that were archived.

        The cursor has what Changes keeps, and `archived`, the last time at which a ticket was archived.
        """
        changes, archived = Changes.of(_ORDER, cursor), cursor.get("archived") or ""
        for rows in changes.new(self._search, since):
            yield Batch(self._with_contacts(rows), self._cursor(changes, archived), gone=_merged(rows))
        gone, latest = self._archived(archived)
        if gone:
            yield Batch([], self._cursor(changes, latest), gone=gone)

    def probe(self) -> None:
        """Ask for one ticket and for no contact."""
        self._api.get(f"{_TICKETS}/search", self._searches, method="POST", json={"limit": 1})
        self._associated(["1"])

    def _search(self, start: str, place: int) -> tuple[list[dict[str, Any]], bool]:
        """The tickets that changed from a moment on, from a place among them on, and whether there are more."""
        since = {"propertyName": _CHANGED, "operator": "GTE", "value": start}
        content = self._api.get(
            f"{_TICKETS}/search",
            self._searches,
            method="POST",
            json={
                "filterGroups": [{"filters": [since]}],
                "sorts": [{"propertyName": _CHANGED, "direction": "ASCENDING"}],
                "properties": self._properties,
                "limit": _PAGE,
                "after": str(place),
            },
        )
        return content.get("results") or [], bool((content.get("paging") or {}).get("next"))

    def _with_contacts(self, rows: list[dict[str, Any]]) -> list[Json]:
        """The tickets with their contacts, as a single ticket is given with them."""
        contacts = self._associated([row["id"] for row in rows])
        return [{**row, "associations": {"contacts": {"results": contacts.get(row["id"], [])}}} for row in rows]

    def _associated(self, tickets: list[str]) -> dict[str, list[dict[str, str]]]:
        content = self._api.get(
            "crm/v4/associations/tickets/contacts/batch/read",
            self._calls,
            method="POST",
            json={"inputs": [{"id": ticket} for ticket in tickets]},
        )
        return {
            str(item["from"]["id"]): [{"id": str(to["toObjectId"]), "type": "ticket_to_contact"} for to in item["to"]]
            for item in content.get("results") or []
        }

    def _archived(self, known: str) -> tuple[list[str], str]:
        """The ids of tickets that were archived after a time, and the last time at which one was."""
        from dlt.sources.helpers.rest_client.paginators import JSONResponseCursorPaginator

        pages = self._api.pages(
            _TICKETS,
            self._calls,
            params={"archived": "true", "limit": _PAGE, "properties": _CHANGED},
            paginator=JSONResponseCursorPaginator("paging.next.after", "after"),
        )
        rows = [row for page in pages for row in page.response.json().get("results") or []]
        times = {str(row["id"]): str(row.get("archivedAt") or "") for row in rows}
        return sorted(ident for ident, at in times.items() if at > known), max([known, *times.values()])

    @staticmethod
    def _cursor(changes: Changes, archived: str) -> dict[str, Json]:
        return {**changes.kept(), **({"archived": archived} if archived else {})}


def _merged(rows: list[dict[str, Any]]) -> list[str]:
    """The tickets that others took in."""
    said = [str(row["properties"].get(_MERGED) or "") for row in rows]
    return sorted({ident.strip() for item in said for ident in item.split(";") if ident.strip()})


def _changed(row: dict[str, Any]) -> str:
    return str(row["properties"].get(_CHANGED) or row["updatedAt"])


def _written(moment: datetime) -> str:
    """A moment as HubSpot writes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_ORDER = Order(_changed, _written, _LATE)
VENDOR = Vendor("hubspot", "hubspot", "results", HubspotOptions, _Connection, secrets=("token",))
