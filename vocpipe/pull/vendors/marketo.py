"""Marketo: activities by bulk extract, span by span: a job is created, queued, waited for, and its file read in pieces.

Traps: a span has 31 days at most; a day has 500 MB, which each file takes from; a job goes on while nobody waits, so
that its number is kept before it is queued. Activities never change, but leads do: merged ones are told by an activity
of the one that remains, deleted ones by a list of their own, which covers 14 days.
"""

import json
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import Field

from vocpipe.errors import PullError
from vocpipe.pull.alive import alive
from vocpipe.pull.http import NotFoundError
from vocpipe.pull.marketo.calls import Calls
from vocpipe.pull.marketo.checksum import Checksum
from vocpipe.pull.marketo.rows import Cut, cut
from vocpipe.pull.options import ApiOptions, Host
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.store.raw import Json
from vocpipe.wording import text

_EXPORTS, _ACTIVITIES = "bulk/v1/activities", "rest/v1/activities"
_LEADS_PATH, _LEADS = "rest/v1/leads.json", 300  # leads that are asked for at once
_FORM, _MERGE = 2, 32  # types of activities
_CALLS = (90, 20)  # calls in seconds, of the documented 100 in 20
_SPAN = timedelta(days=30)  # of the 31 days that a job may cover
_LATE = timedelta(minutes=15)  # after which an activity is surely in a file
_PIECE = 4_000_000  # bytes of a file that are asked for at once
_POLL, _WAIT, _REST = 30, 600, 300  # seconds between two looks at a job, that a pull waits for it, and that it is left
_FAILED = frozenset({"Failed", "Cancelled"})
_FIRST_DAYS = 365  # of the past, where no day is named


class MarketoOptions(ApiOptions):
    """What Marketo needs to be told."""

    munchkin_id: Host = Field(description="of https://MUNCHKIN-ID.mktorest.com: 123-ABC-456")
    client_id: str = Field(description="the client id of the custom service")
    activity_types: list[int] = Field(default=[_FORM], min_length=1, max_length=9, description="types that hold words")
    lead_emails: bool = Field(default=False, description="whether each activity gets the e-mail address of its lead")


