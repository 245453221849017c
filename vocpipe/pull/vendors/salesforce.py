"""Salesforce: cases, or their e-mails or comments, that changed, by SystemModstamp, and those that are gone.

Traps: what is deleted stays in the recycle bin for 15 days, where queryAll finds it; what is emptied out of it is in a
log of 15 days alone, after which ids have to be compared. A merged record is deleted, and names the other one; what
belonged to it gets the other one's id, perhaps without counting as changed. What is deleted with its case may not count
as changed either.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from vocpipe.pull.alive import alive
from vocpipe.pull.changes import Changes, Order
from vocpipe.pull.options import ApiOptions, Host
from vocpipe.pull.salesforce.kinds import KINDS
from vocpipe.pull.salesforce.org import Org, Walk
from vocpipe.pull.vendor import Asked, Batch, Vendor
from vocpipe.store.raw import Json

_PAGE = 2000
_LATE = timedelta(minutes=15)  # after which a change is surely in a query
_LOGGED = timedelta(days=14)  # of the 15 days that the log of deletions covers
_LEAST = 60  # seconds; a shorter span is refused
_CALLS = (300, 60)  # calls in seconds, so that others of the org are not kept waiting
_Field = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)?$")]


class SalesforceOptions(ApiOptions):
    """What Salesforce needs to be told."""

    domain: Host = Field(description="of https://DOMAIN.my.salesforce.com")
    client_id: str = Field(description="the consumer key of the app")
    object: Literal["Case", "EmailMessage", "CaseComment"] = Field(
        default="Case", description="what is pulled; each is a source of its own"
    )
    fields: list[_Field] = Field(default=[], description="further fields, kept in `attrs`")

    @property
    def reader(self) -> str:
        """That of the object."""
        return KINDS[self.object].reader


class _Connection:
    def __init__(self, asked: Asked) -> None:
        options: SalesforceOptions = asked.options
        self._org, self._stored, self._kind = Org(asked, _PAGE, _CALLS), asked.stored, KINDS[options.object]
        self._fields = list(dict.fromkeys((*self._kind.fields, *options.fields)))
        self._select = f"SELECT {', '.join(self._fields)} FROM {self._kind.name}"

    def batches(self, cursor: dict[str, Json], since: datetime | None) -> Iterator[Batch]:
        """Records in the order of their last change, then what is moved or gone with others, then the log of deletions.

        The cursor has what Changes keeps of the records, and of those they belong to under their names; `logged`: up to
        when the log of deletions was read.
        """
        begun, kind = datetime.now(UTC), self._kind
        state = {name: cursor[name] for name in (*kind.parents, "logged") if name in cursor}
        fresh = {**{name: {"at": _written(begun), "recent": {}} for name in kind.parents}, "logged": begun.isoformat()}
        state = {**fresh, **state}  # what was merged or deleted before the first pull is as it is now
        changes = Changes.of(_ORDER, cursor)
        for rows in changes.new(Walk(self._org, self._select, kind.condition).ask, since):
            yield Batch([self._row(row) for row in rows], {**changes.kept(), **state})
        for name, field in kind.parents.items():
            deleted = Changes.of(_ORDER, state[name])
            for rows in self._deleted(name, deleted):
                yield from self._moved(rows, field, {**changes.kept(), **state})
                state[name] = deleted.kept()
                yield from self._gone_with([row["Id"] for row in rows if row["MasterRecordId"] is None], changes, state)
        gone, covered = self._gone(datetime.fromisoformat(state["logged"]), begun)
        state["logged"] = covered.isoformat()
        yield Batch([], {**changes.kept(), **state}, gone=gone)

    def probe(self) -> None:
        """Ask for one record, and for one of each object that it may belong to."""
        for select in (self._select, *(f"SELECT Id, MasterRecordId FROM {name}" for name in self._kind.parents)):
            next(self._org.query(f"{select} LIMIT 1", is_with_deleted=True))

    def _row(self, record: dict[str, Any]) -> dict[str, Json]:
        """Each field that was asked for, under its own name; of a record that is gone only that it is."""
        row = {name: _value(record, name) for name in self._fields}
        shown = self._kind.shown
        if not row["IsDeleted"] and (shown is None or row[shown]):
            return row
        kept = {name: row[name] for name in self._kind.of_deleted} | {"IsDeleted": True}
        return {**dict.fromkeys(row), **kept, **({shown: True} if shown else {})}

    def _deleted(self, name: str, deleted: Changes) -> Iterator[list[Json]]:
        """The records of an object that were merged into others, or also those that were deleted alone."""
        condition = " AND IsDeleted = true" + ("" if self._kind.of_threads else " AND MasterRecordId != null")
        select = f"SELECT Id, MasterRecordId, SystemModstamp FROM {name}"
        return deleted.new(Walk(self._org, select, condition).ask, None)

    def _moved(self, deleted: list[Json], field: str, cursor: dict[str, Json]) -> Iterator[Batch]:
        """What was moved to those who remain."""
        remaining = sorted({str(row["MasterRecordId"]) for row in deleted if row["MasterRecordId"] is not None})
        for rows in self._org.among(self._select, field, remaining, self._kind.condition):
            yield Batch([self._row(row) for row in rows], cursor)

    def _gone_with(self, parents: list[str], changes: Changes, state: dict[str, Json]) -> Iterator[Batch]:
        """What belonged to records that were deleted, and is no longer there."""
        if not parents:
            return
        belongs = alive(self._stored(), "records", lambda row: row.get("Id"), lambda row: row.get("ParentId"))
        ids = sorted(ident for ident, parent in belongs.items() if parent in set(parents))
        yield Batch([], {**changes.kept(), **state}, gone=self._not_there(ids))

    def _gone(self, start: datetime, now: datetime) -> tuple[list[str], datetime]:
        """What was deleted for good since a time, and up to when that is known."""
        if start < now - _LOGGED:
            return self._not_there(sorted(self._safe())), now
        if (now - start).total_seconds() < _LEAST:
            return [], start
        log = self._org.deleted(self._kind.name, start, now)
        covered = min(datetime.fromisoformat(log["latestDateCovered"]), now) if log.get("latestDateCovered") else now
        logged = {str(row["id"]) for row in log.get("deletedRecords") or []}
        return self._not_there(sorted(logged & self._safe()) if logged else []), covered

    def _not_there(self, ids: list[str]) -> list[str]:
        """Those of the ids that no record has, or has any more: some may have been restored."""
        select = f"SELECT Id FROM {self._kind.name}"
        there = {row["Id"] for rows in self._org.among(select, "Id", ids) for row in rows}
        return [ident for ident in ids if ident not in there]

    def _safe(self) -> set[str]:
        """The ids of all records on the pages that are not gone."""
        deleted = alive(self._stored(), "records", lambda row: row.get("Id"), lambda row: bool(row.get("IsDeleted")))
        return {ident for ident, is_deleted in deleted.items() if not is_deleted}


def _value(record: dict[str, Any], name: str) -> Json:
    """A field of a record, or of one that it names: `CreatedBy.UserType`."""
    first, _, rest = name.partition(".")
    inner = record.get(first)
    return (_value(inner, rest) if isinstance(inner, dict) else None) if rest else inner


def _changed(row: dict[str, Any]) -> str:
    return str(row["SystemModstamp"])


def _written(moment: datetime) -> str:
    """A moment as Salesforce writes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "+0000")


_ORDER = Order(_changed, _written, _LATE)
VENDOR = Vendor("salesforce", "salesforce", "records", SalesforceOptions, _Connection, secrets=("client_secret",))
