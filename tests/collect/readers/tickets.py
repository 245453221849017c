"""A Zendesk ticket in the shape of the API, and as a row of a CSV export."""

import json
from typing import Any

TICKET: dict[str, Any] = {
    "id": 16988,
    "url": "https://acme.zendesk.com/api/v2/tickets/16988.json",
    "created_at": "2026-01-22T00:19:23Z",
    "updated_at": "2026-02-13T18:42:39Z",
    "status": "solved",
    "priority": "high",
    "subject": "請求書",
    "description": "PDFで出せません",
    "requester_id": 1,
    "submitter_id": 1,
    "organization_id": 37,
    "tags": ["billing"],
    "custom_fields": [{"id": 360001, "value": "pro"}, {"id": 360002, "value": None}],
    "via": {"channel": "email", "source": {"from": {"address": "a@example.com"}}},
}
CSV_HEADER = (
    '"Summation column","Id","Requester","Requester id","Requester external id","Requester email","Submitter",'
    '"Subject","Tags","Status","Via","Created at","Updated at","Satisfaction Score","POD [list]"\n'
)
CSV_ROW = (
    '1,42,Jane,7,C-9,j@example.com,Jane,"Invoice, again",billing vip,Solved,Web form,'
    "2026-01-05 10:00,2026-01-06 11:00,Good,A1\n"
)


def ticket(**changes: Any) -> str:
    """The ticket as JSON."""
    return json.dumps({**TICKET, **changes}, ensure_ascii=False)


def comment(number: int, author_id: int, body: str, **more: Any) -> dict[str, Any]:
    """A comment on it, at `number` o'clock."""
    return {
        "id": number,
        "author_id": author_id,
        "plain_body": body,
        "created_at": f"2026-01-22T0{number}:00:00Z",
        **more,
    }