class _Connection:
    def __init__(self, asked: Asked) -> None:
        self._options: MarketoOptions = asked.options
        self._source, self._stored = asked.source, asked.stored
        self._calls = Calls(asked, asked.pace("calls", *self._options.limit(_CALLS)))

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """A piece of a file at a time, then what is gone with its lead.

        The cursor has `to`, up to when activities are safe; `recent`: those shortly before it, guid -> time; `job`,
        whose file is on its way: id, end, and the bytes and columns of what is safe; `deleted`: the place in that list.
        """
        now = datetime.now(UTC)
        first = since or now - timedelta(days=_FIRST_DAYS)
        state: dict[str, Json] = {"to": _written(first), "recent": {}, **cursor}
        if "deleted" not in state:
            token = self._calls.get(f"{_ACTIVITIES}/pagingtoken.json", sinceDatetime=_written(now))["nextPageToken"]
            state["deleted"] = token
        is_done = False
        while not is_done:
            if "job" not in state:
                state["job"] = self._created(datetime.fromisoformat(state["to"]), now)
                yield Batch([], dict(state))
            yield from self._file(state)
            is_done = datetime.fromisoformat(state["to"]) >= now.replace(microsecond=0)
        yield from self._deleted(state)

    def probe(self) -> None:
        """Ask for the list of jobs, and perhaps for a lead."""
        self._calls.get(f"{_EXPORTS}/export.json", batchSize=1)
        self._emails(["1"])

    def _created(self, start: datetime, now: datetime) -> dict[str, Json]:
        """A job for the next span, which begins a while before what is safe."""
        end = min(start + _SPAN, now)
        span = {"startAt": _written(start - _LATE), "endAt": _written(end)}
        types = sorted({*self._options.activity_types, _MERGE})
        body = {"format": "CSV", "filter": {"createdAt": span, "activityTypeIds": types}}
        job = self._calls.post(f"{_EXPORTS}/export/create.json", body)["result"][0]
        return {"id": job["exportId"], "end": span["endAt"], "at": 0, "header": []}

    def _file(self, state: dict[str, Json]) -> Iterator[Batch]:
        """The file of the job, piece by piece; after the last one the span is safe.

        Raises PullError if the job came to nothing, or its file is not as Marketo wrote it: the next pull makes
        another one.
        """
        job = dict(state["job"])
        try:
            about = self._done(job["id"])
            size, checksum = int(about.get("fileSize") or 0), Checksum(about.get("fileChecksum"))
            self._sum_up(job, checksum)
            while job["at"] < size:
                found = self._piece(job, size)
                checksum.add(found.content)
                job |= {"at": job["at"] + len(found.content), "header": found.header}
                new = [row for row in found.rows if row["marketoGUID"] not in state["recent"]]
                noted = {row["marketoGUID"]: row["activityDate"] for row in new}
                state |= {"job": dict(job), "recent": state["recent"] | noted}
                yield Batch(self._with_emails(self._with_moved(new)), dict(state))
        except NotFoundError:  # cancelled, or older than the seven days for which files are kept
            del state["job"]
            yield Batch([], dict(state))
            raise PullError(text("pull.marketo.job", source=self._source)) from None
        del state["job"]
        if not checksum.is_right:  # what came of it is replaced by what the next file has
            yield Batch([], {**state, "recent": {}})
            raise PullError(text("pull.marketo.checksum", source=self._source))
        floor = _written(datetime.fromisoformat(job["end"]) - _LATE)
        recent = {guid: at for guid, at in state["recent"].items() if at >= floor}
        state |= {"to": job["end"], "recent": recent}
        yield Batch([], dict(state))

    def _piece(self, job: dict[str, Json], size: int) -> Cut:
        """The next whole rows of a file."""
        n, path = _PIECE, _path_of(job)
        while True:
            piece = self._calls.piece(path, job["at"], n)
            found = cut(piece, job["header"], is_last=job["at"] + len(piece) >= size)
            if found.content:
                return found
            if len(piece) < n:
                raise self._lost()
            n *= 2  # a row that is longer than a piece

    def _sum_up(self, job: dict[str, Json], checksum: Checksum) -> None:
        """Read once more what an earlier pull took of the file, for the checksum, which covers all of it."""
        for start in range(0, job["at"] if checksum.is_given else 0, _PIECE):
            checksum.add(self._calls.piece(_path_of(job), start, min(_PIECE, job["at"] - start)))

    def _done(self, job: str) -> Json:
        """What Marketo says of a job's file, once it is whole; raises NotFoundError if there will be none.

        Raises PullError if that takes long; the next pull looks again.
        """
        until = time.monotonic() + _WAIT
        while True:
            about = self._calls.get(f"{_EXPORTS}/export/{job}/status.json")["result"][0]
            if about["status"] in _FAILED:
                raise self._lost()
            if about["status"] == "Completed":
                return about
            if about["status"] == "Created":
                self._calls.post(f"{_EXPORTS}/export/{job}/enqueue.json")
            if time.monotonic() >= until:
                raise self._calls.later(_REST)
            time.sleep(_POLL)

    def _lost(self) -> NotFoundError:
        return NotFoundError(text("pull.marketo.job", source=self._source))

    def _with_moved(self, rows: list[Json]) -> list[Json]:
        """The activities, those of merged leads under the lead that remains; of safe ones, too."""
        merged = _remaining({lead: str(row["leadId"]) for row in rows if _type(row) == _MERGE for lead in _merged(row)})
        words = [row for row in rows if _type(row) != _MERGE]
        if not merged:
            return words
        known = {row["marketoGUID"]: row for row in [*self._alive(), *words]}
        moved = [row for row in known.values() if row["leadId"] in merged]
        renamed = {row["marketoGUID"]: {**row, "leadId": merged[row["leadId"]]} for row in moved}
        return list(({row["marketoGUID"]: row for row in words} | renamed).values())

    def _with_emails(self, rows: list[Json]) -> list[Json]:
        """The activities with the address that their lead has now."""
        emails = self._emails(sorted({row["leadId"] for row in rows}))
        return [{**row, "leadEmail": emails.get(row["leadId"])} for row in rows] if emails else rows

    def _emails(self, leads: list[str]) -> dict[str, str]:
        """Lead -> its address, if addresses are wanted."""
        found: dict[str, str] = {}
        for start in range(0, len(leads) if self._options.lead_emails else 0, _LEADS):
            wanted = ",".join(leads[start : start + _LEADS])
            content = self._calls.get(_LEADS_PATH, filterType="id", filterValues=wanted, fields="id,email")
            found |= {str(lead["id"]): lead["email"] for lead in content.get("result") or [] if lead.get("email")}
        return found

    def _deleted(self, state: dict[str, Json]) -> Iterator[Batch]:
        """What deleted leads said, which is gone with them."""
        leads, has_more, before = set(), True, state["deleted"]
        while has_more:
            content = self._calls.get(f"{_ACTIVITIES}/deletedleads.json", nextPageToken=state["deleted"])
            leads |= {str(row["leadId"]) for row in content.get("result") or []}
            has_more, state["deleted"] = bool(content.get("moreResult")), content["nextPageToken"]
        gone = sorted(row["marketoGUID"] for row in self._alive() if row["leadId"] in leads) if leads else []
        if state["deleted"] != before or gone:
            yield Batch([], dict(state), gone_threads=gone)

    def _alive(self) -> list[Json]:
        """The newest version of each activity on the pages that is not gone."""
        return list(alive(self._stored(), "result", lambda row: row.get("marketoGUID"), lambda row: row).values())


def _type(row: dict[str, Any]) -> int:
    return int(row["activityTypeId"])


def _merged(row: dict[str, Any]) -> list[str]:
    """The leads that another one took in, by the activity that says so."""
    told = json.loads(row.get("attributes") or "{}")
    named = [value for name, value in told.items() if name.casefold().replace(" ", "") == "mergeids"]
    return [lead for value in named for lead in re.findall(r"\d+", str(value))]


def _remaining(merged: dict[str, str]) -> dict[str, str]:
    """Lead -> the one that remains of it in the end, where one that took others in was merged itself."""
    found = dict(merged)
    for lead in merged:
        passed = {lead}
        while (into := found[lead]) in merged and into not in passed:
            passed.add(into)
            found[lead] = merged[into]
    return found


def _path_of(job: dict[str, Json]) -> str:
    return f"{_EXPORTS}/export/{job['id']}/file.json"


def _written(moment: datetime) -> str:
    """A moment as Marketo writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


VENDOR = Vendor("marketo", "marketo", "result", MarketoOptions, _Connection, secrets=("client_secret",))
