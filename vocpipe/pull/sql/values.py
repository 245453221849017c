"""Values of a database as JSON, and values of a cursor as they come back from there."""

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from vocpipe.store.raw import Json

_AS_THEY_ARE = frozenset((str, int, bool, type(None)))
VERSION = "_version"  # the column of a page that tells which of two versions of a row is newer


def as_json(value: Any) -> Json:
    """A value as a page holds it; bytes are left out."""
    if type(value) in _AS_THEY_ARE:  # most are; a table that is compared by its key has millions
        return value
    if isinstance(value, Mapping):
        return {str(name): as_json(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [as_json(inner) for inner in value]
    return _plain(value)


def _plain(value: Any) -> Json:
    if value is None or isinstance(value, bytes | bytearray | memoryview):
        return None
    if isinstance(value, str | bool | int | float):
        return value if not isinstance(value, float) or math.isfinite(value) else None
    if isinstance(value, Decimal) and value.is_finite():
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)


def kept(value: Any) -> Json:
    """A value of a cursor so that it comes back as it was."""
    for kind in (datetime, date):
        if isinstance(value, kind):
            return {kind.__name__: value.isoformat()}
    if isinstance(value, Decimal):
        return {"Decimal": str(value)}
    return value if isinstance(value, str | int | float) else str(value)


def restored(value: Json) -> Any:
    """What `kept` was given."""
    if isinstance(value, dict):
        ((kind, written),) = value.items()
        made: dict[str, Any] = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "Decimal": Decimal}
        return made[kind](written)
    return value


def before(value: Any, overlap: int) -> Any:
    """The value of a cursor `overlap` seconds, days or numbers earlier; the value itself where that means nothing."""
    if isinstance(value, datetime):
        return value - timedelta(seconds=overlap)
    if isinstance(value, date):
        return value - timedelta(days=-(-overlap // 86_400))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value - overlap
    moment = moment_of(value)
    if moment is None:
        return value
    earlier = (moment - timedelta(seconds=overlap)).isoformat(sep="T" if "T" in value else " ")
    return earlier.replace("+00:00", "Z") if value.endswith("Z") else earlier


def moment_of(value: Any) -> datetime | None:
    """The time that a cursor's value is, also where a database keeps times as text; None if it is none."""
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) and len(value) >= 10 else None
    except ValueError:
        return None


def at_least(since: datetime, like: Any) -> Any:
    """A moment in the form in which the cursor's values come, to begin there; None if they are no times."""
    moment = moment_of(like)
    if isinstance(like, date) and not isinstance(like, datetime):
        return since.date()
    if moment is None:
        return None
    plain = since if moment.tzinfo else since.replace(tzinfo=None)
    if isinstance(like, datetime):
        return plain
    return plain.isoformat(sep="T" if "T" in like else " ")


def version(cursor: Any, now: str) -> str:
    """The version of a row: the time in its cursor, or else when it was read."""
    moment = moment_of(cursor)
    return moment.isoformat() if moment else now


def mark(*values: Json) -> str:
    """What tells a row, or a version of it, from others."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:20]


def now() -> str:
    """The time now, in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
