"""The files of the small company's run: one with rejected rows, one of customers, and one that is unreadable."""

from typing import Any

from tests.app.small_voices import LAST

_FILE = {
    "sha256": "0" * 64,
    "bytes": 1000,
    "values_refused": 0,
    "feedback_new": 0,
    "feedback_changed": 0,
    "feedback_deleted": 0,
    "warnings": [],
    "error": None,
    "read_at": LAST,
}
# row, field, reason, the raw value as it is published
_REJECTS = [
    (3, None, "12 cells where the header has 14", "Aaaa,99,…"),
    (9, None, "12 cells where the header has 14", "Aaaa,9,…"),
    (12, "score", "an NPS of 11 is not between 0 and 10", "11"),
    (20, "created_at", "no date", "<i>soon</i>"),
    (31, None, "no answer in it", None),
]


def tables(run_id: str) -> dict[str, list[dict[str, Any]]]:
    """Rows of ingest_file, ingest_reject and reject_mask."""
    survey = {"file": "inputs/nps.csv", "source": "nps_survey", "reader": "surveymonkey", "encoding": "utf-8-sig"}
    customers = {"file": "inputs/customers.csv", "source": "customers", "reader": "table", "encoding": "cp932"}
    broken = {"file": "inputs/broken.jsonl", "source": "tickets", "reader": "zendesk", "error": "not a JSON file"}
    files = [
        {"file_id": "file_1", **survey, **_rows(600, 5), "values_refused": 2, "feedback_new": 600}
        | {"warnings": ["2 odd bytes in the header"]},
        {"file_id": "file_c", **customers, **_rows(117, 1)},
        {"file_id": "file_x", **broken, **_rows(0, 0)},
    ]
    base = {"run_id": run_id, "file_id": "file_1", "file": "inputs/nps.csv"}
    rejects = [
        {**base, "row": row, "field": field, "reason": reason, "raw": f"row {row}"}
        for row, field, reason, _ in _REJECTS
    ]
    masks = [
        {"raw": f"row {row}", "is_value": field is not None, "masked": masked}
        for row, field, _, masked in _REJECTS
        if masked is not None
    ]
    return {
        "ingest_file": [{"run_id": run_id, **_FILE, **file} for file in files],
        "ingest_reject": rejects,
        "reject_mask": masks,
    }


def _rows(accepted: int, rejected: int) -> dict[str, int]:
    return {"rows_read": accepted + rejected, "rows_accepted": accepted, "rows_rejected": rejected}
