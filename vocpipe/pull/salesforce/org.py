"""A Salesforce org: its queries, page by page, and its log of what was deleted.

Traps: an order is kept only by a query that goes on by its nextRecordsUrl, which ends after a while; what a user may
not see is refused as if it did not exist; calls are counted by the day and by the whole org.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from vocpipe.pull.http import Api, RefusedError
from vocpipe.pull.tokens import of_client
from vocpipe.pull.vendor import Asked
from vocpipe.store.raw import Json

_VERSION = "services/data/v62.0"
_RIGHT = "API Enabled, and Read on the fields of Case, Contact, Account and the object (View All on Case)"
_USAGE = re.compile(r"api-usage=(\d+)/(\d+)")
_HOUR = 3600
_NO_RIGHT = frozenset({"INSUFFICIENT_ACCESS", "INVALID_TYPE", "INVALID_FIELD", "API_DISABLED_FOR_ORG", "NOT_FOUND"})
_IDS = 200  # that a query names at once


class Org:
    """The org behind one domain. page: records that are asked for at once; calls: how many in how many seconds."""

    def __init__(self, asked: Asked, page: int, calls: tuple[int, float]) -> None:
        options = asked.options
        address = options.address or f"https://{options.domain}.my.salesforce.com"
        self._api = Api(
            asked.source,
            address,
            of_client(asked, address, "services/oauth2/token"),
            _RIGHT,
            asked.not_before,
            {"Sforce-Query-Options": f"batchSize={page}"},
            (asked.pace("calls", *options.limit(calls)),),
            rest=_rest,
            key_of=_key_of,
        )

    def query(self, soql: str, *, is_with_deleted: bool = False) -> Iterator[tuple[list[Json], bool]]:
        """(records, whether there are more) of each page of a query; raises PullError."""
        path: str | None = f"{_VERSION}/{'queryAll' if is_with_deleted else 'query'}"
        params: dict[str, str] = {"q": soql}
        while path:
            content = self._api.get(path, params=params)
            path, params = content.get("nextRecordsUrl"), {}
            yield [_plain(record) for record in content.get("records") or []], bool(path)

    def among(self, select: str, field: str, ids: list[str], condition: str = "") -> Iterator[list[Json]]:
        """The records of a query whose field is one of the ids, page by page."""
        for start in range(0, len(ids), _IDS):
            named = ", ".join(f"'{ident}'" for ident in ids[start : start + _IDS] if ident.isalnum())
            for records, _ in self.query(f"{select} WHERE {field} IN ({named}){condition}"):
                if records:
                    yield records

    def deleted(self, kind: str, start: datetime, end: datetime) -> Json:
        """What the log of deletions has of a span, which may be 15 days long and old."""
        params = {"start": _zoned(start), "end": _zoned(end)}
        return self._api.get(f"{_VERSION}/sobjects/{kind}/deleted/", params=params)


class Walk:
    """A query in the order of the last change that is gone on with page by page, or begun anew where it has ended."""

    def __init__(self, org: Org, select: str, condition: str = "") -> None:
        self._org, self._select, self._condition = org, select, condition
        self._pages: Iterator[tuple[list[Json], bool]] | None = None

    def ask(self, start: str, place: int) -> tuple[list[Json], bool]:
        """The next page of what changed from a time on."""
        if self._pages is not None:
            try:
                return next(self._pages)
            except RefusedError:  # the place in the query is no longer known
                self._pages = None
        since = start.replace("+0000", "Z")
        where = f"WHERE SystemModstamp >= {since}{self._condition} ORDER BY SystemModstamp, Id"
        self._pages = self._org.query(f"{self._select} {where}", is_with_deleted=True)
        return next(self._pages)


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """The record without the address of itself."""
    return {name: value for name, value in record.items() if name != "attributes"}


def _zoned(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _rest(headers: Mapping[str, str]) -> float:
    """Seconds for which no call is made: an hour once the org has used up its calls of the day."""
    used = _USAGE.search(headers.get("Sforce-Limit-Info", ""))
    return _HOUR if used and int(used[1]) >= int(used[2]) else 0.0


def _key_of(status: int, content: Any) -> str | None:
    codes = (
        {str(each.get("errorCode")) for each in content if isinstance(each, dict)} if isinstance(content, list) else ()
    )
    if "REQUEST_LIMIT_EXCEEDED" in codes:
        return "too_many"
    return "forbidden" if not _NO_RIGHT.isdisjoint(codes) else None
