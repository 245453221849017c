"""Google Play Console's monthly review files (`reviews_<package>_<YYYYMM>.csv`).

Traps: UTF-16 with a byte-order mark. The current month's file is rewritten every day, so each file is a snapshot of
itself. Only the link has the review's id, and a review of stars alone may have no link: then the id is made
from the content. A reviewer may edit: same id, later `Last Update`. The developer's reply is not a customer's voice.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from vocpipe.collect.parsing.decoded import Decoded
from vocpipe.collect.parsing.not_data import why_not_row
from vocpipe.collect.parsing.scores import parse_score
from vocpipe.collect.parsing.textfile import head, read_text, records_of, time_or_refuse, without_odd
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.tabular.profile import format_of
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Feedback, Outcome, Refused, Rejected
from vocpipe.wording import say

_NEEDED = ("Star Rating", "Review Text", "Review Link")
_KNOWN_BY = ("Review Submit Millis Since Epoch", "Star Rating")
_ATTRS = {
    "Package Name": "package",
    "App Version Code": "app_version_code",
    "App Version Name": "app_version",
    "Reviewer Language": "reviewer_language",
    "Device": "device",
}
_REVIEW_ID = re.compile(r"[?&#]reviewid=([^&#]+)", re.IGNORECASE)


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per review. Raises ReadError if the header is not that of a review file."""
    decoded = read_text(reading)
    records = records_of(decoded)
    header = [cell.strip() for cell in next(records, (1, []))[1]]
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise ReadError(
            say("collect.file.columns_missing", missing=", ".join(missing), columns=", ".join(header) or "none")
        )
    for line, cells in records:
        problem = why_not_row(cells, header)
        if problem:
            yield Rejected(line, problem, ",".join(cells))
        else:
            yield _review(line, dict(zip(header, cells, strict=False)), decoded, reading)


def recognizes(path: Path) -> bool:
    """Whether the first line holds the header of a review file."""
    first = head(path).partition("\n")[0]
    return all(name in first for name in _KNOWN_BY)


def _review(line: int, row: dict[str, str], decoded: Decoded, reading: Reading) -> Outcome:
    refused: list[Refused] = []
    seen = {name: without_odd(name, cell, decoded, refused).strip() for name, cell in row.items()}
    submitted = _time("Review Submit", seen, reading, refused)
    updated = _time("Review Last Update", seen, reading, refused)
    stars = _stars(seen["Star Rating"], refused)
    text, title = seen["Review Text"] or None, seen.get("Review Title") or None
    if text is None and title is None and stars is None:
        return Rejected(line, say("collect.row.no_stars"), ",".join(row.values()))
    feedback = Feedback(
        source_id=_review_id(seen["Review Link"]),
        text=text,
        title=title,
        created_at=submitted or updated,
        created_at_raw=seen.get("Review Submit Date and Time") or None,
        updated_at=updated,
        score_type=None if stars is None else "stars",
        score=stars,
        url=seen["Review Link"] or None,
        attrs=_attrs(seen),
    )
    return Accepted(line, [feedback], refused=refused, raw=dict(row))


def _time(name: str, row: dict[str, str], reading: Reading, refused: list[Refused]) -> datetime | None:
    """The time from its exact form in milliseconds, else from its written form."""
    for field in (f"{name} Millis Since Epoch", f"{name} Date and Time"):
        moment = time_or_refuse(field, row.get(field), reading.timezone, refused)
        if moment:
            return moment
    return None


def _stars(raw: str, refused: list[Refused]) -> float | None:
    if not raw:
        return None
    try:
        return parse_score(raw, "stars")
    except ValueError as error:
        refused.append(Refused("Star Rating", str(error), raw))
        return None


def _review_id(link: str) -> str | None:
    match = _REVIEW_ID.search(link)
    return unquote(match[1]) if match else None


def _attrs(row: dict[str, str]) -> dict[str, Any]:
    attrs: dict[str, Any] = {key: row[name] for name, key in _ATTRS.items() if row.get(name)}
    if row.get("Developer Reply Text"):
        attrs["has_reply"] = True
    return attrs


READER = Reader("google_play", "review", read, recognizes, snapshot=True, format=format_of("google_play"))
