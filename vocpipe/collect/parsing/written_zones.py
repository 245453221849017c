"""Time zones as they stand behind a time: +0900, JST, GMT+0900 (Japan Standard Time), Asia/Tokyo."""

import re
import unicodedata
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_HOURS = {
    "z": 0, "utc": 0, "gmt": 0, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "cet": 1, "cest": 2, "bst": 1,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "日本時間": 9, "日本標準時": 9,
}  # fmt: skip
_OFFSET = re.compile(
    r"(?P<name>[a-z]{1,4})?\s?(?P<sign>[-+])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?"
    r"(?:\s?[(\[][^()\[\]]{0,60}[)\]]|\s[a-z]{1,5}(?:/[a-z_]+)?)?",  # what the zone is called, after its offset
    re.IGNORECASE,
)
_NAMED = re.compile(r"[^\W\d]+")
_PLACE = re.compile(r"[A-Za-z]+(?:/[A-Za-z_+-]+){1,2}")
_AT_END = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$|[\s_](utc|gmt|jst)\s*$", re.IGNORECASE)


def zone_of(text: str) -> tzinfo | None:
    """The zone that `text` names, perhaps in brackets; None if it names none. An offset counts before a name."""
    match = _OFFSET.fullmatch(text) or _OFFSET.fullmatch(_bare(text))
    if match:
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        known = (match["name"] or "utc").lower() in _HOURS  # JST+0900 says it twice
        return timezone(-offset if match["sign"] == "-" else offset) if known and offset < timedelta(days=1) else None
    name = _bare(text)
    if _NAMED.fullmatch(name) and name.lower() in _HOURS:
        return timezone(timedelta(hours=_HOURS[name.lower()]))
    return _of_place(name) if _PLACE.fullmatch(name) else None


def zone_in_name(column: str) -> tzinfo | None:
    """The zone that the name of a column of times ends with: "Submit Date (UTC)", created_utc, 受付日時（JST）."""
    match = _AT_END.search(unicodedata.normalize("NFKC", column))
    return zone_of(match[1] or match[2]) if match else None


def _bare(text: str) -> str:
    return text[1:-1].strip() if text[:1] + text[-1:] in ("()", "[]") else text


def _of_place(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such place
        return None
