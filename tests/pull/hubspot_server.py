"""HubSpot as its public documentation has it: tickets by search, their contacts, and those that were archived."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.pull.servers import NoAnswerError, Vendor

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)


class Hubspot(Vendor):
    """Tickets by id; each change takes a minute."""

    name, right = "hubspot", "crm.objects.contacts.read"
    limits, sizes = ("_SEARCHES", "_CALLS"), {"_PAGE": 3}

    def __init__(self, page: int = 3) -> None:
        super().__init__()
        self.page, self.minutes = page, 0
        self.tickets: dict[str, dict[str, Any]] = {}
        self.contacts: dict[str, list[str]] = {}
        self.archived: dict[str, str] = {}
        for number in range(7):
            self.put(f"510{number}", f"The search stops after {number} minutes")

    def put(self, ident: str, text: str, *, who: str = "6600901", **properties: str) -> None:
        """A ticket is opened, or changes."""
        self.minutes += 1
        at = self._at()
        before = self.tickets.get(ident, {}).get("properties", {"createdate": at})
        own = {"subject": f"Ticket {ident}", "content": text, "hs_lastmodifieddate": at, "hs_pipeline": "0"}
        self.tickets[ident] = {
            **{"id": ident, "archived": False, "createdAt": before["createdate"], "updatedAt": at},
            "properties": {**before, **own, **properties},
        }
        self.contacts[ident] = [who]

    def archive(self, ident: str) -> None:
        """A ticket is archived."""
        self.minutes += 1
        self.archived[ident] = self._at()

    def merge(self, ident: str, into: str) -> None:
        """A ticket is merged into another one, which keeps the name of it."""
        text = self.tickets[into]["properties"]["content"]
        del self.tickets[ident]
        self.put(into, text, hs_merged_object_ids=ident)

    def forbid(self) -> NoAnswerError:
        """As the documentation of errors has it."""
        needed = {"context": {"requiredGranularScopes": ["tickets", "crm.objects.contacts.read"]}}
        return NoAnswerError(403, {"status": "error", "category": "MISSING_SCOPES", "errors": [needed]})

    def change(self, number: int) -> None:
        """A new ticket, a change of another, and now and then one that is archived or merged."""
        self.put(f"53{number:02d}", f"Another one, {number}")
        self.put(f"510{number % 5}", f"Changed, {number}")
        if number % 6 == 5:
            self.archive(f"53{number - 1:02d}")
        if number % 6 == 3:
            self.merge(f"53{number - 1:02d}", into=f"53{number:02d}")

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """A page of the search or of what is archived, or the contacts of tickets."""
        if path == "/crm/v3/objects/tickets/search":
            return self._search(body)
        if path == "/crm/v4/associations/tickets/contacts/batch/read":
            asked = [item["id"] for item in body["inputs"] if item["id"] in self.contacts]
            to = {ident: [{"toObjectId": int(who)} for who in self.contacts[ident]] for ident in asked}
            return {"status": "COMPLETE", "results": [{"from": {"id": ident}, "to": to[ident]} for ident in asked]}
        if path == "/crm/v3/objects/tickets" and query.get("archived") == "true":
            rows = [{**self.tickets[ident], "archived": True, "archivedAt": at} for ident, at in self.archived.items()]
            return self._paged(rows, int(query.get("after") or 0), int(query["limit"]))
        raise NoAnswerError(404)

    def _search(self, body: dict[str, Any]) -> dict[str, Any]:
        rows = [row for ident, row in self.tickets.items() if ident not in self.archived]
        for group in body.get("filterGroups", ()):
            ((condition,),) = (group["filters"],)
            rows = [row for row in rows if row["properties"][condition["propertyName"]] >= condition["value"]]
        rows.sort(key=lambda row: row["properties"]["hs_lastmodifieddate"])
        wanted = set(body.get("properties", ()))
        plain = [{**row, "properties": {k: v for k, v in row["properties"].items() if k in wanted}} for row in rows]
        return self._paged(plain, int(body.get("after") or 0), body["limit"])

    def _paged(self, rows: list[dict[str, Any]], place: int, limit: int) -> dict[str, Any]:
        if place >= 10_000:
            raise NoAnswerError(400)
        page = rows[place : place + min(limit, self.page)]
        more = place + len(page) < len(rows)
        paging = {"paging": {"next": {"after": str(place + len(page))}}} if more else {}
        return {"total": len(rows), "results": page, **paging}

    def _at(self) -> str:
        moment = BEGIN + timedelta(minutes=self.minutes)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def words(self) -> dict[str, str]:
        """What the tickets say that are there now."""
        live = {ident: row for ident, row in self.tickets.items() if ident not in self.archived}
        return {ident: row["properties"]["content"] for ident, row in live.items()}
