"""What the small world's customers did: use, contacts, people, segments, and whom a message reaches."""

from datetime import date, datetime
from typing import Any

Rows = list[dict[str, Any]]
KEY = "k14"  # c_00014


def tables() -> dict[str, Rows]:
    """Table -> its rows."""
    return {
        "behaviour": [
            _of("product") | {"customer_ref": KEY, "occurred_at": datetime(2026, month, 3), "event": "login", "n": n}
            for month, n in [(8, 9), (9, 6), (10, 2)]
        ],
        "contact": [_of("mail") | {"row_no": 0} | {"customer_ref": KEY, "contacted_at": datetime(2026, 9, 4, 3)}],
        "person": [
            _of("crm") | {"row_no": i, "person_ref": f"p{i}", "consent": agreed, "opted_out": not agreed}
            for i, agreed in enumerate([True, True, False])
        ],
        "customer_match": [
            {"customer_ref": ref, "customer_key": KEY, "through_person": ref != KEY, "contradicts": False}
            for ref in (KEY, "p0", "p1", "p2")
        ],
        "customer_segment": [
            {"customer_id": "c_00014", "segment_kind": "lifecycle", "segment": segment}
            | {"valid_from": start, "valid_to": end}
            for segment, start, end in [
                ("onboarding", date(2024, 1, 1), date(2024, 4, 1)),
                ("established", date(2024, 4, 1), None),
            ]
        ],
        "handoff_audience": [
            {"audience": "at-risk", "n_customers": 13, "n_reached": 11, "opted_out": 2}
            | dict.fromkeys(("no_consent", "too_many_contacts", "no_customer", "no_address", "same_address"), 0)
        ],
    }


def _of(source: str) -> dict[str, Any]:
    return {"file_id": f"file_{source}", "source": source}
