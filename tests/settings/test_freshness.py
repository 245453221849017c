"""When a source of which something is expected is late."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from vocpipe.settings.freshness import due_at

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("arrived", "expect", "due"),
    [
        ("2026-11-25T05:00", "hourly", "2026-11-25T08:00"),
        ("2026-11-25T05:00", "daily", "2026-11-26T17:00"),
        ("2026-11-25T05:00", "weekly", "2026-12-03T05:00"),
        ("2026-11-25T05:00", "monthly", "2026-12-30T05:00"),
        ("2026-11-25T05:00", "quarterly", "2027-03-05T05:00"),
        ("2026-11-25T05:00", "weekdays", "2026-11-26T17:00"),  # a Wednesday
        ("2026-11-27T05:00", "weekdays", "2026-11-30T17:00"),  # a Friday: the weekend does not count
        ("2026-11-28T12:00", "weekdays", "2026-12-01T12:00"),  # a Saturday: it counts from Monday on
        ("2026-11-26T12:00", "weekdays", "2026-11-30T00:00"),  # due at the end of Friday: not before Monday
    ],
)
def test_a_source_is_late_after_its_period_and_some_patience(arrived, expect, due):
    came = datetime.fromisoformat(arrived).replace(tzinfo=TOKYO)
    assert due_at(came, expect, TOKYO) == datetime.fromisoformat(due).replace(tzinfo=TOKYO)


def test_weekends_are_those_of_the_workspace():
    came = datetime(2026, 11, 26, 16, tzinfo=UTC)  # Friday 01:00 in Tokyo
    assert due_at(came, "weekdays", TOKYO) == datetime(2026, 11, 30, 4, tzinfo=UTC)
    assert due_at(came, "weekdays", ZoneInfo("UTC")) == datetime(2026, 11, 30, 4, tzinfo=UTC)


def test_the_result_is_in_the_zone_of_what_was_given():
    assert due_at(datetime(2026, 11, 27, 5, tzinfo=UTC), "weekdays", TOKYO).tzinfo is UTC
