"""The files of the small company's run: one with rejected rows, one of customers, and one that is unreadable."""

from typing import Any

from tests.app.small_voices import LAST
from vocpipe.collect.reader import ColumnUse, Evidence

_FILE = {
    "sha256": "0" * 64,
    "bytes": 1000,
    "values_refused": 0,
    "feedback_new": 0,
    "feedback_changed": 0,
    "feedback_deleted": 0,
    **dict.fromkeys(("messages_left_out", "voices", "voices_dated", "voices_with_customer", "voices_scored"), 0),
    "columns": [],
    "unread": [],
    "warnings": [],
    "error": None,
    "read_at": LAST,
}
# row, outcome, field, reason, the raw value as it is published
_REJECTS = [
    (3, "rejected", None, "12 cells where the header has 14", "Aaaa,99,…"),
    (9, "rejected", None, "12 cells where the header has 14", "Aaaa,9,…"),
    (12, "refused", "score", "an NPS of 11 is not between 0 and 10", "11"),
    (20, "refused", "created_at", "no date", "<i>soon</i>"),
    (31, "rejected", None, "no answer in it", None),
    (40, "left out", None, "written by an agent", None),
]
_USES = [
    ColumnUse("created_at", "記入日", Evidence.CELLS, 0.975).as_json(),
    ColumnUse("text", "ご意見", Evidence.NAME).as_json(),
]


def tables(run_id: str) -> dict[str, list[dict[str, Any]]]:
    """Rows of ingest_file, ingest_reject and reject_mask."""
    survey = {"file": "inputs/nps.csv", "source": "nps_survey", "reader": "surveymonkey", "encoding": "utf-8-sig"}
    customers = {"file": "inputs/customers.csv", "source": "customers", "reader": "table", "encoding": "cp932"}
    broken = {"file": "inputs/broken.jsonl", "source": "tickets", "reader": "zendesk", "error": "not a JSON file"}
    files = [
        {"file_id": "file_1", **survey, **_rows(600, 5, 1), "values_refused": 2, "feedback_new": 600}
        | {"warnings": ["2 odd bytes in the header"], "unread": ["the sheet 4月 was not read"], "columns": _USES},
        {"file_id": "file_c", **customers, **_rows(117, 1)},
        {"file_id": "file_x", **broken, **_rows(0, 0)},
    ]
    base = {"run_id": run_id, "file_id": "file_1", "file": "inputs/nps.csv"}
    rejects = [
        {**base, "row": row, "outcome": outcome, "field": field, "reason": reason, "raw": f"row {row}"}
        for row, outcome, field, reason, _ in _REJECTS
    ]
    masks = [
        {"raw": f"row {row}", "is_value": field is not None, "masked": masked}
        for row, _, field, _, masked in _REJECTS
        if masked is not None
    ]
    return {
        "ingest_file": [{"run_id": run_id, **_FILE, "file_shown": file["file"], **file} for file in files],
        "ingest_reject": rejects,
        "reject_mask": masks,
    }


def _rows(accepted: int, rejected: int, left_out: int = 0) -> dict[str, int]:
    read = accepted + rejected + left_out
    return {"rows_read": read, "rows_accepted": accepted, "rows_rejected": rejected, "rows_left_out": left_out}
