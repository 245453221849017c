"""Who came back, and who left on an unknown day, in the segments and in the days of the list of customers at risk."""

from datetime import date, timedelta

import pytest

from tests.outcomes.running import run_step
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.segments import customer_segment
from vocpipe.outcomes.spells.customer_spell import STEP
from vocpipe.settings import SegmentsSettings


@pytest.fixture
def company(voices):
    """a came back in 2026, b left on an unknown day after May 2025, c stays, d is only known to have left.

    Somebody speaks from 2025 to the middle of 2026.
    """
    told = {
        "a": [("2024-01-01", "2025-06-30", True, "2026-06-01"), ("2026-02-01", None, None, "2026-06-01")],
        "b": [("2024-01-01", None, None, "2025-05-31"), ("2024-01-01", None, True, "2026-06-01")],
        "c": [("2024-01-01", None, None, "2026-06-01")],
        "d": [("2024-01-01", None, True, "2026-06-01")],
    }
    for key, rows in told.items():
        voices.customer(key, plan="Pro", value=100.0)
        voices.add("customer_version", customer_key=key, plan="Pro", monthly_value=100.0, known_on=date(2024, 1, 1))
        for row, (start, end, left, day) in enumerate(rows):
            contract = {"started_at": start, "churned_at": end, "churned": left, "file_id": day, "row_no": row}
            voices.add("customer_told", customer_key=key, known_on=day, told_until=day, **contract)
    for day in ("2025-01-10", "2026-06-20"):
        voices.say(customer="c", at=f"{day} 12:00")
    run_step(voices.connection, STEP, timezone="UTC")
    return voices.connection


def test_a_lifecycle_begins_anew_and_ends_with_what_is_known(company):
    settings = SegmentsSettings(contract_months=0)
    run_step(company, customer_segment.STEP, timezone="UTC", segments=settings)
    query = (
        "SELECT customer_id, segment, valid_from::VARCHAR, valid_to::VARCHAR FROM customer_segment "
        "WHERE segment_kind = 'lifecycle' ORDER BY ALL"
    )
    assert company.execute(query).fetchall() == [
        ("a", "established", "2025-01-10", "2025-06-30"),
        ("a", "established", "2026-05-02", None),
        ("a", "onboarding", "2026-02-01", "2026-05-02"),
        ("b", "established", "2025-01-10", "2025-05-31"),
        ("c", "established", "2025-01-10", None),
        ("d", "established", "2025-01-10", "2026-06-21"),
    ]


def test_only_those_under_contract_who_may_leave_on_a_known_day_are_at_risk(company):
    origins = [date(2025, 6, 1), date(2025, 10, 1), date(2026, 3, 1)]
    windows = {"gap": 14, "window": 90, "use_window": 28, "timezone": "UTC", "first_done": None}
    rows = read(company, "risk/features.sql", origins=origins, **windows).to_pylist()
    found = [(row["origin"], row["customer_id"], row["tenure_days"], row["days_to_churn"]) for row in rows]
    first = date(2024, 1, 1)
    assert found == [
        (origins[0], "a", (origins[0] - first).days, 29),
        (origins[0], "c", (origins[0] - first).days, None),
        (origins[1], "c", (origins[1] - first).days, None),
        (origins[2], "a", 28, None),
        (origins[2], "c", (origins[2] - first) // timedelta(1), None),
    ]
