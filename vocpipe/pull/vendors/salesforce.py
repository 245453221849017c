"""Salesforce: cases that changed, by SystemModstamp, with those that were deleted or merged.

Traps: a deleted case stays in the recycle bin for 15 days, where queryAll finds it; what is emptied out of it is in a
log of 15 days alone, after which ids have to be compared. A merged case is deleted, and names the other one. Merged
contacts and accounts are deleted too, and their cases get another id of theirs, perhaps without counting as changed.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import Field

from vocpipe.pull.alive import alive
from vocpipe.pull.changes import Changes, Order
from vocpipe.pull.options import ApiOptions, Host
from vocpipe.pull.salesforce.org import Org, Walk
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.store.raw import Json

_PAGE = 2000
_FIELDS = (
    *("Id", "CaseNumber", "Subject", "Description", "CreatedDate", "SystemModstamp", "IsDeleted", "MasterRecordId"),
    *("ContactId", "AccountId", "ContactEmail", "SuppliedEmail", "Origin", "Status", "Priority", "Type"),
)
_OF_DELETED = ("Id", "SystemModstamp", "IsDeleted", "MasterRecordId")  # nobody's words
_PARENTS = {"Contact": "ContactId", "Account": "AccountId"}
_LATE = timedelta(minutes=15)  # after which a change is surely in a query
_LOGGED = timedelta(days=14)  # of the 15 days that the log of deletions covers
_LEAST = 60  # seconds; a shorter span is refused
_CALLS = (300, 60)  # calls in seconds, so that others of the org are not kept waiting
_Field = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)?$")]


class SalesforceOptions(ApiOptions):
    """What Salesforce needs to be told."""

    domain: Host = Field(description="of https://DOMAIN.my.salesforce.com")
    client_id: str = Field(description="the consumer key of the app")
    fields: list[_Field] = Field(default=[], description="further fields of cases, kept in `attrs`")


class _Connection:
    def __init__(self, asked: Asked) -> None:
        options: SalesforceOptions = asked.options
        self._org, self._stored = Org(asked, _PAGE, _CALLS), asked.stored
        fields = dict.fromkeys((*_FIELDS, *options.fields))
        self._select = f"SELECT {', '.join(fields)} FROM Case"

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """Cases in the order of their last change, then what was merged, then what is gone for good.

        The cursor has what Changes keeps of cases, and of merged contacts and accounts under their names; `logged`: up
        to when the log of deletions was read.
        """
        begun = datetime.now(UTC)
        state = {name: cursor[name] for name in (*_PARENTS, "logged") if name in cursor}
        fresh = {**{name: {"at": _written(begun), "recent": {}} for name in _PARENTS}, "logged": begun.isoformat()}
        state = {**fresh, **state}  # what was merged or deleted before the first pull is as it is now
        changes = Changes.of(_ORDER, cursor)
        for rows in changes.new(Walk(self._org, self._select).ask, since):
            yield Batch([_without_words(row) for row in rows], {**changes.kept(), **state})
        for name, field in _PARENTS.items():
            merged = Changes.of(_ORDER, state[name])
            for rows in self._merged(name, merged):
                yield from self._moved(rows, field, {**changes.kept(), **state})
                state[name] = merged.kept()
        gone, covered = self._gone(datetime.fromisoformat(state["logged"]), begun)
        state["logged"] = covered.isoformat()
        yield Batch([], {**changes.kept(), **state}, gone=gone)

    def probe(self) -> None:
        """Ask for one case, one contact and one account."""
        for select in (self._select, *(f"SELECT Id, MasterRecordId FROM {name}" for name in _PARENTS)):
            next(self._org.query(f"{select} LIMIT 1", is_with_deleted=True))

    def _merged(self, name: str, merged: Changes) -> Iterator[list[Json]]:
        """The contacts or accounts that were merged into others."""
        select = f"SELECT Id, MasterRecordId, SystemModstamp FROM {name}"
        return merged.new(Walk(self._org, select, " AND IsDeleted = true AND MasterRecordId != null").ask, None)

    def _moved(self, merged: list[Json], field: str, cursor: dict[str, Json]) -> Iterator[Batch]:
        """The cases that were moved to those who remain."""
        remaining = sorted({str(row["MasterRecordId"]) for row in merged})
        for rows in self._org.among(self._select, field, remaining):
            yield Batch(rows, cursor)

    def _gone(self, start: datetime, now: datetime) -> tuple[list[str], datetime]:
        """The cases that were deleted for good since a time, and up to when that is known."""
        if start < now - _LOGGED:
            ids = sorted(self._safe())
            return self._not_there(ids), now
        if (now - start).total_seconds() < _LEAST:
            return [], start
        log = self._org.deleted("Case", start, now)
        covered = min(datetime.fromisoformat(log["latestDateCovered"]), now) if log.get("latestDateCovered") else now
        logged = {str(row["id"]) for row in log.get("deletedRecords") or []}
        return self._not_there(sorted(logged & self._safe()) if logged else []), covered

    def _not_there(self, ids: list[str]) -> list[str]:
        """Those of the ids that no case has, or has any more: some may have been restored."""
        there = {row["Id"] for rows in self._org.among("SELECT Id FROM Case", "Id", ids) for row in rows}
        return [ident for ident in ids if ident not in there]

    def _safe(self) -> set[str]:
        """The ids of all cases on the pages that are not gone."""
        deleted = alive(self._stored(), "records", lambda row: row.get("Id"), lambda row: bool(row.get("IsDeleted")))
        return {ident for ident, is_deleted in deleted.items() if not is_deleted}


def _without_words(row: dict[str, Any]) -> dict[str, Any]:
    """The case; of one that was deleted only that it is, under the names that every case has."""
    return {name: row[name] if name in _OF_DELETED else None for name in row} if row.get("IsDeleted") else row


def _changed(row: dict[str, Any]) -> str:
    return str(row["SystemModstamp"])


def _written(moment: datetime) -> str:
    """A moment as Salesforce writes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "+0000")


_ORDER = Order(_changed, _written, _LATE)
VENDOR = Vendor("salesforce", "salesforce", "records", SalesforceOptions, _Connection, secrets=("client_secret",))
