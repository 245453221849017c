"""Marketo as its public documentation has it: jobs, files by ranges of bytes, refusals by number."""

import csv
import io
import json
import re
import time
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar

from tests.pull.servers import SECRET, NoAnswerError, Vendor

TOKEN, FORM, MERGE = "cdf01657-110d-4155:ab", 2, 32
COLUMNS = (
    *("marketoGUID", "leadId", "activityDate", "activityTypeId", "campaignId", "primaryAttributeValueId"),
    *("primaryAttributeValue", "attributes"),
)


class Marketo(Vendor):
    """Activities, each with its lead. polls: how often a job is looked at before it is done; garbled: files come so."""

    name, right = "marketo", "Read-Only Activity"
    authorization = f"Bearer {TOKEN}"
    secrets: ClassVar = {"client_secret": SECRET}
    sizes: ClassVar = {"_PIECE": 300, "_POLL": 0.01, "_FIRST_DAYS": 20}
    gates = ("/identity/oauth/token",)
    options = ('munchkin_id = "123-ABC-456"', 'client_id = "app"')

    def __init__(self) -> None:
        super().__init__()
        self.activities: list[dict[str, str]] = []
        self.deleted: list[str] = []
        self.jobs: dict[str, dict[str, Any]] = {}
        self.polls, self.refusals, self.garbled = 1, [], False
        for number in range(7):
            self.fill(100 + number % 4, f"The search stops after {number} minutes,\nand more", days=9 - number)

    def fill(self, lead: int, words: str, *, days: float = 0) -> str:
        """A lead fills out a form, so many days ago."""
        fields = json.dumps({"What is missing?": words, "First Name": "Ann"})
        return self._add(lead, FORM, {"Client IP Address": "192.0.2.7", "Form Fields": fields}, days)

    def merge(self, lead: int, into: int) -> None:
        """A lead is merged into another one, which has its activities from then on."""
        for row in self.activities:
            row["leadId"] = str(into) if row["leadId"] == str(lead) else row["leadId"]
        self._add(into, MERGE, {"Master Updated": True, "Merge IDs": f"[{lead}]"}, 0)

    def delete(self, lead: int) -> None:
        """A lead is deleted, with its activities."""
        self.activities = [row for row in self.activities if row["leadId"] != str(lead)]
        self.deleted.append(str(lead))

    def change(self, number: int) -> None:
        """A new answer, and now and then a lead that is merged or deleted."""
        self.fill(200 + number, f'"Another one", {number}')
        self.fill(100 + number % 4, f"Still so, {number}")
        if number % 3 == 1:
            self.merge(200 + number, into=199 + number)
        if number % 3 == 2:
            self.delete(200 + number)

    def _add(self, lead: int, kind: int, attributes: dict[str, Any], days: float) -> str:
        at = datetime.fromtimestamp(time.time() - days * 86_400, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        guid = f"g{len(self.activities) + 1000 * len(self.deleted)}"
        about = (guid, str(lead), at, str(kind), "", "9", "Wishes", json.dumps(attributes))
        self.activities.append(dict(zip(COLUMNS, about, strict=True)))
        return guid

    def no_secret(self) -> NoAnswerError:
        """As the documentation of errors has it."""
        return NoAnswerError(200, _refusal("601", "Access token invalid"))

    def forbid(self) -> NoAnswerError:
        """As the documentation of errors has it."""
        return NoAnswerError(200, _refusal("603", "Access denied"))

    def answer(self, path: str, query: dict[str, str], body: Any) -> Any:
        """A token, or what becomes of a job, or the deleted leads."""
        if path == "/identity/oauth/token":
            if "client_secret" in query or body.get("client_secret") != SECRET:
                raise NoAnswerError(401, {"error": "invalid_client"})
            return {"access_token": TOKEN, "expires_in": 3599, "scope": "voc@acme.example", "token_type": "bearer"}
        if self.refusals:
            return _refusal(self.refusals.pop(0), "refused")
        found = re.fullmatch(r"/bulk/v1/activities/export/(\w+)/(\w+)\.json", path)
        if found:
            return self._job(found[1], found[2])
        if path == "/rest/v1/leads.json":
            assert (query["filterType"], query["fields"]) == ("id", "id,email")
            ids = query["filterValues"].split(",")
            return {
                "success": True,
                "result": [{"id": int(i), "email": f"l{i}@firm.example"} for i in ids if i != "101"],
            }
        if path == "/rest/v1/activities/pagingtoken.json":
            return {"success": True, "nextPageToken": f"T{len(self.deleted)}"}
        if path == "/rest/v1/activities/deletedleads.json":
            return self._deleted(int(query["nextPageToken"][1:]))
        paths = {"/bulk/v1/activities/export.json": list, "/bulk/v1/activities/export/create.json": self._create}
        return {"success": True, "result": paths[path](*([body] if body else []))}

    def _create(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        wanted, span = body["filter"]["activityTypeIds"], body["filter"]["createdAt"]
        assert (body["format"], 37 in wanted) == ("CSV", False)
        assert _days(span) <= 31
        rows = [row for row in self.activities if span["startAt"] <= row["activityDate"] <= span["endAt"]]
        rows = [row for row in rows if int(row["activityTypeId"]) in wanted]
        file = io.StringIO()
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        ident = f"job{len(self.jobs)}"
        self.jobs[ident] = {"status": "Created", "left": self.polls, "file": file.getvalue().encode()}
        return [{"exportId": ident, "status": "Created", "format": "CSV"}]

    def _job(self, ident: str, wanted: str) -> Any:
        job = self.jobs.get(ident)
        if job is None:
            return _refusal("610", "Requested resource not found")
        if wanted == "file":
            first, last = map(int, self.asked["Range"].removeprefix("bytes=").split("-"))
            return (job["file"].replace(b"search", b"s?arch") if self.garbled else job["file"])[first : last + 1]
        if wanted == "enqueue":
            job["status"] = "Queued"
        elif job["status"] == "Queued":
            job["left"] -= 1
            job["status"] = "Completed" if job["left"] <= 0 else "Queued"
        told = {"exportId": ident, "status": job["status"]}
        if job["status"] == "Completed":
            told |= {"fileSize": len(job["file"]), "fileChecksum": f"sha256:{sha256(job['file']).hexdigest()}"}
        return {"success": True, "result": [told]}

    def _deleted(self, start: int) -> dict[str, Any]:
        rows = [{"leadId": int(lead), "activityTypeId": 37} for lead in self.deleted[start : start + 2]]
        end = start + len(rows)
        result = {"result": rows} if rows else {}
        return {"success": True, "nextPageToken": f"T{end}", "moreResult": end < len(self.deleted), **result}

    def words(self) -> dict[str, str]:
        """What leads said who are still there."""
        forms = [row for row in self.activities if row["activityTypeId"] == str(FORM)]
        told = {row["marketoGUID"]: json.loads(row["attributes"])["Form Fields"] for row in forms}
        return {guid: json.loads(fields)["What is missing?"] for guid, fields in told.items()}

    def leads(self) -> dict[str, str]:
        """Whose words they are."""
        return {row["marketoGUID"]: row["leadId"] for row in self.activities if row["activityTypeId"] == str(FORM)}


def _refusal(code: str, message: str) -> dict[str, Any]:
    return {"requestId": "e42b", "success": False, "errors": [{"code": code, "message": message}]}


def _days(span: dict[str, str]) -> float:
    start, end = (datetime.fromisoformat(span[name]) for name in ("startAt", "endAt"))
    return (end - start).total_seconds() / 86_400
