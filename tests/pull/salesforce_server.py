"""Salesforce as its public documentation has it: tokens, queries that go on, and the log of what was deleted."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from tests.pull.servers import SECRET, NoAnswerError, Vendor

TOKEN = "00D-session-of-an-hour"
_SOQL = re.compile(r"SELECT (.+?) FROM (\w+)(?: WHERE (.+?))?(?: ORDER BY .+?)?(?: LIMIT (\d+))?")


class Salesforce(Vendor):
    """Records by kind and id; no two changes have one time. ago: how long before now changes are made."""

    name, right = "salesforce", "View All on Case"
    authorization = f"Bearer {TOKEN}"
    secrets: ClassVar = {"client_secret": SECRET}
    limits, sizes = ("_CALLS",), {"_LEAST": 0}
    gates = ("/services/oauth2/token",)
    options = ('domain = "acme"', 'client_id = "3MVG9.app"')

    def __init__(self, page: int = 3) -> None:
        super().__init__()
        self.page, self.ago = page, timedelta(hours=20)
        self.last = datetime.now(UTC) - self.ago
        self.records: dict[str, dict[str, dict[str, Any]]] = {
            **{"Case": {}, "Contact": {}, "Account": {}, "EmailMessage": {}, "CaseComment": {}}
        }
        self.log: list[dict[str, str]] = []
        self.queries: dict[str, list[dict[str, Any]]] = {}
        self.usage, self.tokens = "18/15000", 0
        for number in range(4):
            self.put("Contact", f"003C{number}", Name=f"N{number}")
        for number in range(7):
            text = f"The search stops after {number} minutes"
            self.put("Case", f"500{number}", Description=text, ContactId=f"003C{number % 4}", Subject="Search")
        self.ago = timedelta()

    def put(self, kind: str, ident: str, **fields: Any) -> None:
        """A record is made, or changes."""
        self.last = max(self.last + timedelta(milliseconds=1), datetime.now(UTC) - self.ago)
        at = self._time()
        before = self.records[kind].get(ident, {"Id": ident, "CreatedDate": at, "IsDeleted": False})
        self.records[kind][ident] = {"MasterRecordId": None, **before, **fields, "SystemModstamp": at}

    def delete(self, kind: str, ident: str, *, master: str | None = None) -> None:
        """A record goes into the recycle bin, perhaps merged into another one."""
        self.put(kind, ident, IsDeleted=True, MasterRecordId=master)
        self.log.append({"id": ident, "deletedDate": self._time(), "kind": kind})

    def empty(self, ident: str, kind: str = "Case") -> None:
        """A record leaves the recycle bin, of which only the log tells."""
        self.delete(kind, ident)
        del self.records[kind][ident]

    def delete_case(self, ident: str, *, master: str | None = None) -> None:
        """A case is deleted or merged, with what belongs to it, which does not count as changed."""
        self.delete("Case", ident, master=master)
        for kind in ("EmailMessage", "CaseComment"):
            for record in self.records[kind].values():
                if record["ParentId"] == ident:
                    record.update({"ParentId": master} if master else {"IsDeleted": True})

    def merge_contacts(self, ident: str, into: str) -> None:
        """A contact is merged; its cases get the other one without counting as changed."""
        self.delete("Contact", ident, master=into)
        for case in self.records["Case"].values():
            if case.get("ContactId") == ident:
                case["ContactId"] = into

    def change(self, number: int) -> None:
        """A new case, an edited one, and now and then one that is deleted, for good too, or merged."""
        self.put("Case", f"51{number:02d}", Description=f"Another one, {number}", ContactId="003C1")
        self.put("Case", f"500{number % 4}", Description=f"Changed, {number}")
        if number % 5 == 1:
            self.delete("Case", f"51{number - 1:02d}")
        if number % 5 == 2:
            self.empty(f"51{number - 1:02d}")
        if number % 5 == 4:
            self.delete("Case", f"51{number - 1:02d}", master=f"51{number:02d}")

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """A token, a page of a query, or the log."""
        if path == "/services/oauth2/token":
            return self._token(body)
        if found := re.fullmatch(r"/services/data/v[\d.]+/(query|queryAll)(?:/(.+))?", path):
            return self._page(found[2]) if found[2] else self._query(query["q"], found[1] == "queryAll")
        if found := re.fullmatch(r"/services/data/v[\d.]+/sobjects/(\w+)/deleted/", path):
            rows = [row for row in self.log if row["kind"] == found[1]]
            there = [row for row in rows if datetime.fromisoformat(query["start"]) <= _moment(row["deletedDate"])]
            return {"deletedRecords": there, "latestDateCovered": query["end"].replace("+00:00", ".000+0000")}
        raise NoAnswerError(404)

    def no_secret(self) -> NoAnswerError:
        """As the documentation of errors has it."""
        return NoAnswerError(401, [{"errorCode": "INVALID_SESSION_ID", "message": "Session expired or invalid"}])

    def forbid(self) -> NoAnswerError:
        """As the documentation of errors has it: what a user may not see is as if it was not there."""
        return NoAnswerError(400, [{"errorCode": "INVALID_TYPE", "message": "sObject type 'Case' is not supported."}])

    def headers(self) -> dict[str, str]:
        """How many calls the org has used."""
        return {"Sforce-Limit-Info": f"api-usage={self.usage}"}

    def _token(self, body: dict[str, str]) -> dict[str, str]:
        self.tokens += 1
        if body != {"grant_type": "client_credentials", "client_id": "3MVG9.app", "client_secret": SECRET}:
            raise NoAnswerError(400, {"error": "invalid_client", "error_description": "invalid client credentials"})
        return {"access_token": TOKEN, "instance_url": "https://elsewhere.example", "token_type": "Bearer"}

    def _query(self, soql: str, with_deleted: bool) -> dict[str, Any]:
        select, kind, where, limit = _SOQL.fullmatch(soql).groups()
        rows = [row for row in self.records[kind].values() if with_deleted or not row["IsDeleted"]]
        for condition in (where or "").split(" AND "):
            rows = [row for row in rows if not condition or self._holds(row, condition)]
        rows.sort(key=lambda row: (row["SystemModstamp"], row["Id"]))
        names = dict.fromkeys(name.partition(".")[0] for name in select.split(", "))
        named = [{name: row.get(name) for name in names} for row in rows[: int(limit or 10_000)]]
        about = {"attributes": {"type": kind, "url": f"/services/data/v62.0/sobjects/{kind}/x"}}
        name = f"0r8{len(self.queries):04d}"
        self.queries[name] = [{**about, **row} for row in named]
        return self._page(f"{name}-0")

    def _page(self, place: str) -> dict[str, Any]:
        name, _, start = place.partition("-")
        if name not in self.queries:
            raise NoAnswerError(400, [{"errorCode": "INVALID_QUERY_LOCATOR", "message": "invalid query locator"}])
        rows, end = self.queries[name], int(start) + self.page
        more = {"nextRecordsUrl": f"/services/data/v62.0/query/{name}-{end}"} if end < len(rows) else {}
        return {"totalSize": len(rows), "done": not more, **more, "records": rows[int(start) : end]}

    @staticmethod
    def _holds(row: dict[str, Any], condition: str) -> bool:
        field, sign, value = condition.split(" ", 2)
        if sign == ">=":
            return _moment(row[field]) >= _moment(value)
        if sign == "IN":
            return row.get(field) in re.findall(r"'(\w+)'", value)
        return (row.get(field) is not None) if sign == "!=" else row.get(field) == (value == "true")

    def _time(self) -> str:
        return self.last.isoformat(timespec="milliseconds").replace("+00:00", "+0000")

    def words(self) -> dict[str, str]:
        """What the cases say that are there now."""
        there = self.records["Case"].items()
        return {ident: row["Description"] for ident, row in there if not row["IsDeleted"]}


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)
