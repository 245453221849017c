import json
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from vocpipe.outcomes.trends.alerts import SCHEMA, refresh_alerts, theme_alerts
from vocpipe.outcomes.trends.season import season_index
from vocpipe.settings import OutcomesSettings

SETTINGS = OutcomesSettings()
MONDAY = date(2026, 1, 5)
NOTHING = SCHEMA.empty_table()
CALENDAR = pa.table(
    {
        "event_date": pa.array([date(2026, 4, 10), date(2025, 1, 1)], pa.date32()),
        "name": ["App 5.2", "Long ago"],
        "kind": ["release", "release"],
    }
)


def _weeks(said=200, first=date(2025, 1, 6), **themes):
    length = len(next(iter(themes.values())))
    mondays = [MONDAY + timedelta(weeks=week) for week in range(length)]
    return pa.table(
        {
            "theme_id": np.repeat(list(themes), length),
            "week": pa.array(mondays * len(themes), pa.date32()),
            "n_mentions": np.concatenate([np.array(counts) for counts in themes.values()]).astype(np.int64),
            "n_said": np.full(length * len(themes), said),
            "first_week": pa.array([first] * length * len(themes), pa.date32()),
        }
    )


def _alerts(weeks, before=NOTHING, calendar=CALENDAR):
    return theme_alerts(weeks, before, calendar, SETTINGS)


def test_a_theme_said_three_times_as_often_for_two_weeks_is_an_alert_with_its_evidence():
    [row] = _alerts(_weeks(t=[10] * 14 + [30] * 2, calm=[10] * 16)).to_pylist()
    assert (row["kind"], row["subject"], row["since"]) == ("rising theme", "t", date(2026, 4, 13))
    evidence = json.loads(row["evidence"])
    assert (evidence["n_recent"], evidence["n_before"], evidence["ratio"]) == (60, 120, 3.0)
    assert evidence["weeks"] == {"before": 12, "recent": 2}
    assert evidence["season_taken_out"] is False
    assert evidence["events"] == [{"date": "2026-04-10", "kind": "release", "name": "App 5.2"}]
    assert row["q_value"] < 0.001
    assert row["reason_en"].startswith("Said 3 times as often as before (95 % interval ")
    assert row["reason_en"].endswith("In the calendar near it: App 5.2 (2026-04-10).")
    assert row["reason_ja"].endswith("近い時期の予定表：App 5.2（2026-04-10）。")


def test_an_alert_keeps_its_id_and_its_beginning_while_it_goes_on():
    counts = [10] * 14 + [30] * 6 + [10] * 8
    before, ids = NOTHING, []
    for end in range(16, 29):
        before = _alerts(_weeks(t=counts[:end]), before)
        rising = [row for row in before.to_pylist() if row["kind"] == "rising theme"]
        ids.append(rising[0]["alert_id"] if rising else None)
    first = ids[0]
    assert first is not None
    assert ids[:4] == [first] * 4
    assert set(ids) == {first, None}  # it ends, and does not come back under another id
    assert ids[-1] is None


def test_an_alert_that_goes_on_says_since_when():
    before = _alerts(_weeks(t=[10] * 14 + [30] * 2))
    [row] = _alerts(_weeks(t=[10] * 14 + [30] * 5), before).to_pylist()
    assert row["since"] == date(2026, 4, 13)
    assert row["reason_en"].startswith("Since 2026-04-13. Said ")
    assert row["reason_ja"].startswith("2026-04-13 から続いています。")


def test_what_is_sure_but_small_is_no_alert():
    assert _alerts(_weeks(said=5000, t=[900] * 12 + [1100] * 4)).num_rows == 0


def test_a_theme_that_vanishes_is_falling():
    [row] = _alerts(_weeks(t=[20] * 12 + [4] * 4)).to_pylist()
    assert row["kind"] == "falling theme"


def test_a_theme_first_said_lately_is_new_and_not_rising():
    weeks = pa.concat_tables([_weeks(first=date(2026, 4, 6), t=[0] * 13 + [2, 9, 30]), _weeks(calm=[10] * 16)])
    [row] = _alerts(weeks).to_pylist()
    assert (row["kind"], row["subject"], row["since"], row["q_value"]) == ("new theme", "t", date(2026, 4, 6), None)
    assert row["reason_en"].startswith("First seen lately: 41 of 800 things said")


def test_nothing_to_go_by_gives_no_alerts():
    assert _alerts(_weeks(t=[0] * 16)).num_rows == 0
    assert _alerts(_weeks(t=[10] * 16).slice(0, 0)).num_rows == 0


def _seasonal(weeks, height, generator, phase=0.0):
    week = np.arange(weeks)
    usual = 20 * (1 + height * np.sin(2 * np.pi * week / 52.18 + phase))
    return generator.poisson(usual).astype(float), usual


def test_a_season_of_two_years_is_seen():
    mentions, usual = _seasonal(108, 0.5, np.random.default_rng(0))
    index = season_index(mentions[None, :], np.full(108, 500.0), recent=4)[0]
    assert np.corrcoef(index, usual)[0, 1] > 0.97
    assert index.max() == pytest.approx(np.exp(0.5), abs=0.15)


def test_no_season_is_made_of_noise_or_of_one_year():
    generator = np.random.default_rng(1)
    flat = np.array([_seasonal(108, 0.0, generator)[0] for _ in range(30)])
    index = season_index(flat, np.full(108, 500.0), recent=4)
    assert np.median(np.abs(np.log(index)).max(axis=1)) < 0.06
    one_year = _seasonal(60, 0.5, generator)[0][None, :]
    assert (season_index(one_year, np.full(60, 500.0), recent=4) == 1).all()


def test_what_comes_every_year_is_no_alert_once_two_years_are_known():
    with_season, without = 0, 0
    for seed in range(12):
        generator = np.random.default_rng(seed)
        # 121 weeks end where the wave rises fastest.
        themes = {f"t{n}": _seasonal(121, 0.7, generator, phase=-2 * np.pi * 112 / 52.18)[0] for n in range(10)}
        with_season += _alerts(_weeks(said=1000, **themes)).num_rows
        without += _alerts(_weeks(said=1000, **{name: counts[-40:] for name, counts in themes.items()})).num_rows
    assert without > 20
    assert with_season <= without / 10


# From the database


def test_alerts_of_others_stay_and_the_own_ones_are_replaced(voices):
    voices.connection.execute(
        "INSERT INTO alert VALUES ('a_1', 'customer at risk', 'c1', '2026-01-01', '{}', NULL, '', ''), "
        "('a_2', 'rising theme', 't_gone', '2026-01-01', '{}', NULL, '', '')"
    )
    voices.connection.execute("INSERT INTO calendar_event VALUES ('2026-04-12', '障害', 'outage', 'settings', 1)")
    voices.theme("t")
    for week in range(16):
        for number in range(20):
            said = number < (12 if week >= 13 else 3)
            voices.say(*(["t"] if said else []), at=f"{MONDAY + timedelta(weeks=week)} 10:00")
    refresh_alerts(voices.connection, SETTINGS, "Asia/Tokyo")
    rows = voices.connection.execute("SELECT kind, subject FROM alert ORDER BY kind").fetchall()
    assert rows == [("customer at risk", "c1"), ("rising theme", "t")]
    first = voices.connection.execute("SELECT * FROM alert ORDER BY ALL").fetchall()
    refresh_alerts(voices.connection, SETTINGS, "Asia/Tokyo")
    assert voices.connection.execute("SELECT * FROM alert ORDER BY ALL").fetchall() == first
    assert "障害" in str(first)
