"""refusals: a list whose past looks better than its present can be is not shown, and the reason says so."""

from dataclasses import replace

import numpy as np
import pytest

from tests.outcomes.risk_world import Truth, company
from tests.outcomes.running import run_step
from vocpipe.outcomes.risk.customer_risk import STEP
from vocpipe.outcomes.risk.early_warning import AtRisk
from vocpipe.outcomes.risk.refusals import held_against_today
from vocpipe.outcomes.risk.risk_backtest import Backtest, backtest_table
from vocpipe.outcomes.risk.tables import RISK_CALIBRATION

LEAVERS = "(SELECT customer_key FROM customer WHERE churned_at IS NOT NULL)"
TESTED = {"n": 900, "churned": 40, "k": 90, "hits": 12, "beats_base": True, "reason_en": "Better", "reason_ja": "優"}


def _overall(connection):
    row = connection.sql("SELECT * FROM risk_backtest WHERE listed_on IS NULL").to_arrow_table().to_pylist()
    return row[0]


@pytest.mark.parametrize("leak", ["monthly_value = 0", "plan = NULL"])
def test_a_file_of_a_wrong_day_that_marks_who_left_is_left_out_and_told(leak):
    """By its day the file was there before all of this; what it says of leavers is of today."""
    connection = company(Truth(themes={1: 3.0}), seed=3, customers=500, n_themes=3, has_use=False)
    run_step(connection, STEP)
    clean = _overall(connection)
    connection.execute(f"UPDATE customer_version SET {leak} WHERE customer_key IN {LEAVERS}")
    run_step(connection, STEP)
    marked = _overall(connection)
    assert clean["lift_low"] <= marked["lift"] <= clean["lift_high"]
    assert "perhaps" in marked["reason_en"]
    assert "疑わしい項目は使わずに" in marked["reason_ja"]


def test_where_the_customers_file_alone_does_as_well_there_is_no_list():
    connection = company(Truth(plan=8.0), seed=4, customers=500, n_themes=2, has_use=False)
    run_step(connection, STEP)
    row = _overall(connection)
    assert row["precision_without_voices"] >= row["precision_at_k"]
    assert row["beats_base"] is None
    assert row["reason_en"].startswith("Cannot tell what voices add")
    assert connection.execute("SELECT count(*) FROM customer_risk").fetchall() == [(0,)]


@pytest.mark.parametrize(("today", "beats"), [(0.15, True), (0.06, True), (0.025, None), (0.5, None)])
def test_risks_of_today_far_from_those_of_past_lists_refuse_the_list(today, beats):
    rows = backtest_table([TESTED | {"mean_risk_at_k": 0.13}])
    backtest = Backtest(rows, RISK_CALIBRATION.schema.empty_table(), True, 0.04)
    one = AtRisk(0, today, 1, [], [])
    held = held_against_today(backtest, [replace(one, risk=risk) for risk in np.full(4, today)])
    assert held.beats_base is beats
    assert held.rows["beats_base"].to_pylist() == [beats]
    assert (f"mean risk of {100 * today:.1f} %" in held.rows["reason_en"][0].as_py()) == (beats is None)
