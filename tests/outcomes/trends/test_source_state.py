"""Sources that start, stop or are late make no trend, and are told."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from tests.outcomes.running import run_step
from tests.outcomes.trends.trend_rows import MONDAY, trend_rows
from vocpipe.outcomes.trends.source_state import STEP, source_state
from vocpipe.outcomes.trends.theme_alerts import ALERT, theme_alerts
from vocpipe.outcomes.trends.theme_change import theme_change
from vocpipe.settings import OutcomesSettings

SETTINGS = OutcomesSettings()
LAST = date(2026, 4, 24)  # a Friday: the recent weeks begin on March 30
NO_EVENTS = pa.table({"event_date": pa.array([], pa.date32()), "name": pa.array([], pa.string())})


def _states(**days):
    rows = [
        {"source": source, "kind": source, "day": day, "n_feedback": 2}
        for source, heard in sorted(days.items())
        for day in sorted(heard)
    ]
    schema = pa.schema(
        [("source", pa.string()), ("kind", pa.string()), ("day", pa.date32()), ("n_feedback", pa.int64())]
    )
    return source_state(pa.Table.from_pylist(rows, schema))


def _days(since, until=LAST, *, every=1):
    return [since + timedelta(days=n) for n in range(0, (until - since).days + 1, every)]


def _of(states, source):
    return next(row for row in states.to_pylist() if row["source"] == source)


def test_a_source_that_is_heard_as_always_takes_part():
    row = _of(_states(survey=_days(date(2025, 4, 1))), "survey")
    assert (row["state"], row["takes_part"], row["silent_days"], row["usual_pause_days"]) == ("on", True, 0, 7)
    assert (row["n_recent"], row["n_before"]) == (2 * 26, 2 * 84)
    assert row["reason_en"] == "Heard since 2025-04-01, last on 2026-04-24."


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (_days(date(2026, 3, 30)), "starting"),
        (_days(date(2026, 3, 2)), "on"),
        (_days(date(2025, 4, 1), LAST - timedelta(days=21)), "late"),
        (_days(date(2025, 4, 1), LAST - timedelta(days=7)), "on"),
        (_days(date(2025, 4, 1), LAST - timedelta(days=90)), "stopped"),
        (_days(date(2025, 4, 1), date(2026, 3, 18), every=39), "on"),  # a survey in waves
    ],
)
def test_a_source_that_starts_stops_or_is_late_takes_no_part(days, state):
    row = _of(_states(survey=_days(date(2025, 4, 1)), other=days), "other")
    assert (row["state"], row["takes_part"]) == (state, state == "on")


def test_where_no_source_is_on_all_take_part():
    states = _states(one=_days(date(2026, 4, 1)), two=_days(date(2026, 4, 10)))
    assert states["takes_part"].to_pylist() == [True, True]


def test_without_feedback_there_are_no_states():
    assert _states().num_rows == 0


def test_reviews_that_started_lately_make_no_theme_fall():
    surveys, reviews = [20] * 16, [0] * 12 + [1] * 4
    said = {"survey": [200] * 16, "review": [0] * 12 + [400] * 4}
    pooled = theme_change(trend_rows(said=[200] * 12 + [600] * 4, t=np.add(surveys, reviews)), SETTINGS).to_pylist()[0]
    states = _states(survey=_days(date(2025, 4, 1)), review=_days(date(2026, 3, 30)))
    rows = trend_rows(said=said, states=states, t={"survey": surveys, "review": reviews})
    [row] = theme_change(rows, SETTINGS).to_pylist()
    assert pooled["verdict"] == "falling"
    assert (row["ratio"], row["verdict"]) == (1.0, "cannot tell")
    assert row["reason_en"].endswith(
        " Not counted: review. Heard only since 2026-03-30: trends need 4 weeks before the recent ones."
    )
    assert row["reason_ja"].endswith(
        "review は集計に含めていません。2026-03-30 に届き始めたばかりです。直近より前に 4 週間分以上必要です。"
    )


def test_a_theme_of_a_new_source_is_not_a_new_theme():
    states = _states(survey=_days(date(2025, 4, 1)), review=_days(date(2026, 3, 30)))
    themes = {"t": {"survey": [0] * 16, "review": [0] * 12 + [9] * 4}}
    rows = trend_rows(said=200, first=date(2026, 3, 30), states=states, **themes)
    assert theme_change(rows, SETTINGS)["verdict"].to_pylist() == ["cannot tell"]


def test_tickets_that_stop_do_not_hide_a_rise_in_the_surveys():
    said = {"survey": [200] * 16, "ticket": [400] * 13 + [0] * 3}
    counts = {"survey": [10] * 12 + [22] * 4, "ticket": [60] * 13 + [0] * 3}
    pooled = trend_rows(said=np.add(*said.values()), t=np.add(*counts.values()))
    assert theme_change(pooled, SETTINGS)["verdict"].to_pylist() != ["rising"]
    late = _states(survey=_days(date(2025, 4, 1)), ticket=_days(date(2025, 4, 1), date(2026, 4, 3)))
    [row] = theme_change(trend_rows(said=said, states=late, t=counts), SETTINGS).to_pylist()
    assert row["verdict"] == "rising"
    assert "Not counted: ticket. Nothing since 2026-04-03, for 21 days;" in row["reason_en"]


def test_sources_are_compared_each_with_itself():
    """Twice as many tickets, in which everything is said more often: no theme rises."""
    said = {"survey": [200] * 16, "ticket": [100] * 12 + [300] * 4}
    counts = {"survey": [4] * 16, "ticket": [20] * 12 + [60] * 4}
    [row] = theme_change(trend_rows(said=said, t=counts), SETTINGS).to_pylist()
    assert row["ratio"] == pytest.approx(1)
    assert row["verdict"] == "cannot tell"


def test_an_alert_that_cannot_be_followed_stays_and_says_so():
    counts = {"survey": [1] * 16, "ticket": [10] * 14 + [30] * 2}
    said = {"survey": [200] * 16, "ticket": [200] * 16}
    first = theme_alerts(trend_rows(said=said, t=counts), ALERT.schema.empty_table(), NO_EVENTS, SETTINGS)
    assert first["kind"].to_pylist() == ["rising theme"]
    late = _states(survey=_days(date(2025, 4, 1)), ticket=_days(date(2025, 4, 1), date(2026, 4, 3)))
    again = theme_alerts(trend_rows(said=said, states=late, t=counts), first, NO_EVENTS, SETTINGS)
    assert again["alert_id"] == first["alert_id"]
    assert again["since"] == first["since"]
    assert (
        again["reason_en"][0].as_py().startswith("Since 2026-04-13. It cannot be followed at the moment. Not counted:")
    )
    assert again["reason_ja"][0].as_py().startswith("2026-04-13 から続いています。今は変化を確かめられません。")


def test_states_come_from_feedback_with_text(voices):
    voices.say("t", at="2026-04-20 10:00", source="survey")
    voices.say("t", at="2026-04-21 10:00", source="ticket", kind="ticket")
    voices.say("t", at="2026-04-25 10:00", source="ticket", kind="ticket", deleted=True)
    rows = run_step(voices.connection, STEP)
    assert [(row["source"], row["kind"], row["last_on"]) for row in rows] == [
        ("survey", "survey", date(2026, 4, 20)),
        ("ticket", "ticket", date(2026, 4, 21)),
    ]
    assert rows[0]["as_of"] == date(2026, 4, 21)
    assert rows[0]["started_on"] > MONDAY
