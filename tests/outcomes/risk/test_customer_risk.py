"""Customers at risk: a list if departures can be predicted, none if not, and nothing from later days."""

import json
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from tests.outcomes.risk_world import Truth, company
from tests.outcomes.running import run_step
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.risk.customer_risk import STEP, load_panel
from vocpipe.outcomes.risk.origins import Origins
from vocpipe.outcomes.spells import customer_spell
from vocpipe.settings import RiskSettings

SETTINGS = RiskSettings()
OVERALL = "SELECT * FROM risk_backtest WHERE listed_on IS NULL"


def overall(connection):
    return connection.sql(OVERALL).to_arrow_table().to_pylist()[0]


def span_of(connection):
    """The period of the data, with what is known of contracts."""
    run_step(connection, customer_spell.STEP)
    return read(connection, "data_span.sql", timezone="Asia/Tokyo").to_pylist()[0]


def listed(connection):
    return connection.execute("SELECT count(*) FROM customer_risk").fetchall()[0][0]


@pytest.fixture(scope="module")
def planted():
    connection = company(Truth(themes={1: 3.5, 2: 3.0}), seed=1, customers=800)
    run_step(connection, STEP)
    yield connection
    connection.close()


def test_customers_with_the_planted_risk_are_listed_and_the_list_beats_a_random_one(planted):
    row = overall(planted)
    assert row["beats_base"] is True
    assert 1 < row["lift_low"] < row["lift"] < row["lift_high"]
    assert row["low"] < row["precision_at_k"] < row["high"]
    assert row["precision_at_k"] > row["precision_without_voices"]
    assert row["auc_pr_low"] > row["base_rate"]
    assert 0.5 < row["calibration_slope"] < 1.6
    assert 0 < row["lead_time_days"] < SETTINGS.horizon_days
    assert row["brier"] < row["brier_base"]
    for text in (row["reason_en"], row["reason_ja"]):
        assert f"{row['hits']:,}" in text


def test_the_planted_themes_are_the_reasons(planted):
    themes = planted.execute("SELECT unnest(themes) AS theme FROM customer_risk").fetchall()
    assert len(themes) > 20
    assert sum(theme in ("t_01", "t_02") for (theme,) in themes) > 0.6 * len(themes)


def test_each_customer_has_themes_quotes_and_reasons_in_both_languages(planted):
    rows = planted.sql("SELECT * FROM customer_risk ORDER BY rank").to_arrow_table().to_pylist()
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(one["risk"] >= two["risk"] for one, two in pairwise(rows))
    quoted = [row for row in rows if row["quotes"]]
    assert quoted
    for row in quoted:
        assert "theme" in row["reason_en"] and "テーマ" in row["reason_ja"]
        of_whom = (
            "SELECT DISTINCT who.customer_id FROM sentence JOIN feedback_customer AS who USING (feedback_id) "
            "JOIN sentence_theme USING (sentence_id) WHERE list_contains(?, sentence_id) AND list_contains(?, theme_id)"
        )
        assert planted.execute(of_whom, [row["quotes"], row["themes"]]).fetchall() == [(row["customer_id"],)]
        assert {theme["theme_id"] for theme in json.loads(row["reasons"])["themes"]} == set(row["themes"])


def test_customers_who_left_or_are_known_to_be_leaving_are_not_listed(planted):
    query = (
        "SELECT count(*) FROM customer_risk "
        "JOIN customer_number USING (customer_id) JOIN customer USING (customer_key) "
        "WHERE churned_at IS NOT NULL"
    )
    assert planted.execute(query).fetchall() == [(0,)]


def test_each_tested_day_has_a_row_that_was_trained_on_what_was_known_then(planted):
    rows = planted.execute(
        "SELECT listed_on, n, churned, k, hits, n_train FROM risk_backtest ORDER BY listed_on"
    ).fetchall()
    days = [row for row in rows if row[0] is not None]
    together = next(row for row in rows if row[0] is None)
    assert [sum(row[column] for row in days) for column in range(1, 5)] == list(together[1:5])
    assert [row[5] for row in days] == sorted(row[5] for row in days)
    gaps = [(two[0] - one[0]).days for one, two in pairwise(days)]
    assert all(gap >= SETTINGS.horizon_days for gap in gaps)


def test_calibration_holds_every_tested_row_once(planted):
    rows = planted.execute("SELECT n, mean_risk, low, rate, high FROM risk_calibration ORDER BY bin").fetchall()
    assert sum(row[0] for row in rows) == overall(planted)["n"]
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    assert all(row[2] <= row[3] <= row[4] for row in rows)


@pytest.mark.parametrize("truth", [Truth(), Truth(announces=True)], ids=["nothing planted", "only announcements"])
def test_without_predictors_there_is_no_list_and_the_reason_says_so(truth):
    connection = company(truth, seed=2)
    run_step(connection, STEP)
    row = overall(connection)
    assert row["beats_base"] is False
    assert row["reason_en"].startswith("Not shown to be better than a random list")
    assert "とは言えません" in row["reason_ja"]
    assert listed(connection) == 0


