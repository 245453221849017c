import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from tests.outcomes.running import run_step
from tests.outcomes.trends.trend_rows import MONDAY, trend_rows
from vocpipe.outcomes.trends.alerts import STEP
from vocpipe.outcomes.trends.theme_alerts import ALERT, theme_alerts
from vocpipe.settings import OutcomesSettings

SETTINGS = OutcomesSettings()
NOTHING = ALERT.schema.empty_table()
CALENDAR = pa.table(
    {
        "event_date": pa.array([date(2026, 4, 10), date(2025, 1, 1)], pa.date32()),
        "name": ["App 5.2", "Long ago"],
        "kind": ["release", "release"],
    }
)


def _alerts(rows, before=NOTHING, calendar=CALENDAR):
    return theme_alerts(rows, before, calendar, SETTINGS)


def test_a_theme_mentioned_three_times_as_often_for_two_weeks_is_an_alert_with_its_evidence():
    [row] = _alerts(trend_rows(t=[10] * 14 + [30] * 2, calm=[10] * 16)).to_pylist()
    assert (row["kind"], row["subject"], row["since"]) == ("rising theme", "t", date(2026, 4, 13))
    evidence = json.loads(row["evidence"])
    assert (evidence["n_recent"], evidence["n_before"], evidence["ratio"]) == (60, 120, 3.0)
    assert evidence["weeks"] == {"before": 12, "recent": 2}
    assert evidence["season_taken_out"] is False
    assert evidence["events"] == [{"date": "2026-04-10", "kind": "release", "name": "App 5.2"}]
    assert row["q_value"] < 0.001
    assert row["reason_en"].startswith("Mentioned 3 times as often as before, each customer counted once a week (95 % ")
    assert row["reason_en"].endswith("Events around that time: App 5.2 (2026-04-10).")
    assert row["reason_ja"].endswith("同じ時期の出来事：App 5.2（2026-04-10）。")


def test_an_alert_keeps_its_id_and_its_start_while_it_continues():
    counts = [10] * 14 + [30] * 6 + [10] * 8
    before, ids = NOTHING, []
    for end in range(16, 29):
        before = _alerts(trend_rows(t=counts[:end]), before)
        rising = [row for row in before.to_pylist() if row["kind"] == "rising theme"]
        ids.append(rising[0]["alert_id"] if rising else None)
    first = ids[0]
    assert first is not None
    assert ids[:4] == [first] * 4
    assert set(ids) == {first, None}  # it ends, and does not come back under another id
    assert ids[-1] is None


def test_an_alert_that_continues_says_since_when():
    before = _alerts(trend_rows(t=[10] * 14 + [30] * 2))
    [row] = _alerts(trend_rows(t=[10] * 14 + [30] * 5), before).to_pylist()
    assert row["since"] == date(2026, 4, 13)
    assert row["reason_en"].startswith("Since 2026-04-13. Mentioned ")
    assert row["reason_ja"].startswith("2026-04-13 から続いています。")


def test_a_clear_but_small_change_is_not_an_alert():
    assert _alerts(trend_rows(said=5000, t=[900] * 12 + [1100] * 4)).num_rows == 0


def test_a_theme_that_vanishes_is_falling():
    [row] = _alerts(trend_rows(t=[20] * 12 + [4] * 4)).to_pylist()
    assert row["kind"] == "falling theme"


def test_a_theme_first_mentioned_recently_is_new_and_not_rising():
    rows = trend_rows(t=[0] * 13 + [2, 9, 30], calm=[10] * 16)
    first = pa.array([date(2026, 4, 6), date(2025, 1, 6)], pa.date32())
    [row] = _alerts(replace(rows, themes=rows.themes.set_column(1, "first_week", first))).to_pylist()
    assert (row["kind"], row["subject"], row["since"], row["q_value"]) == ("new theme", "t", date(2026, 4, 6), None)
    assert row["reason_en"].startswith("First seen recently: 41 of 800 pieces of feedback by 41 customers")


def test_without_data_there_are_no_alerts():
    assert _alerts(trend_rows(t=[0] * 16)).num_rows == 0
    assert _alerts(trend_rows(t=[])).num_rows == 0


