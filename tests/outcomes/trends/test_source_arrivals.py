"""source_state tells of every source when it came, what it brought, and when something new is due."""

from datetime import datetime

from tests.builders import add
from tests.outcomes.running import run_step
from vocpipe.outcomes.trends.source_state import STEP

AT = datetime(2026, 4, 21, 6)


def test_a_source_that_was_never_heard_has_a_row_with_what_failed(voices):
    voices.say("t", at="2026-04-20 10:00", source="survey")
    add(
        voices.connection,
        "source_intake",
        source="desk",
        vendor="zendesk",
        n_failures=3,
        problem_en="no",
        problem_ja="否",
    )
    desk, survey = run_step(voices.connection, STEP)
    assert (desk["source"], desk["state"], desk["takes_part"], desk["problem_ja"]) == ("desk", "silent", False, "否")
    assert (desk["n_feedback"], desk["n_failures"], desk["reason_en"]) == (
        0,
        3,
        "Nothing with a date has come from it yet.",
    )
    assert (survey["state"], survey["vendor"], survey["n_feedback"]) == ("starting", None, 1)


def test_what_is_due_and_the_lag_follow_from_when_it_came(voices):
    voices.say("t", at="2026-04-20 06:00", source="survey")
    pulled = {"vendor": "sql", "brought_at": AT, "pulled_at": datetime(2026, 4, 22, 6), "n_failures": 0}
    add(voices.connection, "source_intake", source="survey", expect="daily", **pulled)
    [row] = run_step(voices.connection, STEP)
    assert (row["arrived_at"], row["due_at"]) == (AT, datetime(2026, 4, 22, 18))
    assert row["lag_hours"] == (row["pulled_at"] - row["newest_at"]).total_seconds() / 3600
