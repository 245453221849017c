"""A day is a day of the workspace's time zone everywhere: moments are stored in UTC, and not cut at its midnight."""

import re

import pytest

from tests.architecture.source import ROOT

_MOMENT = r"(?:\w+\.)?(?:created_at|sent_at|occurred_at|started_on_at)"
_CUT = re.compile(
    rf"CAST\(\s*{_MOMENT}\s+AS\s+DATE\)|{_MOMENT}\s*::\s*DATE|date_trunc\('\w+',\s*{_MOMENT}\s*\)", re.IGNORECASE
)


@pytest.mark.parametrize("name", ["CAST(raw.created_at AS DATE)", "sent_at::DATE", "date_trunc('week', created_at)"])
def test_a_day_in_utc_is_recognized(name):
    assert _CUT.search(name)


def test_no_query_of_the_outcomes_takes_a_day_in_utc():
    files = (ROOT / "vocpipe" / "outcomes").rglob("*.sql")
    found = {path.name: _CUT.findall(path.read_text(encoding="utf-8")) for path in files}
    assert len(found) > 20
    assert {name: cuts for name, cuts in found.items() if cuts} == {}
