"""From the first mention to the action, and who raised the theme again since."""

from datetime import date, datetime

from tests.outcomes.running import run_step
from vocpipe.inbox.actions import Action
from vocpipe.outcomes.actions.action import store_actions
from vocpipe.outcomes.actions.action_loop import STEP

DECIDED = datetime(2026, 5, 1, 20)  # the next day in Tokyo
DONE_ON = date(2026, 6, 1)


def _action(status="done", at=DECIDED, told_at=None, action_id="d_1"):
    return Action(action_id, "t00", "Fix it", None, DONE_ON, None, status, "ann", at, told_at=told_at)


def _loops(voices, *actions, first="2026-03-01 10:00", customers=30, again=6):
    """The theme is mentioned from `first` on by customers who are all heard of since; `again` raise it again."""
    voices.theme("t00")
    voices.theme("t01")
    voices.say("t01", at="2026-01-01 10:00")
    for number in range(customers):
        voices.say("t00", customer=f"c{number}", at=first)
        voices.say("t00" if number < again else "t01", customer=f"c{number}", at="2026-06-10 10:00")
    voices.say("t00", customer="silent", at=first)
    voices.say("t00", customer="new", at="2026-06-12 10:00")
    store_actions(voices.connection, actions)
    return run_step(voices.connection, STEP)


def test_days_are_counted_from_the_first_mention(voices):
    [row] = _loops(voices, _action())
    assert (row["first_said_on"], row["decided_on"], row["shipped_on"]) == (
        date(2026, 3, 1),
        date(2026, 5, 2),
        DONE_ON,
    )
    assert (row["days_to_action"], row["days_to_done"]) == (62, 92)


def test_those_who_were_heard_of_since_are_what_a_share_is_of(voices):
    [row] = _loops(voices, _action())
    assert (row["n_raised"], row["n_heard"], row["n_raised_again"]) == (31, 30, 6)
    assert row["share_raised_again"] == 0.2
    assert row["low"] < 0.2 < row["high"]
    assert row["reason_en"] == (
        "Of the 30 customers who had mentioned it and were heard of since, 6 mention it again"
        " (20 %, 95 % interval 10 to 37 %)."
    )


def test_what_is_said_before_customers_are_told_is_not_said_again(voices):
    [row] = _loops(voices, _action("told", told_at=datetime(2026, 6, 11, 1)))
    assert (row["since_on"], row["n_heard"]) == (date(2026, 6, 11), 0)
    assert row["share_raised_again"] is None
    assert row["reason_en"].startswith("Cannot tell: 0 customers")


def test_a_theme_as_old_as_the_data_has_no_first_mention(voices):
    [row] = _loops(voices, _action(), first="2026-01-20 10:00")
    assert (row["first_said_on"], row["days_to_action"], row["n_heard"]) == (None, None, 30)


def test_an_action_recorded_afterwards_has_no_day_of_decision(voices):
    [row] = _loops(voices, _action(at=datetime(2026, 7, 1)))
    assert (row["decided_on"], row["days_to_action"], row["days_to_done"]) == (None, None, 92)


def test_an_open_action_has_a_day_of_decision_only(voices):
    [row] = _loops(voices, _action("open"))
    assert (row["days_to_action"], row["days_to_done"], row["n_raised"]) == (62, None, None)
    assert row["reason_en"] == "Customers cannot notice the action yet."


def test_actions_that_were_dropped_have_no_row(voices):
    assert _loops(voices, _action("dropped"), _action("undone", action_id="d_2")) == []