LEAVERS = "(SELECT customer_key FROM customer WHERE churned_at IS NOT NULL)"


@pytest.mark.parametrize(
    "leak",
    [
        "monthly_value = 0",
        "plan = 'Free'",
        "plan = NULL",
        "monthly_value = NULL",
        "plan = 'Closed', monthly_value = -1",
    ],
)
def test_an_export_that_marks_who_left_makes_the_list_look_no_better(leak):
    connection = company(Truth(themes={1: 3.0}), seed=3, customers=500, n_themes=3)
    connection.execute("UPDATE customer_version SET known_on = DATE '2025-12-31'")  # the one export that there is
    run_step(connection, STEP)
    clean = overall(connection)
    for table in ("customer", "customer_version"):
        connection.execute(f"UPDATE {table} SET {leak} WHERE customer_key IN {LEAVERS}")
    run_step(connection, STEP)
    assert overall(connection) == clean


def test_a_plan_that_was_known_in_time_is_used_and_one_that_was_not_is_shown_alone():
    connection = company(Truth(plan=6.0), seed=4, customers=500, n_themes=2, has_use=False)
    run_step(connection, STEP)
    known = overall(connection)["precision_without_voices"]
    connection.execute("UPDATE customer_version SET known_on = DATE '2025-12-31'")
    run_step(connection, STEP)
    assert overall(connection)["precision_without_voices"] < known
    rows = connection.sql("SELECT plan, monthly_value, signals FROM customer_risk").to_arrow_table().to_pylist()
    assert all(row["plan"] and row["monthly_value"] and "plan" not in row["signals"] for row in rows)


def test_use_that_falls_is_a_signal_by_itself():
    connection = company(Truth(use=6.0), seed=5, customers=800, n_themes=2)
    run_step(connection, STEP)
    assert listed(connection) > 0
    signals = [row[0] for row in connection.execute("SELECT unnest(signals) FROM customer_risk").fetchall()]
    assert sum(signal in ("falling use", "little use") for signal in signals) > 0.4 * len(signals)


def test_with_hardly_any_departure_there_is_no_list():
    connection = company(Truth(), seed=1, customers=60, hazard=0.01)
    run_step(connection, STEP)
    row = overall(connection)
    assert listed(connection) == 0
    assert row["beats_base"] is None
    assert row["reason_en"].startswith("Cannot tell")
    assert row["reason_ja"].startswith("判断できません")


def test_without_customers_there_is_neither_list_nor_backtest(voices):
    voices.say(text="fine")
    run_step(voices.connection, STEP)
    assert listed(voices.connection) == 0
    assert voices.connection.execute("SELECT count(*) FROM risk_backtest").fetchall() == [(0,)]


def tables(connection):
    names = ("customer_risk", "risk_backtest", "risk_calibration")
    return [connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names]


def test_the_same_data_gives_the_same_tables(planted):
    before = tables(planted)
    run_step(planted, STEP)
    assert tables(planted) == before


def panel_of(connection, origins):
    span = read(connection, "data_span.sql", timezone="Asia/Tokyo").to_pylist()[0]
    windows = {"timezone": "Asia/Tokyo", "gap": SETTINGS.gap_days, "window": SETTINGS.window_days}
    return load_panel(connection, origins, windows, span["first_done"])


def test_a_row_uses_nothing_later_than_its_day_minus_the_gap():
    connection = company(Truth(), seed=7, customers=120, days=300)
    span = span_of(connection)
    origin = Origins.of(span, SETTINGS).past[1]
    origins = Origins(origin, [], timedelta(30))
    whole = panel_of(connection, origins)
    cut = origin - timedelta(days=SETTINGS.gap_days)
    # Midnight in the zone of the workspace.
    connection.execute("DELETE FROM feedback_raw WHERE created_at >= ?::TIMESTAMP - INTERVAL 9 HOUR", [cut])
    connection.execute("DELETE FROM behaviour WHERE occurred_at >= ?::TIMESTAMP - INTERVAL 9 HOUR", [cut])
    alone = panel_of(connection, origins)
    assert whole.values.any()
    assert np.array_equal(whole.values, alone.values)


def test_origins_leave_room_for_the_windows_before_and_the_horizon_after():
    connection = company(Truth(), seed=7, customers=50, days=300)
    span = span_of(connection)
    origins = Origins.of(span, SETTINGS)
    assert max(origins.past) + origins.horizon <= min(span["as_of"], span["known_until"])
    assert min(origins.past) - timedelta(SETTINGS.gap_days + SETTINGS.window_days) >= span["first_day"]
    assert all(past + origins.horizon <= origins.past[0] for past in origins.training(origins.past[0]))
    longer = Origins.of(span, RiskSettings(horizon_days=60))
    assert all((one - two).days == 60 for one, two in pairwise(longer.tested))
