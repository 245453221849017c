"""hindsight: what the customers file says of leavers only afterwards adjusts nothing by itself, and is told."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import planted_company
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world import simulate
from vocpipe.evaluate.outcomes.world_tables import store_world
from vocpipe.outcomes.churn import customer_month, theme_churn
from vocpipe.outcomes.churn.hindsight import Hindsight, in_hindsight
from vocpipe.outcomes.judgment import Judgment
from vocpipe.outcomes.suspects import separating
from vocpipe.settings import OutcomesSettings
from vocpipe.verdict import Verdict
from vocpipe.wording import text

COMPANY = planted_company(14, 600, 12)
LEAVERS = "customer_key IN (SELECT customer_key FROM customer WHERE churned_at IS NOT NULL)"
FOUND = Judgment(Verdict.RAISES, text("churn.alike.plan"))
NOTE = text("churn.alike.value")


def months(plans, left, *, known=False, values=None, renewal=None):
    """One month of a customer each; `known`: whether the plan was known by then."""
    return pa.table(
        {
            "customer_id": [f"c{number:04d}" for number in range(len(plans))],
            "month": [date(2026, 1, 1)] * len(plans),
            "plan": pa.array(plans if known else [None] * len(plans), pa.string()),
            "plan_later": pa.array([None] * len(plans) if known else plans, pa.string()),
            "monthly_value": pa.array([None] * len(plans), pa.float64()),
            "value_later": pa.array(values or [100.0 + number % 9 for number in range(len(plans))], pa.float64()),
            "months_to_renewal": pa.array(renewal or [None] * len(plans), pa.int32()),
            "term_months": pa.array([12] * len(plans), pa.int32()),
            "churned": left,
        }
    )


LEFT = [True] * 40 + [False] * 200


def test_a_plan_that_people_do_leave_is_no_suspect_and_stands_in_for_the_past():
    plans = ["Trial"] * 30 + ["Pro"] * 10 + ["Trial"] * 60 + ["Pro"] * 140
    hindsight = Hindsight.of(months(plans, LEFT))
    assert hindsight.suspects == []
    assert hindsight.safe["plan"].to_pylist() == plans


@pytest.mark.parametrize(("mark", "key"), [("Free", "Free"), (None, None)])
@pytest.mark.parametrize("share", [1.0, 0.4])
def test_a_plan_that_only_leavers_have_is_a_suspect_and_is_left_out(mark, key, share):
    marked = [mark if number < 40 * share else "Pro" for number in range(40)] + ["Pro"] * 200
    hindsight = Hindsight.of(months(marked, LEFT))
    [suspect] = hindsight.suspects
    assert (suspect.column, suspect.value, suspect.left, suspect.stayed) == ("plan", key, round(40 * share), 0)
    assert hindsight.safe["plan"].null_count == 240
    assert hindsight.whole["plan"].to_pylist() == marked


@pytest.mark.parametrize("value", [0.0, 1.0, None])
def test_a_value_that_only_leavers_have_is_a_suspect(value):
    values = [value] * 40 + [100.0 + number % 9 for number in range(200)]
    [suspect] = Hindsight.of(months(["Pro"] * 240, LEFT, values=values)).suspects
    assert suspect.column == "monthly_value"
    assert "40 of 40 customers who left" in suspect.reason.en
    assert "解約した 40 顧客のうち 40 顧客" in suspect.reason.ja


def test_a_day_of_renewal_that_only_leavers_lack_is_a_suspect():
    hindsight = Hindsight.of(months(["Pro"] * 240, LEFT, renewal=[None] * 40 + [3] * 200))
    assert hindsight.suspects[0].reason.en.startswith("The customers file has no renewal date for 40 of 40 customers")
    assert hindsight.safe["months_to_renewal"].null_count == 240


def test_a_plan_known_by_the_month_is_kept_unless_it_separates_leavers_itself():
    """As where the day of a file is wrong: what it tells was learned later than its day says."""
    plans = ["Free"] * 40 + ["Pro"] * 200
    assert Hindsight.of(months(plans, LEFT, known=True)).safe["plan"].null_count == 240


def test_few_leavers_make_no_suspect():
    column = pa.chunked_array([["Free"] * 4 + ["Pro"] * 200])
    assert separating("plan", column, np.array([True] * 4 + [False] * 200)) is None


@pytest.mark.parametrize(
    ("with_it", "verdict"),
    [((2.0, 1.2, 3.0), "raises"), ((1.3, 0.9, 1.8), "cannot tell"), ((0.5, 0.3, 0.8), "cannot tell")],
)
def test_a_verdict_holds_only_if_it_holds_with_the_suspect_too(with_it, verdict):
    judgment = in_hindsight(FOUND, with_it, NOTE)
    assert judgment.verdict == verdict
    assert NOTE.en in judgment.reason.en
    assert NOTE.ja in judgment.reason.ja


@pytest.fixture(scope="module")
def leaking():
    """theme_churn of one company by theme, from a clean customers file and from one that overwrites leavers."""
    found, settings = [], OutcomesSettings(bootstrap=200, exposure_months=3, exposure_gap_days=15)
    with memory_database() as connection:
        store_world(connection, COMPANY, simulate(COMPANY, settings, 1))
        for change in ("plan = plan", "plan = 'Free', monthly_value = 0"):
            connection.execute(f"UPDATE customer SET {change} WHERE {LEAVERS}")
            run_steps(connection, settings, (customer_month.STEP, theme_churn.STEP))
            rows = connection.sql("SELECT * FROM theme_churn ORDER BY theme_id").to_arrow_table().to_pylist()
            found.append(dict(zip((theme.kind for theme in COMPANY.themes), rows, strict=True)))
    return found


def test_an_export_that_overwrites_leavers_does_not_shrink_what_is_found(leaking):
    clean, marked = (rows["hazard 3"] for rows in leaking)
    assert marked["verdict"] == clean["verdict"] == "raises"
    assert marked["hazard_ratio"] == pytest.approx(clean["hazard_ratio"], rel=0.2)
    assert marked["e_value"] > 3
    assert "perhaps entered after they left" in marked["reason_en"]
    assert "書き換えられた可能性" in marked["reason_ja"]


def test_a_theme_of_one_plan_is_not_found_where_the_plan_is_overwritten(leaking):
    """Without plan and value it looks harmful, as its customers leave more often; that must not be a verdict."""
    marked = leaking[1]["confounded"]
    assert marked["low"] > 1
    assert marked["verdict"] == "cannot tell"
    assert "no longer known" in marked["reason_en"]