def _seasonal(weeks, height, generator, phase=0.0):
    week = np.arange(weeks)
    usual = 20 * (1 + height * np.sin(2 * np.pi * week / 52.18 + phase))
    return generator.poisson(usual).astype(float), usual


def test_a_yearly_rise_is_not_an_alert_after_two_years_of_data():
    with_season, without = 0, 0
    for seed in range(12):
        generator = np.random.default_rng(seed)
        # 121 weeks end where the wave rises fastest.
        themes = {f"t{n}": _seasonal(121, 0.7, generator, phase=-2 * np.pi * 112 / 52.18)[0] for n in range(10)}
        with_season += _alerts(trend_rows(said=1000, **themes)).num_rows
        without += _alerts(trend_rows(said=1000, **{name: counts[-40:] for name, counts in themes.items()})).num_rows
    assert without > 20
    assert with_season <= without / 10


# From the database


def test_alerts_that_have_ended_are_removed(voices):
    for alert_id, kind, subject in (("a_1", "customer at risk", "gone"), ("a_2", "rising theme", "t_gone")):
        row = {"alert_id": alert_id, "kind": kind, "subject": subject, "since": "2026-01-01", "evidence": "{}"}
        voices.add("alert", **row, reason_en="", reason_ja="")
    voices.add("calendar_event", event_date="2026-04-12", name="障害", kind="outage", origin="settings", row_no=1)
    voices.theme("t")
    for week in range(16):
        for number in range(20):
            said = number < (12 if week >= 13 else 3)
            voices.say(*(["t"] if said else []), at=f"{MONDAY + timedelta(weeks=week)} 10:00")
    first = run_step(voices.connection, STEP)
    assert [(row["kind"], row["subject"]) for row in first] == [("rising theme", "t")]
    assert run_step(voices.connection, STEP) == first
    assert "障害" in str(first)


def _list(voices, *customers, as_of="2026-04-01"):
    """Put the customers on the list of those at risk."""
    voices.connection.execute("DELETE FROM customer_risk; DELETE FROM risk_backtest")
    counts = {"n": 100, "churned": 10, "k": 5, "hits": 3, "precision_at_k": 0.6, "low": 0.2, "high": 0.9}
    voices.add("risk_backtest", **counts, reason_en="", reason_ja="")
    for rank, customer in enumerate(customers, start=1):
        voices.add(
            "customer_risk",
            **{"customer_id": customer, "as_of": as_of, "horizon_days": 30, "risk": 0.5, "rank": rank},
            **{"base_rate": 0.1, "themes": ["t"], "signals": ["silence"], "quotes": [], "reasons": "{}"},
            **{"reason_en": "why", "reason_ja": "なぜ"},
        )


def test_a_customer_at_risk_is_an_alert_with_the_lists_precision(voices):
    _list(voices, "c1", "c2")
    one, two = sorted(run_step(voices.connection, STEP), key=lambda row: row["subject"])
    assert (one["kind"], one["subject"], one["since"]) == ("customer at risk", "c1", date(2026, 4, 1))
    assert (one["q_value"], one["reason_en"], one["reason_ja"]) == (None, "why", "なぜ")
    evidence = json.loads(one["evidence"])
    assert (evidence["risk"], evidence["k"], evidence["precision_at_k"], evidence["rank"]) == (0.5, 5, 0.6, 1)
    assert (evidence["themes"], evidence["signals"], evidence["quotes"]) == (["t"], ["silence"], [])
    assert two["alert_id"] != one["alert_id"]


def test_an_alert_of_a_customer_keeps_its_id_and_its_day_while_the_customer_is_listed(voices):
    _list(voices, "c1")
    [first] = run_step(voices.connection, STEP)
    _list(voices, "c1", "c2", as_of="2026-05-01")
    again, new = sorted(run_step(voices.connection, STEP), key=lambda row: row["subject"])
    assert (again["alert_id"], again["since"]) == (first["alert_id"], date(2026, 4, 1))
    assert new["since"] == date(2026, 5, 1)
    _list(voices, "c2")
    assert [row["subject"] for row in run_step(voices.connection, STEP)] == ["c2"]
