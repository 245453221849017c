"""What readers return as rows to store: with ids and hashes, and with the keys normalized that join sources."""

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pyarrow as pa

from vocpipe.masking.sentences import safe_sentence
from vocpipe.masking.shown import shown
from vocpipe.records import Feedback, LeftOut, Refused, Rejected

Row = dict[str, Any]
_REFERENCES = frozenset({"customer_ref", "person_ref", "account_ref", "external_ref"})
_ADDRESSES = frozenset({"customer_email", "email"})
_MAX_RAW = 100_000  # characters of a rejected row that are kept
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=str)


@dataclass(slots=True)
class FeedbackRows:
    """Makes the rows of one file's feedback, in their order."""

    kind: str
    _place: int = 0
    _copies: Counter[str] = field(default_factory=Counter)

    def row(self, feedback: Feedback, row_no: int, raw: str) -> Row:
        """One piece of feedback as a row; the id of a tombstone of a whole thread is made from the thread's."""
        self._place += 1
        values = _values(feedback) | {"raw": raw}
        whole_thread = feedback.deleted and feedback.source_id is None
        thread_mark = f"thread:{values['thread_id']}" if whole_thread else None
        account = customer_key((feedback.account_ref or "").split(";")[0])  # a CRM names the main one first
        uses = {use: getattr(feedback, use) for use in ("analysis", "quotes", "marketing")}
        said = [f"{use}={value}" for use, value in uses.items() if value is not None]
        source_id = thread_mark or clean(feedback.source_id) or self._id_from_content(values)
        return {
            **values,
            **uses,
            "account_ref": account,
            "source_id": source_id,
            "deleted": feedback.deleted,
            "row_no": row_no,
            "content_hash": digest(self.kind, *values.values(), *filter(None, [account]), *said, length=32),
            "whole_thread": whole_thread,
            "place": self._place,
        }

    def _id_from_content(self, values: Row) -> str:
        """An id from text, author and time: stable when the row is read again; equal rows are numbered.

        Columns that hold no field are left out, so that a row keeps its id when, say, its status changes.
        """
        when = values["created_at_raw"] or values["created_at"]
        left_out = ("created_at", "created_at_raw", "attrs", "raw")
        content = digest(when, *(values[name] for name in values if name not in left_out))
        self._copies[content] += 1
        return f"row-{content}-{self._copies[content]}"


def _values(feedback: Feedback) -> Row:
    """Everything about a piece of feedback that can change; ids and hashes depend on this order."""
    return {
        "text": clean(feedback.text),
        "title": clean(feedback.title),
        "created_at": naive(feedback.created_at),
        "created_at_raw": clean(feedback.created_at_raw),
        "updated_at": naive(feedback.updated_at),
        "customer_ref": customer_key(feedback.customer_ref),
        "customer_email": _address(feedback.customer_email),
        "thread_id": clean(feedback.thread_id),
        "part_no": feedback.part_no,
        "score_type": feedback.score_type,
        "score": feedback.score,
        "url": clean(feedback.url),
        "attrs": to_json(feedback.attrs),
    }


def record_row(record: object, row_no: int, schema: pa.Schema) -> Row:
    """A companion's record as a row of `schema`."""
    values = {name: _storable(name, getattr(record, name)) for name in schema.names if name != "row_no"}
    return {**values, "row_no": row_no}


def rejected_row(row: Rejected) -> Row:
    """A rejected row as ingest_reject has it."""
    return _reject(row.row, "rejected", None, row.reason, row.raw)


def left_out_row(message: LeftOut) -> Row:
    """A row or message that no customer wrote, as ingest_reject has it."""
    return _reject(message.row, "left out", None, message.reason, message.raw) | {"speaker": clean(message.speaker)}


def refused_row(row_no: int, value: Refused) -> Row:
    """A refused value of an accepted row as ingest_reject has it."""
    return _reject(row_no, "refused", value.field, value.reason, value.raw)


def _reject(row_no: int, outcome: str, name: str | None, reason: str, raw: str | None) -> Row:
    """A row of ingest_reject: only `raw` and `speaker`, which stay private, may quote the file."""
    told = {"field": name and shown(name), "reason": safe_sentence(reason)}
    return {"row": row_no, "outcome": outcome, **told, "raw": clean(raw and raw[:_MAX_RAW]), "speaker": None}


def customer_key(ref: str | None) -> str | None:
    """A customer's id, normalized so that sources can be joined by it; None if it is empty."""
    if not ref:
        return None
    plain = unicodedata.normalize("NFKC", ref).strip().removeprefix("'")  # with which spreadsheets mark text
    return clean(plain) or None


def clean(text: str | None) -> str | None:
    """`text` as it can be stored: NULs and halves of a character (a cut-off emoji in JSON) become U+FFFD."""
    if not text or (text.isascii() and "\0" not in text):
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def to_json(value: dict[str, Any]) -> str:
    """`value` as JSON that can be stored."""
    try:
        text = _JSON.encode(value)
    except ValueError:  # NaN and infinity, which JSON does not have
        text = json.dumps({name: str(item) for name, item in value.items()}, ensure_ascii=False)
    return text if text.isascii() else _UNSTORABLE.sub("\ufffd", text)


def digest(*values: object, length: int = 16) -> str:
    """The first `length` hexadecimal digits of a hash of the values, None counting as empty."""
    joined = "\x1f".join(["" if value is None else str(value) for value in values])
    return sha256(joined.encode("utf-8")).hexdigest()[:length]


def _storable(name: str, value: Any) -> Any:
    if name in _REFERENCES:
        return customer_key(value)
    if name in _ADDRESSES:
        return _address(value)
    if isinstance(value, datetime):
        return naive(value)
    if isinstance(value, dict):
        return to_json(value)
    return clean(value) if isinstance(value, str) else value


def _address(email: str | None) -> str | None:
    """An e-mail address, normalized so that sources can be joined by it; None if it is empty."""
    return clean(unicodedata.normalize("NFKC", email).strip().lower() or None) if email else None


def naive(moment: datetime | None) -> datetime | None:
    """A time in UTC without its zone, as the database keeps times."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None
