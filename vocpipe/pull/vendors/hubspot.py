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

from vocpipe.pull.http import Api, Pace
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
_SEARCHES_PER_SECOND, _CALLS_PER_TEN_SECONDS = 4, 90  # of the documented 5, and of 100
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
        self._searches = Pace(_SEARCHES_PER_SECOND, 1)
        usual = Pace(_CALLS_PER_TEN_SECONDS, 10)
        self._calls = Pace(options.calls_per_minute, 60) if options.calls_per_minute else usual

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """Tickets in the order of their last change, then those that were archived.

        The cursor has `at`, the last change that is safe; `recent`, what is safe within a while of it, "id at" -> at;
        and `archived`, the last time at which a ticket was archived.
        """
        state = dict(cursor)
        start = _earlier(state["at"]) if state.get("at") else _written(since or datetime.fromtimestamp(0, UTC))
        place = 0
        while True:
            rows, has_more = self._search(start, place)
            recent: dict[str, str] = dict(state.get("recent") or {})
            new = [row for row in rows if _mark(row) not in recent]
            if new:
                state = _after(state, recent, new)
                yield Batch(self._with_contacts(new), dict(state), gone=_merged(new))
            if not rows or not has_more:
                break
            last = _changed(rows[-1])
            start, place = (last, 0) if last > start else (start, place + len(rows))
        yield from self._archived(state)

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

    def _archived(self, state: dict[str, Json]) -> Iterator[Batch]:
        """The ids of tickets that were archived since the last pull."""
        from dlt.sources.helpers.rest_client.paginators import JSONResponseCursorPaginator

        known, gone, latest = state.get("archived") or "", [], state.get("archived") or ""
        pages = self._api.pages(
            _TICKETS,
            self._calls,
            params={"archived": "true", "limit": _PAGE, "properties": _CHANGED},
            paginator=JSONResponseCursorPaginator("paging.next.after", "after"),
        )
        for page in pages:
            for row in page.response.json().get("results") or []:
                at = str(row.get("archivedAt") or "")
                if at > known:
                    gone.append(str(row["id"]))
                    latest = max(latest, at)
        if gone:
            yield Batch([], {**state, "archived": latest}, gone=sorted(gone))


def _after(state: dict[str, Json], recent: dict[str, str], new: list[dict[str, Any]]) -> dict[str, Json]:
    """The cursor after these tickets are safe."""
    at = max(str(state.get("at") or ""), *map(_changed, new))
    recent |= {_mark(row): _changed(row) for row in new}
    first = _earlier(at)
    return {**state, "at": at, "recent": {mark: changed for mark, changed in recent.items() if changed >= first}}


def _merged(rows: list[dict[str, Any]]) -> list[str]:
    """The tickets that others took in."""
    said = [str(row["properties"].get(_MERGED) or "") for row in rows]
    return sorted({ident.strip() for item in said for ident in item.split(";") if ident.strip()})


def _changed(row: dict[str, Any]) -> str:
    return str(row["properties"].get(_CHANGED) or row["updatedAt"])


def _mark(row: dict[str, Any]) -> str:
    return f"{row['id']} {_changed(row)}"


def _earlier(moment: str) -> str:
    return _written(datetime.fromisoformat(moment) - _LATE)


def _written(moment: datetime) -> str:
    """A moment as HubSpot writes it, so that texts are in the order of time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


VENDOR = Vendor("hubspot", "hubspot", "results", HubspotOptions, _Connection, secrets=("token",))
